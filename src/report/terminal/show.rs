//! `show` on a terminal.

use std::io;
use std::io::Write;

use super::capture::write_capture;
use super::facts::Facts;
use super::line::Line;
use super::log::commit_line;
use super::page::Page;
use super::page::Screen;
use super::style::Palette;
use super::style::Style;
use crate::report::phrases;
use crate::report::phrases::size;
use crate::report::prose;
use crate::text::Span;
use crate::view::NoiseView;
use crate::view::ShowView;

/// Writes a version with all that is known of it, then its text with the noise dimmed; where
/// styles cannot be seen, lines of noise carry a `~` and noise inside a line stands in `⟦⟧`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_show(view: &ShowView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    write_head(view, page)?;
    let facts = Facts {
        origin: &view.origin,
        lost_claims: &view.lost_claims,
        lines: view.lines,
        noise: &view.noise,
        noise_by_category: &view.noise_by_category,
        readiness: &view.readiness,
        limitations: &view.limitations,
    };
    if let Some(why) = &view.out_of_reach {
        return facts.write_recorded(why, page);
    }
    facts.write(page)?;
    let Some(text) = &view.text else { return Ok(()) };
    page.blank()?;
    write_text(text, &view.noise, page)
}

fn write_head(view: &ShowView, page: &mut Page<'_>) -> io::Result<()> {
    let seed = view.label.seed.as_ref().map_or("", |seed| seed.as_str());
    let title = view.origin.title.as_ref().map_or("(no title in the text)", |it| it.value.as_str());
    let mut left = Line::new().with(Style::Strong, seed).with(Style::Plain, "  ");
    left.push(Style::Strong, title);
    let number = view.label.version.map_or_else(|| "?".to_owned(), |number| number.to_string());
    let mut version = format!("version {number} of {}", view.versions);
    if let Some(date) = view.label.date {
        version.push_str(&format!(", recorded {}", date.date()));
    }
    let right = Line::new().with(Style::Dim, &version);
    if left.width() + 2 + right.width() <= page.width() {
        left.pad_to(page.width() - right.width(), 2).append(&right);
        page.line(&left)?;
    } else {
        page.hanging(&Line::new(), &left, 0)?;
        page.paragraph(&right, 5)?;
    }
    let digest = view.label.digest.map_or_else(String::new, |digest| digest.short(8) + "  ");
    let path = view.label.path.as_deref().unwrap_or_default();
    let kind = phrases::kind(&view.media_type, &view.extractor);
    let facts = format!("{digest}{path}  {}, {kind}", size(view.bytes));
    page.paragraph(&Line::new().with(Style::Dim, &facts), 5)?;
    let commits = [("commit", &view.commit), ("record in commit", &view.recorded_in)];
    for (name, commit) in commits {
        if let Some(commit) = commit {
            page.paragraph(&commit_line(name, commit), 5)?;
        }
    }
    if let Some(capture) = &view.capture {
        write_capture(capture, page)?;
    }
    for warning in &view.warnings {
        page.paragraph(&Line::new().with(Style::Warning, warning), 5)?;
    }
    if let Some(equals) = &view.equals {
        page.paragraph(&Line::new().with(Style::Warning, &prose::oscillation(equals)), 5)?;
    }
    Ok(())
}

fn write_text(text: &str, noise: &[NoiseView], page: &mut Page<'_>) -> io::Result<()> {
    let lines = text.split_inclusive('\n');
    let digits = lines.clone().count().to_string().len();
    let mut start = 0;
    let mut first_noise = 0;
    for (index, line) in lines.enumerate() {
        let shown = Span::at(start, line.trim_end_matches(['\n', '\r']).len());
        let remaining = noise.get(first_noise..).unwrap_or_default();
        first_noise += remaining.iter().take_while(|found| found.end <= start).count();
        let touching = noise.get(first_noise..).unwrap_or_default();
        let touching: Vec<Span> = touching.iter().map_while(|found| clip(found, shown)).collect();
        let is_noise = touching.first().is_some_and(|span| {
            span.slice(text).trim() == shown.slice(text).trim() && !span.is_empty()
        });
        let mark = if is_noise { "~" } else { " " };
        let head = format!("{:>digits$} {mark} ", index + 1);
        let body = if is_noise {
            Line::new().with(Style::Noise, shown.slice(text))
        } else {
            overlay(text, shown, &touching, page.palette())
        };
        page.hanging(&Line::new().with(Style::Dim, &head), &body, digits + 3)?;
        start += line.len();
    }
    Ok(())
}

/// The part of a noise span inside a line; nothing when it starts after it.
fn clip(found: &NoiseView, line: Span) -> Option<Span> {
    Span::new(found.start.max(line.start()), found.end.min(line.end()))
        .filter(|_| found.start < line.end())
}

/// A line with the noise in it.
fn overlay(text: &str, line: Span, noise: &[Span], palette: Palette) -> Line {
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let mut styled = Line::new();
    let mut at = line.start();
    for span in noise {
        styled.push(Style::Plain, slice(at, span.start()));
        styled.push_marked(palette, Style::Noise, span.slice(text));
        at = span.end();
    }
    styled.push(Style::Plain, slice(at, line.end()));
    styled
}
