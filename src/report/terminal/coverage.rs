//! `coverage` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::passages;
use crate::report::phrases::counted;
use crate::view::CitingKind;
use crate::view::CoverageView;
use crate::view::CoveredView;

/// Writes how many requirement sentences are cited, then those that nobody cites; with `shows_all`
/// also the others and where.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_coverage(
    view: &CoverageView,
    shows_all: bool,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let all = view.requirements.len() as u64;
    let sentences = counted(all, "requirement sentence", "requirement sentences");
    let mut head = Line::new().with(Style::Strong, &view.version.to_string());
    head.push(Style::Plain, &format!("  {sentences}"));
    if all > 0 {
        let style = if view.uncited == 0 { Style::Good } else { Style::Warning };
        head.push(Style::Plain, ", ").push(style, &format!("{} cited by nobody", view.uncited));
        let cited = format!(
            "; cited in decisions {}, in code {}, in tests {}",
            view.in_decisions, view.in_code, view.in_tests
        );
        head.push(Style::Dim, &cited);
    }
    page.paragraph(&head, 0)?;
    let shown = view.requirements.iter().filter(|it| shows_all || it.cited.is_empty());
    for (index, requirement) in shown.enumerate() {
        if index == 0 {
            page.blank()?;
        }
        write_requirement(requirement, page)?;
    }
    if view.elsewhere > 0 {
        let rest = counted(view.elsewhere, "citation rests", "citations rest");
        let text = format!("{rest} on no requirement sentence");
        page.paragraph(&Line::new().with(Style::Dim, &text), 0)?;
    }
    Ok(())
}

fn write_requirement(requirement: &CoveredView, page: &mut Page<'_>) -> io::Result<()> {
    let place = format!("  line {}", requirement.first_line);
    let head = Line::new().with(Style::Dim, &place).with(Style::Plain, "  ");
    let style = if requirement.cited.is_empty() { Style::Warning } else { Style::Plain };
    let body = Line::new().with(style, &passages::passage_line(&requirement.text));
    page.hanging(&head, &body, 13)?;
    for citing in &requirement.cited {
        let kind = match citing.kind {
            CitingKind::Decision => "decision",
            CitingKind::Code => "code",
            CitingKind::Test => "test",
        };
        let text = format!("{kind}  {}:{}", citing.file, citing.line);
        page.paragraph(&Line::new().with(Style::Dim, &text), 13)?;
    }
    Ok(())
}
