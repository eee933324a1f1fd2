#!/usr/bin/env python3
"""Makes the pictures of the documentation: runs the tool, and lets a browser draw what it wrote.

Usage: docs/pictures/make.py TOOL
TOOL is the built program. Needs git, Chromium (`chromium`), and the Python packages `cmarkgfm` and
`pillow`. Everything is made from this repository: the diff is of the first and the last revision of
docs/FORMAT.md, the review is of a copy of the seeds in which one document is replaced and one is
gone.
"""

import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COLOURS = {"31": "#ff8272", "32": "#8ae28a", "33": "#e5c76b", "34": "#8fb8ff", "35": "#e39ae3", "36": "#74d7d7"}
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: {back}; }}
pre {{ margin: 0; padding: 18px 22px; color: #e6e6e6; width: max-content;
  font: 15px/1.38 "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; }}
main {{ padding: 18px 22px; font: 15px/1.5 system-ui, sans-serif; max-width: 960px; }}
table {{ border-collapse: collapse; }} td, th {{ border: 1px solid #d0d7de; padding: 5px 10px; text-align: left; }}
</style>{body}"""


def run(command, folder=ROOT, environment=None, ok=(0, 1)):
    settings = {**os.environ, "COLUMNS": "96", "PROVENANCE_NOW": "2026-11-22T12:00:00Z", **(environment or {})}
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)
    if done.returncode not in ok:
        sys.exit(f"{command} failed:\n{done.stderr}")
    return done.stdout


def coloured(text):
    """ANSI colours as HTML."""
    out, open_spans = [], 0
    for part in re.split(r"(\x1b\[[0-9;]*m)", text):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not code:
            out.append(html.escape(part))
            continue
        out.append("</span>" * open_spans)
        open_spans = 0
        styles = []
        for number in code.group(1).split(";"):
            styles += {
                "1": ["font-weight:bold"], "2": ["opacity:.6"], "4": ["text-decoration:underline"],
                "9": ["text-decoration:line-through"],
            }.get(number, [f"color:{COLOURS[number]}"] if number in COLOURS else [])
        if styles:
            out.append(f'<span style="{";".join(styles)}">')
            open_spans = 1
    return "<pre>" + "".join(out) + "</span>" * open_spans + "</pre>"


def picture(name, body, size, dark):
    """Draws a page of this size, in pixels."""
    page = PAGE.format(body=body, back="#1c1f24" if dark else "#ffffff")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        target = HERE / f"{name}.png"
        browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        run([*browser, f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", path.as_uri()])
    crop(target)
    print(target.relative_to(ROOT))


def crop(path):
    """Cuts off what is empty below the content."""
    from PIL import Image, ImageChops
    image = Image.open(path).convert("RGB")
    empty = Image.new("RGB", image.size, image.getpixel((image.width - 1, image.height - 1)))
    box = ImageChops.difference(image, empty).getbbox() or (0, 0, 0, image.height)
    cut = image.crop((0, 0, image.width, min(image.height, box[3] + 16)))
    cut.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


def terminal(name, text, lines):
    shown = "\n".join(text.splitlines()[:lines])
    rows = len(shown.splitlines())
    picture(name, coloured(shown), (960, 36 + round(rows * 20.7)), True)


def diffs(tool, folder):
    commits = run(["git", "log", "--format=%h", "--", "docs/FORMAT.md"]).split()
    old, new = folder / "old.md", folder / "new.md"
    for path, commit in [(old, commits[-1]), (new, commits[0])]:
        path.write_text(run(["git", "show", f"{commit}:docs/FORMAT.md"]), encoding="utf-8")
    base = [tool, "--no-pager", "--color", "always", "diff", "old.md", "new.md"]
    terminal("diff-terminal", run(base, folder), 30)
    terminal("diff-side-by-side", run([*base, "--side-by-side"], folder), 30)
    picture("diff-html", run([*base, "--format", "html"], folder), (960, 900), False)


def replaced(text):
    """A seed as its publisher might correct it: a figure, a duty, a paragraph that moved."""
    text = re.sub(r"\b(\d+)( percent|%)", lambda it: f"{int(it.group(1)) + 2}{it.group(2)}", text, count=1)
    text = re.sub(r"\b(will|should) ", "must ", text, count=1)
    blocks = text.split("\n\n")
    long = [at for at, block in enumerate(blocks) if len(block) > 300]
    if len(long) > 3:
        blocks[long[0]], blocks[long[3]] = blocks[long[3]], blocks[long[0]]
    return "\n\n".join(blocks)


def review(tool, folder):
    git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    run([*git, "init", "-q", "-b", "main"], folder)
    run([tool, "init"], folder)
    seeds = sorted((ROOT / "seeds").iterdir())
    for seed in seeds:
        (folder / "seeds" / seed.name).write_bytes(seed.read_bytes())
    record = lambda message: (run([tool, "snapshot"], folder), run([*git, "add", "-A"], folder),
                              run([*git, "commit", "-qm", message], folder))
    record("Record the seeds")
    run([*git, "switch", "-qc", "correction"], folder)
    changed = folder / "seeds" / seeds[0].name
    changed.write_text(replaced(changed.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "seeds" / seeds[4].name).unlink()
    record("A corrected text, and one that is gone")
    base = [tool, "--no-pager", "--color", "always", "review", "main"]
    terminal("review-terminal", run(base, folder), 40)
    picture("review-html", run([*base, "--format", "html"], folder), (960, 900), False)
    import cmarkgfm
    from cmarkgfm.cmark import Options
    markdown = run([*base, "--format", "markdown"], folder)
    page = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    page = page.replace("<details>", "<details open>")
    picture("review-markdown", f"<main>{page}</main>", (1000, 900), False)


def main():
    tool = str(pathlib.Path(sys.argv[1]).resolve()) if len(sys.argv) == 2 else sys.exit(__doc__)
    for make in (diffs, review):
        with tempfile.TemporaryDirectory() as folder:
            make(tool, pathlib.Path(folder))


if __name__ == "__main__":
    main()
