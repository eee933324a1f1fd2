//! What is known of one content: origin, noise, readiness, limitations.

use std::io;

use super::line::Line;
use super::page::Page;
use super::style::Style;
use super::width::width;
use crate::analysis::origin::Basis;
use crate::analysis::readiness::Verdict;
use crate::report::phrases;
use crate::view::CategoryCount;
use crate::view::ClaimView;
use crate::view::EvidenceView;
use crate::view::LimitationView;
use crate::view::LinesView;
use crate::view::LostClaim;
use crate::view::NoiseView;
use crate::view::OriginView;
use crate::view::ReadinessView;

/// Columns before the names of the fields.
const MARGIN: usize = 5;

/// Columns of the longest name of a field, with two spaces.
const NAME_COLUMNS: usize = 13;

/// The widest column that values get; longer ones push what follows to the next row.
const MAX_VALUE_COLUMNS: usize = 26;

/// Columns of the longest basis, with two spaces.
const BASIS_COLUMNS: usize = 10;

/// The most places that are named behind a reason.
const MAX_PLACES: usize = 3;

/// What is known of one content.
pub(super) struct Facts<'a> {
    pub(super) origin: &'a OriginView,
    pub(super) lost_claims: &'a [LostClaim],
    pub(super) lines: u64,
    pub(super) noise: &'a [NoiseView],
    pub(super) noise_by_category: &'a [CategoryCount],
    pub(super) readiness: &'a ReadinessView,
    pub(super) limitations: &'a [LimitationView],
}

impl Facts<'_> {
    /// Writes a row for everything that is known.
    pub(super) fn write(&self, page: &mut Page<'_>) -> io::Result<()> {
        let fields = self.origin.fields();
        let known = || fields.iter().filter_map(|(name, claim)| claim.map(|claim| (*name, claim)));
        let shown = || known().filter(|(name, _)| *name != "title");
        let values = shown().map(|(_, claim)| width(&claim.value));
        let fitting = values.filter(|columns| *columns <= MAX_VALUE_COLUMNS);
        let columns = fitting.max().unwrap_or(0) + 2;
        for (name, claim) in shown() {
            match (name, claim.value.as_str()) {
                ("machine_translated", "true") => {
                    let by_machine = ClaimView { value: "by machine".to_owned(), ..claim.clone() };
                    write_claim("translated", &by_machine, columns, page)?;
                }
                _ => write_claim(&name.replace('_', " "), claim, columns, page)?,
            }
            let lost = self.lost_claims.iter().filter(|lost| lost.field == name);
            lost.into_iter().try_for_each(|lost| write_lost("", lost, page))?;
        }
        let is_known = |field: &str| shown().any(|(name, _)| name == field);
        for lost in self.lost_claims.iter().filter(|lost| !is_known(&lost.field)) {
            write_lost(&lost.field.replace('_', " "), lost, page)?;
        }
        field("noise", &self.noise_line(), page)?;
        self.write_readiness(page)?;
        for limitation in self.limitations {
            field("limitation", &Line::new().with(Style::Warning, &limitation.detail), page)?;
        }
        Ok(())
    }

    /// `33 of 54 lines: headline-list 30, hotline 1`.
    fn noise_line(&self) -> Line {
        if self.noise.is_empty() {
            return Line::new().with(Style::Plain, "none");
        }
        let mut end = 0;
        let mut noise_lines = 0;
        for found in self.noise {
            let first = found.first_line.get().max(end + 1);
            end = found.last_line.get().max(end);
            noise_lines += (end + 1).saturating_sub(first);
        }
        let lines = phrases::counted(self.lines, "line", "lines");
        let categories = self.noise_by_category.iter();
        let counts =
            categories.map(|it| format!("{} {}", phrases::category_name(it.category), it.lines));
        let counts = counts.collect::<Vec<_>>().join(", ");
        Line::new().with(Style::Plain, &format!("{noise_lines} of {lines}: {counts}"))
    }

    fn write_readiness(&self, page: &mut Page<'_>) -> io::Result<()> {
        let readiness = self.readiness;
        let is_ready = readiness.verdict != Verdict::None;
        let style = if is_ready { Style::Warning } else { Style::Plain };
        let mut line = Line::new().with(style, phrases::verdict_name(readiness.verdict));
        line.push(Style::Plain, &format!(" ({:.2})", readiness.score));
        let requirements = readiness.requirements.len() as u64;
        let requirements = phrases::counted(requirements, "requirement", "requirements");
        line.push(Style::Plain, &format!("  {requirements}"));
        field("readiness", &line, page)?;
        let is_near = readiness.score * 2.0 >= readiness.threshold;
        if is_ready || is_near {
            for reason in &readiness.reasons {
                field("", &Line::new().with(Style::Dim, reason), page)?;
            }
        }
        if !is_ready {
            return Ok(());
        }
        for element in &readiness.elements {
            let name = phrases::element_name(element.element);
            let mark = if element.present { "yes" } else { "no" };
            let style = if element.present { Style::Good } else { Style::Dim };
            let mut line = Line::new().with(style, mark);
            line.pad_to(5, 0).push(Style::Plain, name).pad_to(19, 1);
            if element.present {
                line.push(Style::Plain, &element.count.to_string()).pad_to(24, 1);
            }
            if let Some(evidence) = element.evidence.first() {
                line.append(&quotation(evidence));
            }
            one_row(&line, page)?;
        }
        Ok(())
    }
}

