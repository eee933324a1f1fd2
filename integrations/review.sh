#!/usr/bin/env bash
# Reviews what a change does to the seeds. For any CI:
#
#   integrations/review.sh BASE HEAD [FOLDER]
#
# writes FOLDER/review.md (for a comment), review.html (to keep) and review.json (for programs),
# and exits as `provenance review --fail-on` does: 0 go on, 1 a gate is closed, 2 or 3 it failed.
# Reads both revisions from git alone: nothing of HEAD is checked out or run.
#
#   PROVENANCE           the binary; default: provenance
#   PROVENANCE_FAIL_ON   concerns that close the gate, with commas between; default: none
#   PROVENANCE_MAX_BYTES the longest review.md; default: 60000, what a pull request takes
set -euo pipefail

base=$1
head=$2
folder=${3:-provenance-review}
provenance=${PROVENANCE:-provenance}
limit=${PROVENANCE_MAX_BYTES:-60000}

mkdir -p "$folder"
"$provenance" review "$base...$head" --format json > "$folder/review.json"
"$provenance" review "$base...$head" --format html > "$folder/review.html"

gate=()
if [ -n "${PROVENANCE_FAIL_ON:-}" ]; then
    gate=(--fail-on "$PROVENANCE_FAIL_ON")
fi
status=0
"$provenance" review "$base...$head" --format markdown --max-bytes "$limit" \
    ${gate[@]+"${gate[@]}"} > "$folder/review.md" || status=$?
exit "$status"
