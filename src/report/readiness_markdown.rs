//! `readiness` in Markdown, for issues and pull requests.

use std::io;
use std::io::Write;

use super::markdown::escape_markdown;
use super::phrases;
use super::phrases::counted;
use super::prose;
use super::prose::flow;
use super::terminal::requirements_answer;
use crate::view::ChangedRequirement;
use crate::view::ElementView;
use crate::view::EvidenceView;
use crate::view::LinesView;
use crate::view::PieceRole;
use crate::view::ReadinessReport;
use crate::view::RequirementView;
use crate::view::RequirementsView;

/// Writes the verdict, the checklist as a table, and the requirement sentences in a fold.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_readiness_markdown(view: &ReadinessReport, out: &mut dyn Write) -> io::Result<()> {
    let readiness = &view.readiness;
    let name = escape_markdown(&view.label.to_string());
    let verdict = phrases::verdict_name(readiness.verdict);
    write!(out, "**{name}** · **{verdict}** ({:.2})", readiness.score)?;
    if let Some(title) = &view.title {
        write!(out, " · {}", escape_markdown(&title.value))?;
    }
    writeln!(out, "\n")?;
    for reason in readiness.reasons.iter().filter(|reason| !reason.starts_with("missing: ")) {
        writeln!(out, "- {}", escape_markdown(reason))?;
    }
    for limitation in &view.limitations {
        writeln!(out, "- {}", escape_markdown(&limitation.detail))?;
    }
    writeln!(out, "\n| element | there | evidence, or what to ask for |\n|:--|:--|:--|")?;
    readiness.elements.iter().try_for_each(|element| write_element(element, out))?;
    if let Some(explanation) = &view.explanation {
        writeln!(out, "\n<details>\n<summary>features of the score</summary>\n")?;
        writeln!(out, "| feature | value | weight | regression | trees |")?;
        writeln!(out, "|:--|--:|--:|--:|--:|")?;
        let number = |value: Option<f32>| value.map_or_else(String::new, |it| format!("{it:.3}"));
        for it in &explanation.features {
            let (weight, share) = (number(it.weight), number(it.regression));
            writeln!(
                out,
                "| {} | {:.3} | {weight} | {share} | {:.3} |",
                it.name, it.value, it.trees
            )?;
        }
        writeln!(out, "\n</details>")?;
    }
    write_fold(&readiness.requirements, out)
}

fn write_element(element: &ElementView, out: &mut dyn Write) -> io::Result<()> {
    let name = phrases::element_name(element.element);
    let mut cells: Vec<String> = Vec::new();
    cells.extend(element.ask.map(|ask| format!("ask for {}", escape_markdown(ask))));
    cells.extend(element.evidence.iter().map(quotation));
    let there = if element.present { element.count.to_string() } else { "no".to_owned() };
    writeln!(out, "| {name} | {there} | {} |", cells.join("<br>"))
}

fn quotation(evidence: &EvidenceView) -> String {
    let place = phrases::lines(LinesView {
        first: evidence.first_line,
        last: evidence.last_line,
        on_page: evidence.on_page,
    });
    let words = evidence.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{place}: {}", escape_markdown(&words))
}

fn write_fold(requirements: &[RequirementView], out: &mut dyn Write) -> io::Result<()> {
    if requirements.is_empty() {
        return Ok(());
    }
    let count = counted(requirements.len() as u64, "requirement sentence", "requirement sentences");
    writeln!(out, "\n<details>\n<summary>{count}</summary>\n")?;
    writeln!(out, "| id | line | requirement | weak |\n|:--|--:|:--|:--|")?;
    for it in requirements {
        let weak = escape_markdown(&it.weaknesses.join("; "));
        writeln!(out, "| {} | {} | {} | {weak} |", it.id, it.first_line, words(it))?;
    }
    writeln!(out, "\n</details>")
}

fn words(requirement: &RequirementView) -> String {
    escape_markdown(&flow(requirement.text.as_deref().unwrap_or_default()))
}

/// Writes what became of the requirements of an older version, as a table.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_requirements_markdown(view: &RequirementsView, out: &mut dyn Write) -> io::Result<()> {
    if let Some(seed) = &view.new.label.seed {
        write!(out, "**{}** ", escape_markdown(seed.as_str()))?;
    }
    let sides = escape_markdown(&prose::sides(&view.old.label, &view.new.label));
    writeln!(out, "{sides} · **{}**", escape_markdown(&requirements_answer(view)))?;
    if view.old.verdict != view.new.verdict {
        let (old, new) = (view.old.verdict, view.new.verdict);
        let (old, new) = (phrases::verdict_name(old), phrases::verdict_name(new));
        writeln!(out, "\nReadiness **{old} → {new}**")?;
    }
    if view.is_unchanged() {
        return Ok(());
    }
    writeln!(out, "\n| what | id | line | requirement |\n|:--|:--|--:|:--|")?;
    for it in &view.changed {
        let classes = it.significance.iter().map(|class| phrases::class_name(*class));
        let what = classes.collect::<Vec<_>>().join(", ");
        let (id, was, line) = (&it.new.id, &it.old.id, it.new.first_line);
        writeln!(out, "| {what} | {id}<br>was {was} | {line} | {} |", pieces(it))?;
    }
    for it in &view.added {
        let line = it.first_line;
        writeln!(out, "| added | {} | {line} | <ins><b>{}</b></ins> |", it.id, words(it))?;
    }
    for it in &view.removed {
        let line = it.first_line;
        writeln!(out, "| removed | {} | old {line} | <del>{}</del> |", it.id, words(it))?;
    }
    Ok(())
}

fn pieces(changed: &ChangedRequirement) -> String {
    let mut text = String::new();
    for piece in &changed.pieces {
        let words = escape_markdown(&piece.text);
        match piece.role {
            PieceRole::Kept => text.push_str(&words),
            PieceRole::Removed => text.push_str(&format!("<del>{words}</del> ")),
            PieceRole::Added => text.push_str(&format!("<ins><b>{words}</b></ins>")),
        }
    }
    text
}
