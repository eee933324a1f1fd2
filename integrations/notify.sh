#!/usr/bin/env bash
# Tells a chat when a system specification has arrived:
#
#   integrations/notify.sh review.json
#
# reads what `provenance review --format json` wrote and posts one message, as {"text": …}, to the
# webhook PROVENANCE_WEBHOOK. Does nothing when no specification arrived. Needs jq and curl.
set -euo pipefail

review=$1
arrived=$(jq -r '[.specifications[]? | select(.arrived) | .seed] | join(", ")' "$review")
if [ -z "$arrived" ]; then
    echo "no specification arrived"
    exit 0
fi
if [ -z "${PROVENANCE_WEBHOOK:-}" ]; then
    echo "a specification arrived in $arrived; set PROVENANCE_WEBHOOK to have it posted"
    exit 0
fi
jq -n --arg text "A system specification arrived: $arrived. ${PROVENANCE_LINK:-}" '{text: $text}' |
    curl --fail --silent --show-error --max-time 30 --header 'Content-Type: application/json' \
        --data @- "$PROVENANCE_WEBHOOK" > /dev/null
echo "told: a specification arrived in $arrived"
