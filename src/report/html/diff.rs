//! A diff as HTML.

use std::io;
use std::io::Write;

use super::escape::escape_html;
use super::style::STYLE;
use crate::diff::ChangeKind;
use crate::report::excerpt::Excerpt;
use crate::report::excerpt::Piece;
use crate::report::excerpt::Role;
use crate::report::excerpt::Row;
use crate::report::excerpt::excerpts;
use crate::report::options::DiffOptions;
use crate::report::phrases;
use crate::report::prose;
use crate::view::ChangeView;
use crate::view::DiffView;
use crate::view::VersionLabel;

/// Writes a diff as one `<section>` with its style sheet.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_html(
    view: &DiffView<'_>,
    options: &DiffOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = escape_html(&prose::sides(&view.old, &view.new));
    writeln!(out, "<section class=\"provenance-diff\" aria-label=\"Changes {name}\">")?;
    writeln!(out, "<style>\n{STYLE}</style>")?;
    write_head(view, out)?;
    write_changes(view, options, out)?;
    writeln!(out, "</section>")
}

/// Writes the changes alone, for a page that has a head and a style sheet of its own.
pub(in crate::report) fn write_changes(
    view: &DiffView<'_>,
    options: &DiffOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let writer = Writer { prefix: prefix(view) };
    writer.write_list(&excerpts(view, options), out)?;
    if let Some((title, noise)) = prose::folded_noise(view, options).zip(options.for_folded_noise())
    {
        writeln!(out, "<details>\n<summary>{title}</summary>")?;
        writer.write_list(&excerpts(view, &noise), out)?;
        writeln!(out, "</details>")?;
    }
    let remarks = prose::left_out(view, options);
    for remark in remarks {
        writeln!(out, "<p class=\"remark\">{}</p>", escape_html(&remark))?;
    }
    Ok(())
}

/// What makes element ids of this diff differ from those of others on the same page.
fn prefix(view: &DiffView<'_>) -> String {
    let digest = |label: &VersionLabel| label.digest.map_or_else(String::new, |it| it.short(8));
    format!("d{}-{}", digest(&view.old), digest(&view.new))
}

fn write_head(view: &DiffView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let seed = view.new.seed.as_ref().or(view.old.seed.as_ref());
    let names = [seed.map(|seed| seed.as_str()), view.title.as_deref()];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    if !names.is_empty() {
        writeln!(out, "<h2 dir=\"auto\">{}</h2>", escape_html(&names.join("  ")))?;
    }
    let sides = escape_html(&prose::sides(&view.old, &view.new));
    let figures = prose::figures(&view.summary);
    writeln!(out, "<p>{sides} · <strong>{}</strong></p>", escape_html(&figures))?;
    if let Some(equals) = &view.equals {
        let told = escape_html(&prose::oscillation(equals));
        writeln!(out, "<p class=\"grave\">The new text {told}.</p>")?;
    }
    for limitation in &view.limitations {
        writeln!(out, "<p class=\"remark\">{}</p>", escape_html(&limitation.detail))?;
    }
    Ok(())
}

struct Writer {
    prefix: String,
}

impl Writer {
    fn write_list(&self, excerpts: &[Excerpt<'_>], out: &mut dyn Write) -> io::Result<()> {
        if excerpts.is_empty() {
            return Ok(());
        }
        writeln!(out, "<ul>")?;
        excerpts.iter().try_for_each(|excerpt| self.write_excerpt(excerpt, out))?;
        writeln!(out, "</ul>")
    }

    fn write_excerpt(&self, excerpt: &Excerpt<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<li>")?;
        if let Some(heading) = excerpt.heading {
            writeln!(out, "<h3 dir=\"auto\">{}</h3>", escape_html(prose::heading(heading)))?;
        }
        let is_grave = excerpt.changes.iter().filter_map(|it| it.rank()).any(phrases::is_grave);
        let class = if is_grave { "where grave" } else { "where" };
        writeln!(
            out,
            "<p class=\"{class}\">{} · {} · {}</p>",
            prose::numbers(&excerpt.changes),
            prose::place(&excerpt.changes),
            prose::classes(&excerpt.changes).join(", ")
        )?;
        for row in &excerpt.rows {
            self.write_row(row, out)?;
        }
        for change in &excerpt.changes {
            self.write_remarks(change, out)?;
        }
        writeln!(out, "</li>")
    }

    fn write_row(&self, row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "<p dir=\"auto\">{}", if row.is_cut_before { "…" } else { "" })?;
        for piece in &row.pieces {
            self.write_piece(piece, out)?;
        }
        writeln!(out, "{}</p>", if row.is_cut_after { "…" } else { "" })
    }

    fn write_piece(&self, piece: &Piece<'_>, out: &mut dyn Write) -> io::Result<()> {
        let text = escape_html(&prose::shown(piece));
        match piece.role {
            Role::Kept => write!(out, "{text}"),
            Role::Removed => write!(out, "<del>{text}</del>"),
            Role::Added => write!(out, "<ins>{text}</ins>"),
            Role::MovedAway | Role::MovedHere => write!(out, "<span class=\"moved\">{text}</span>"),
        }
    }

    /// Where the other end of a move is, linked there and back; which rules found noise.
    fn write_remarks(&self, change: &ChangeView<'_>, out: &mut dyn Write) -> io::Result<()> {
        if let Some(remark) = prose::move_remark(change) {
            let (own, other) = match change.kind {
                ChangeKind::MoveFrom => ("from", "to"),
                _ => ("to", "from"),
            };
            let (prefix, number) = (&self.prefix, change.number.unwrap_or_default());
            writeln!(
                out,
                "<p class=\"remark\" id=\"{prefix}-{number}-{own}\">\
                 <a href=\"#{prefix}-{number}-{other}\">{}</a></p>",
                escape_html(&remark)
            )?;
        }
        if let Some(remark) = prose::noise_remark(change) {
            writeln!(out, "<p class=\"remark\">{}</p>", escape_html(&remark))?;
        }
        Ok(())
    }
}
