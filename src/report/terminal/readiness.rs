//! `readiness` on a terminal.

use std::io;
use std::io::Write;

use super::facts::quotation;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use super::width::width;
use crate::analysis::readiness::ElementKind;
use crate::analysis::readiness::Verdict;
use crate::report::phrases;
use crate::report::phrases::counted;
use crate::report::prose::flow;
use crate::view::ElementView;
use crate::view::ExplanationView;
use crate::view::LinesView;
use crate::view::ReadinessReport;
use crate::view::RequirementView;

/// Columns before the words of an element or a requirement.
const INDENT: usize = 21;

/// Writes the verdict with its reasons, the checklist, and every requirement sentence.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_readiness(
    view: &ReadinessReport,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    write_verdict(view, page)?;
    write_checklist(&view.readiness.elements, page)?;
    write_requirements(&view.readiness.requirements, page)?;
    match &view.explanation {
        Some(explanation) => write_explanation(explanation, page),
        None => Ok(()),
    }
}

/// Writes one line for each of several seeds: verdict, score, requirements.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_readiness_table(
    views: &[ReadinessReport],
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let specifications = views.iter().filter(|it| it.readiness.verdict == Verdict::Specification);
    let partial = views.iter().filter(|it| it.readiness.verdict == Verdict::Partial).count();
    let answer = match specifications.count() as u64 {
        0 if partial == 0 => "no seed is a specification".to_owned(),
        0 => format!("no seed is a whole specification, {partial} in part"),
        1 => "1 seed is a specification".to_owned(),
        many => format!("{many} seeds are specifications"),
    };
    page.paragraph(&Line::new().with(Style::Strong, &answer), 0)?;
    let columns = views.iter().map(|it| width(&it.label.to_string())).max().unwrap_or(0).min(28);
    for view in views {
        let mut row = Line::new().with(Style::Plain, "  ");
        row.push(Style::Strong, &view.label.to_string()).pad_to(columns + 4, 2);
        row.append(&verdict(view)).pad_to(columns + 26, 2);
        let requirements = view.readiness.requirements.len() as u64;
        row.push(Style::Plain, &counted(requirements, "requirement", "requirements"));
        row.pad_to(columns + 44, 2);
        row.push(Style::Dim, view.title.as_ref().map_or("", |title| title.value.as_str()));
        page.row(&row)?;
    }
    Ok(())
}

/// `specification (0.91)`.
fn verdict(view: &ReadinessReport) -> Line {
    let readiness = &view.readiness;
    let style = if readiness.verdict == Verdict::None { Style::Plain } else { Style::Warning };
    let mut line = Line::new().with(style, phrases::verdict_name(readiness.verdict));
    line.push(Style::Plain, &format!(" ({:.2})", readiness.score));
    line
}

fn write_verdict(view: &ReadinessReport, page: &mut Page<'_>) -> io::Result<()> {
    let mut head = Line::new().with(Style::Strong, &view.label.to_string());
    head.push(Style::Plain, "  ").append(&verdict(view));
    let title = view.title.as_ref().map(|title| title.value.as_str());
    if let Some(title) = title {
        head.push(Style::Dim, &format!("  {title}"));
    }
    page.paragraph(&head, 0)?;
    for reason in view.readiness.reasons.iter().filter(|reason| !reason.starts_with("missing: ")) {
        page.paragraph(&Line::new().with(Style::Plain, reason), 5)?;
    }
    for limitation in &view.limitations {
        page.paragraph(&Line::new().with(Style::Warning, &limitation.detail), 5)?;
    }
    Ok(())
}

