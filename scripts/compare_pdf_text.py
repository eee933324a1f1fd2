#!/usr/bin/env python3
"""Compares the text that is derived from PDFs with that of pdftotext (poppler-utils).

    cargo build --release --example document_text
    scripts/compare_pdf_text.py target/release/examples/document_text FILE.pdf[.gz]...

Words are runs of letters and digits, of Chinese, Japanese and Korean single characters; they are
compared in small letters, after compatibility decomposition. Recall and precision are those of the
multiset of words; order is the longest common subsequence, as `diff` finds it, as a share of the
words that both have. Seconds are of user and system time, megabytes the largest resident size.
"""

import collections
import gzip
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

WORD = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_぀-ヿ㐀-鿿가-힯]+")


def words(text):
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


# A process starts with the largest resident size of its parent, so a small one starts the command.
START = """
import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, file=sys.stderr)
"""


def run(command):
    """Gives output, seconds and megabytes of a command."""
    result = subprocess.run([sys.executable, "-S", "-c", START, *command], capture_output=True)
    seconds, megabytes = result.stderr.decode("utf-8", "replace").split("\n")[-2].split()
    return result.stdout.decode("utf-8", "replace"), float(seconds), float(megabytes)


def common(one, other):
    """The length of the longest common subsequence."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, sequence in (("one", one), ("other", other)):
            paths.append(os.path.join(folder, name))
            with open(paths[-1], "w") as file:
                file.write("".join(word + "\n" for word in sequence))
        depth = "--minimal" if len(one) < 20000 else "--speed-large-files"
        difference = subprocess.run(["diff", depth, *paths], capture_output=True, text=True)
        deleted = sum(line.startswith("<") for line in difference.stdout.splitlines())
    return len(one) - deleted


def main():
    tool, files = sys.argv[1], sys.argv[2:]
    verbose = os.environ.get("DIFFERENCES")
    print("| file | words | recall | precision | order | s | pdftotext s | MB | pdftotext MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    totals = collections.Counter()
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            path = file
            if file.endswith(".gz"):
                path = os.path.join(folder, "file.pdf")
                with open(path, "wb") as plain:
                    plain.write(gzip.open(file).read())
            ours, our_time, our_size = run([tool, path])
            theirs, their_time, their_size = run(["pdftotext", path, "-"])
        mine, peer = words(ours), words(theirs)
        mine_bag, peer_bag = collections.Counter(mine), collections.Counter(peer)
        both = (mine_bag & peer_bag).total()
        order = common(peer, mine) / max(both, 1)
        recall, precision = both / max(len(peer), 1), both / max(len(mine), 1)
        name = os.path.basename(file)
        print(f"| {name} | {len(peer)} | {recall:.4f} | {precision:.4f} | {order:.4f} "
              f"| {our_time:.2f} | {their_time:.2f} | {our_size:.0f} | {their_size:.0f} |", flush=True)
        totals.update(ours=our_time, theirs=their_time)
        if verbose:
            print("  missing", (peer_bag - mine_bag).most_common(25))
            print("  added", (mine_bag - peer_bag).most_common(25))
    print(f"\n{len(files)} files: {totals['ours']:.2f} s, pdftotext {totals['theirs']:.2f} s")


if __name__ == "__main__":
    main()
