#!/usr/bin/env bash
# Prints the review that docs/REVIEW.md shows, for a terminal and for a pull request, made of this
# repository's own seeds:
#
#   docs/pictures/review.sh target/release/provenance
set -euo pipefail

provenance=$(realpath "$1")
house=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.org
export GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.org
export GIT_AUTHOR_DATE=2026-11-22T09:00:00Z GIT_COMMITTER_DATE=2026-11-22T09:00:00Z
export PROVENANCE_NOW=2026-11-22T09:14:00Z COLUMNS=80

git init --quiet --initial-branch main
"$provenance" init > /dev/null
cp "$house"/seeds/*.txt seeds/
mkdir -p docs/decisions
cat > docs/decisions/0001-scale.md << 'END'
# 1. Size of the device registry

> more than 2.05 billion users of Internet of Things smart devices
>
> — [seed 003](../../seeds/003_4641404722756e64.txt)

We plan for that many devices.
END
"$provenance" snapshot > /dev/null
git add --all && git commit --quiet --message "five seeds"

git checkout --quiet -b topic
git mv seeds/003_4641404722756e64.txt seeds/003_bbbbbbbbbbbbbbbb.txt
sed -i 's/2.05 billion/2.5 billion/; s/845 million/854 million/' seeds/003_bbbbbbbbbbbbbbbb.txt
sed -i 's/003_4641404722756e64/003_bbbbbbbbbbbbbbbb/' docs/decisions/0001-scale.md
git rm --quiet seeds/000_bca16cead6d63c54.txt
cp "$house/src/analysis/readiness/trials/specification-shall-rail.txt" \
    seeds/005_cccccccccccccccc.txt
"$provenance" snapshot > /dev/null
git add --all && git commit --quiet --message "replace 003, drop 000, add 005"

"$provenance" review main...topic
"$provenance" review main...topic --format markdown
