#!/usr/bin/env bash
# Posts a review to a pull request, or brings the comment that is there up to date:
#
#   comment.sh OWNER/REPOSITORY NUMBER review.md
#
# Needs gh and jq; gh takes its token from GH_TOKEN. A token that may only read (as for a pull
# request from a fork) is told and no failure: the review stands in the job's summary as well.
set -euo pipefail

repository=$1
number=$2
file=$3
mark='<!-- provenance review -->'

case $number in
    '' | *[!0-9]*)
        echo "not a pull request: nothing to comment on"
        exit 0
        ;;
esac

body=$(jq -Rs --arg mark "$mark" '{body: ($mark + "\n" + .)}' "$file")
comments="repos/$repository/issues/$number/comments"
mine=$(gh api --paginate "$comments" |
    jq -rs --arg mark "$mark" \
        '[.[][] | select(.user.type == "Bot" and (.body | startswith($mark))) | .id] | first // empty')
if [ -n "$mine" ]; then
    target=(--method PATCH "repos/$repository/issues/comments/$mine")
else
    target=(--method POST "$comments")
fi
if problem=$(printf '%s' "$body" | gh api "${target[@]}" --input - 2>&1 > /dev/null); then
    echo "the review is on pull request $number"
elif printf '%s' "$problem" | grep -q 'HTTP 403'; then
    echo "::notice::this token may not comment: the review is in the summary of this job"
else
    printf '%s\n' "$problem" >&2
    exit 1
fi
