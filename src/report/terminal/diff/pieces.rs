//! Pieces of excerpts as styled text.

use crate::diff::ChangeKind;
use crate::report::excerpt::Excerpt;
use crate::report::excerpt::Piece;
use crate::report::excerpt::Role;
use crate::report::excerpt::Row;
use crate::report::phrases;
use crate::report::prose;
use crate::report::terminal::change::class_style;
use crate::report::terminal::line::Line;
use crate::report::terminal::style::Style;
use crate::report::terminal::width::ELLIPSIS;
use crate::report::view::ChangeView;

/// The most characters that are shown of a passage that went elsewhere, where it left.
const MAX_MOVED_AWAY: usize = 60;

/// How pieces are marked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// Whether styles can be seen, so that no marks are needed.
    pub(super) has_colour: bool,
}

impl Marks {
    /// A row of an excerpt, with the pieces whose role is wanted.
    pub(super) fn row(self, row: &Row<'_>, wants: impl Fn(Role) -> bool) -> Line {
        let mut line = Line::new();
        if row.is_cut_before {
            line.push(Style::Dim, ELLIPSIS);
        }
        for piece in row.pieces.iter().filter(|piece| wants(piece.role)) {
            self.piece(piece, &mut line);
        }
        if row.is_cut_after {
            line.push(Style::Dim, ELLIPSIS);
        }
        line
    }

    fn piece(self, piece: &Piece<'_>, line: &mut Line) {
        let text = prose::flow(piece.text);
        match piece.role {
            Role::Kept => line.push(Style::Plain, &text),
            Role::MovedHere => line.push(Style::Moved, &text),
            Role::Removed => self.marked(Style::Removed, ("[-", "-]"), &text, line),
            Role::Added => self.marked(Style::Added, ("{+", "+}"), &text, line),
            Role::MovedAway => {
                let start: String = text.trim().chars().take(MAX_MOVED_AWAY).collect();
                let is_cut = start.len() < text.trim().len();
                line.push(Style::Moved, &start);
                line.push(Style::Dim, if is_cut { ELLIPSIS } else { "" })
            }
        };
    }

    fn marked<'l>(
        self,
        style: Style,
        (open, close): (&str, &str),
        text: &str,
        line: &'l mut Line,
    ) -> &'l mut Line {
        if self.has_colour {
            return line.push(style, text);
        }
        line.push(style, open).push(style, text).push(style, close)
    }
}

/// The numbers of the changes of an excerpt: `3`, `3–5`.
pub(super) fn numbers(excerpt: &Excerpt<'_>) -> String {
    let numbers = excerpt.changes.iter().filter_map(|change| change.number);
    match (numbers.clone().min(), numbers.max()) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(first), _) => first.to_string(),
        _ => String::new(),
    }
}

/// The lines of the changes of an excerpt; of the old text where nothing new stands.
pub(super) fn place(excerpt: &Excerpt<'_>) -> String {
    let lines = phrases::lines(excerpt.lines());
    if excerpt.is_in_old() { format!("old {lines}") } else { lines }
}

/// Every class of the changes of an excerpt, most serious first, a row each.
pub(super) fn classes(changes: &[&ChangeView<'_>]) -> Vec<Line> {
    let mut ranks: Vec<_> = changes.iter().map(|change| (change.rank(), is_move(change))).collect();
    ranks.sort_by_key(|(rank, _)| (rank.is_none(), *rank));
    ranks.dedup();
    let mut lines = Vec::new();
    let mut moved = false;
    for (rank, is_move) in ranks {
        if let Some(class) = rank {
            lines.push(Line::new().with(class_style(rank), phrases::class_name(class)));
        }
        moved |= is_move;
    }
    if moved {
        lines.push(Line::new().with(Style::Moved, "moved"));
    }
    lines
}

/// Whether a change is an end of a move.
pub(super) const fn is_move(change: &ChangeView<'_>) -> bool {
    matches!(change.kind, ChangeKind::MoveFrom | ChangeKind::MoveTo)
}

/// What is to be said of the changes of an excerpt below their text: where moved passages are at
/// the other end, and which rules found noise.
pub(super) fn remarks(excerpt: &Excerpt<'_>) -> Vec<Line> {
    let remark = |text: String| Line::new().with(Style::Dim, &text);
    let mut remarks = Vec::new();
    for change in &excerpt.changes {
        remarks.extend(prose::move_remark(change).map(remark));
        remarks.extend(prose::noise_remark(change).map(remark));
    }
    remarks
}