fn write_checklist(elements: &[ElementView], page: &mut Page<'_>) -> io::Result<()> {
    page.blank()?;
    for element in elements {
        let mut head = Line::new().with(Style::Plain, "  ");
        let is_thin = is_thin(element);
        let (mark, style) = match (element.present, is_thin) {
            (true, _) => ("✓", Style::Good),
            (false, true) => ("~", Style::Warning),
            (false, false) => ("·", Style::Dim),
        };
        head.push(style, mark).push(Style::Plain, " ");
        head.push(Style::Plain, phrases::element_name(element.element));
        if element.present && element.count > 0 {
            head.pad_to(18 - element.count.to_string().len().min(4), 1);
            head.push(Style::Plain, &element.count.to_string());
        }
        let body = match element.ask {
            Some(ask) => {
                let lead = if is_thin { "too little; ask for " } else { "ask for " };
                Line::new().with(Style::Warning, lead).with(Style::Plain, ask)
            }
            None => element.evidence.first().map(quotation).unwrap_or_default(),
        };
        page.hanging(&head, &body, INDENT)?;
        let shown = usize::from(element.present);
        for evidence in element.evidence.iter().skip(shown) {
            page.paragraph(&quotation(evidence), INDENT)?;
        }
    }
    Ok(())
}

/// Whether a document has places of an element that it does not have enough of; what is shown of
/// maturity is what is open.
fn is_thin(element: &ElementView) -> bool {
    !element.present && !element.evidence.is_empty() && element.element != ElementKind::Maturity
}

fn write_requirements(requirements: &[RequirementView], page: &mut Page<'_>) -> io::Result<()> {
    if requirements.is_empty() {
        return Ok(());
    }
    let weak = requirements.iter().filter(|it| !it.weaknesses.is_empty()).count();
    let mut head = Line::new();
    let count = counted(requirements.len() as u64, "requirement sentence", "requirement sentences");
    head.push(Style::Strong, &count);
    if weak > 0 {
        head.push(Style::Plain, ", ").push(Style::Warning, &format!("{weak} of them weak"));
    }
    page.blank()?;
    page.paragraph(&head, 0)?;
    for requirement in requirements {
        write_requirement(requirement, page)?;
    }
    Ok(())
}

/// `R-0123456789  line 12  The server shall …`, then what makes it weak.
fn write_requirement(requirement: &RequirementView, page: &mut Page<'_>) -> io::Result<()> {
    let head = requirement_head(requirement);
    let words = flow(requirement.text.as_deref().unwrap_or_default());
    page.hanging(&head, &Line::new().with(Style::Plain, &words), INDENT + 2)?;
    if !requirement.weaknesses.is_empty() {
        let weak = format!("weak: {}", requirement.weaknesses.join("; "));
        page.paragraph(&Line::new().with(Style::Warning, &weak), INDENT + 2)?;
    }
    Ok(())
}

/// Name and line of a requirement.
pub(super) fn requirement_head(requirement: &RequirementView) -> Line {
    let place = LinesView {
        first: requirement.first_line,
        last: requirement.first_line,
        on_page: requirement.on_page,
    };
    let mut head = Line::new().with(Style::Plain, "  ").with(Style::Dim, &requirement.id);
    head.push(Style::Plain, " ").push(Style::Dim, &phrases::lines(place));
    head
}

fn write_explanation(explanation: &ExplanationView, page: &mut Page<'_>) -> io::Result<()> {
    page.blank()?;
    let sum = explanation.regression + explanation.trees;
    let head = format!(
        "log-odds {sum:+.2} above the threshold: regression {:+.2}, trees {:+.2}",
        explanation.regression, explanation.trees
    );
    page.paragraph(&Line::new().with(Style::Strong, &head), 0)?;
    let columns = explanation.features.iter().map(|it| width(it.name)).max().unwrap_or(0) + 2;
    let mut titles = Line::new().with(Style::Dim, "  feature");
    titles.pad_to(columns + 2, 2);
    titles.push(Style::Dim, "  value  weight  regression   trees");
    page.row(&titles)?;
    for feature in &explanation.features {
        let number = |value: Option<f32>| value.map_or_else(String::new, |it| format!("{it:+.2}"));
        let mut row = Line::new().with(Style::Plain, "  ").with(Style::Plain, feature.name);
        row.pad_to(columns + 2, 2);
        let (weight, share) = (number(feature.weight), number(feature.regression));
        let trees = if feature.trees == 0.0 { String::new() } else { number(Some(feature.trees)) };
        row.push(
            Style::Plain,
            &format!("{:>7.2} {weight:>7} {share:>11} {trees:>7}", feature.value),
        );
        page.row(&row)?;
    }
    Ok(())
}
