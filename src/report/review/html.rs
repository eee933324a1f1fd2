//! A review as a page that needs nothing else.

use std::io;
use std::io::Write;

use super::wording;
use crate::report::html::STYLE;
use crate::report::html::escape_html;
use crate::report::html::write_changes;
use crate::report::options::DiffOptions;
use crate::report::phrases;
use crate::report::prose;
use crate::view::ReviewView;
use crate::view::SeedReview;

/// What the page adds to the style sheet of a diff. Nothing is loaded and no script runs.
const PAGE_STYLE: &str = "\
body { margin: 0; }
.provenance-diff { margin: 0 auto; max-width: 60rem; }
.provenance-diff h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
.provenance-diff h2 { border-top: 2px solid var(--rule); margin: 2rem 0 .25rem; padding-top: .5rem; }
.provenance-diff table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
.provenance-diff th, .provenance-diff td { border: 1px solid var(--rule); overflow-wrap: anywhere;
  padding: .25rem .5rem; text-align: start; vertical-align: top; }
.provenance-diff th { color: var(--faint); font-weight: 600; }
.provenance-diff th, .provenance-diff td > strong, .provenance-diff .event {
  overflow-wrap: normal; }
.provenance-diff code { font-family: ui-monospace, monospace; font-size: .9em; }
";

/// Writes a page: the verdict, what to look at first, a table of the seeds, then the changes of
/// every text, with the noise in folds.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_review_html(
    view: &ReviewView<'_>,
    options: &DiffOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let headline = escape_html(&wording::headline(view).join(" · "));
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{headline}</title>\n<style>\n{STYLE}{PAGE_STYLE}</style>\n</head>\n<body>\n\
         <main class=\"provenance-diff\">\n<h1>{headline}</h1>"
    )?;
    let (range, seeds) = (wording::range(view, escape_html), wording::seeds(view));
    writeln!(out, "<p>{range} · {}</p>", escape_html(&seeds))?;
    write_first_things(view, out)?;
    write_seed_table(view, out)?;
    let seeds = view.seeds.iter().enumerate();
    for (index, seed) in seeds.filter(|(_, seed)| wording::has_more(seed)) {
        write_seed(index, seed, options, out)?;
    }
    for note in &view.notes {
        writeln!(out, "<p class=\"remark\">{}</p>", escape_html(note))?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

fn write_first_things(view: &ReviewView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let citations = view.citations.as_deref().unwrap_or_default();
    if view.findings.is_empty() && view.specifications.is_empty() && citations.is_empty() {
        return Ok(());
    }
    writeln!(out, "<table>\n<tr><th>look first</th><th>where</th><th>what</th></tr>")?;
    for finding in &view.findings {
        let command = finding.command.as_deref().map(escape_html);
        let command = command.map(|it| format!(" <code>{it}</code>")).unwrap_or_default();
        let remedy = finding.remedy.as_deref().map(escape_html).unwrap_or_default();
        let meaning = escape_html(&finding.meaning);
        let what = format!("{meaning}{command} {remedy}");
        write_row(finding.concern.name(), &wording::subject(finding), what.trim_end(), out)?;
    }
    for turn in &view.specifications {
        let what = escape_html(&wording::specification(turn));
        write_row(wording::turn_concern(turn), turn.seed.as_str(), &what, out)?;
    }
    for effect in citations {
        let rows = wording::passages(effect).into_iter().map(|(label, text)| {
            let text = escape_html(&text);
            match label {
                "old" if effect.new_text != effect.old_text => format!("<del>{text}</del>"),
                "old" => text,
                "new" if effect.new_text.is_some() => format!("<ins>{text}</ins>"),
                "new" => format!("<i>{text}</i>"),
                _ => format!("<i>{label}: {text}</i>"),
            }
        });
        let what = rows.collect::<Vec<_>>().join("<br>");
        write_row(effect.finding.name(), &wording::citation(effect), &what, out)?;
    }
    writeln!(out, "</table>")
}

/// A row whose last cell is HTML already.
fn write_row(first: &str, second: &str, html: &str, out: &mut dyn Write) -> io::Result<()> {
    let (first, second) = (escape_html(first), escape_html(second));
    writeln!(out, "<tr><td><strong>{first}</strong></td><td>{second}</td><td>{html}</td></tr>")
}

fn write_seed_table(view: &ReviewView<'_>, out: &mut dyn Write) -> io::Result<()> {
    if view.seeds.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<table>\n<tr><th>seed</th><th></th><th>title</th><th>from</th><th>changed</th></tr>"
    )?;
    for (index, seed) in view.seeds.iter().enumerate() {
        let change = &seed.change;
        let title = change.title.as_ref().map(phrases::with_weak_basis);
        let name = escape_html(change.seed.as_str());
        let name = match wording::has_more(seed) {
            true => format!("<a href=\"#seed-{}\">{name}</a>", index + 1),
            false => name,
        };
        writeln!(
            out,
            "<tr><td>{name}</td><td class=\"event\">{}</td><td dir=\"auto\">{}</td>\
             <td dir=\"auto\">{}</td><td>{}</td></tr>",
            change.event.name(),
            escape_html(title.as_deref().unwrap_or(&change.path)),
            escape_html(&wording::origin(change)),
            escape_html(&wording::effect(seed))
        )?;
    }
    writeln!(out, "</table>")
}

fn write_seed(
    index: usize,
    seed: &SeedReview<'_>,
    options: &DiffOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let change = &seed.change;
    let title = change.title.as_ref().map(|title| title.value.as_str()).unwrap_or_default();
    writeln!(
        out,
        "<h2 id=\"seed-{}\" dir=\"auto\">{}  {}</h2>",
        index + 1,
        escape_html(change.seed.as_str()),
        escape_html(title)
    )?;
    let sides = seed.diff.as_ref().map(|diff| prose::sides(&diff.old, &diff.new));
    let sides = escape_html(sides.as_deref().unwrap_or(change.event.name()));
    writeln!(out, "<p>{sides} · <strong>{}</strong></p>", escape_html(&wording::effect(seed)))?;
    for remark in wording::remarks(seed) {
        writeln!(out, "<p class=\"remark\">{}</p>", escape_html(&remark))?;
    }
    match &seed.diff {
        Some(diff) => write_changes(diff, options, out),
        None => Ok(()),
    }
}