/// Writes a field, its value wrapped.
pub(super) fn field(name: &str, value: &Line, page: &mut Page<'_>) -> io::Result<()> {
    let mut head = Line::new().with(Style::Plain, &" ".repeat(MARGIN));
    head.push(Style::Dim, name);
    page.hanging(&head, value, MARGIN + NAME_COLUMNS)
}

/// Writes a row below a field, cut to the width.
fn one_row(line: &Line, page: &mut Page<'_>) -> io::Result<()> {
    let mut row = Line::new().with(Style::Plain, &" ".repeat(MARGIN + NAME_COLUMNS));
    row.append(line);
    page.row(&row)
}

fn write_claim(
    name: &str,
    claim: &ClaimView,
    columns: usize,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let ground = ground(claim);
    let mut value = Line::new().with(Style::Strong, &claim.value);
    let is_short = value.width() + 2 <= columns;
    let before_ground = MARGIN + NAME_COLUMNS + columns + BASIS_COLUMNS;
    if is_short && before_ground + 20 <= page.width() {
        value.pad_to(columns, 2).append(&basis(claim)).pad_to(columns + BASIS_COLUMNS, 1);
        let room = page.width() - before_ground;
        let mut rows = if claim.reason.is_some() {
            ground.wrapped(room)
        } else {
            vec![ground.truncated(room)]
        }
        .into_iter();
        value.append(&rows.next().unwrap_or_default());
        let mut head = Line::new().with(Style::Plain, &" ".repeat(MARGIN));
        head.push(Style::Dim, name).pad_to(MARGIN + NAME_COLUMNS, 1).append(&value);
        page.line(&head)?;
        for row in rows {
            let mut line = Line::new().with(Style::Plain, &" ".repeat(before_ground));
            page.line(line.append(&row))?;
        }
        return Ok(());
    }
    field(name, &value, page)?;
    let mut below = basis(claim);
    below.push(Style::Plain, "  ").append(&ground);
    if claim.reason.is_some() { field("", &below, page) } else { one_row(&below, page) }
}

fn basis(claim: &ClaimView) -> Line {
    let style = match claim.basis {
        Basis::Inferred => Style::Warning,
        Basis::Asserted | Basis::Observed | Basis::Stated => Style::Good,
    };
    Line::new().with(style, phrases::basis_name(claim.basis))
}

/// What a claim rests on: its reason, else the first place with its words.
fn ground(claim: &ClaimView) -> Line {
    let Some(reason) = &claim.reason else {
        return claim.evidence.first().map(quotation).unwrap_or_default();
    };
    let mut line = Line::new().with(Style::Plain, reason);
    let mut places = claim.evidence.iter().map(place).collect::<Vec<_>>();
    places.dedup();
    let more = places.len().saturating_sub(MAX_PLACES);
    places.truncate(MAX_PLACES);
    if more > 0 {
        places.push(format!("{more} more"));
    }
    if !places.is_empty() {
        line.push(Style::Dim, &format!(" ({})", places.join(", ")));
    }
    line
}

/// `line 23 «…»`.
pub(super) fn quotation(evidence: &EvidenceView) -> Line {
    let words = evidence.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = Line::new().with(Style::Dim, &place(evidence));
    if words.is_empty() { line } else { line.with(Style::Plain, &format!(" «{words}»")) }
}

fn place(evidence: &EvidenceView) -> String {
    phrases::lines(LinesView {
        first: evidence.first_line,
        last: evidence.last_line,
        on_page: evidence.on_page,
    })
}

/// A claim that does not hold, and why.
fn write_lost(name: &str, lost: &LostClaim, page: &mut Page<'_>) -> io::Result<()> {
    let basis = phrases::basis_name(lost.claim.basis);
    let mut line = Line::new().with(Style::Dim, &format!("not {} ({basis})", lost.claim.value));
    line.push(Style::Plain, &format!(": {}", lost.reason));
    field(name, &line, page)
}
