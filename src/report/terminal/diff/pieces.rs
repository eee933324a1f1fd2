//! Pieces of excerpts as styled text.

use crate::diff::Significance;
use crate::report::excerpt::Piece;
use crate::report::excerpt::Role;
use crate::report::excerpt::Row;
use crate::report::prose;
use crate::report::terminal::change::class_style;
use crate::report::terminal::line::Line;
use crate::report::terminal::style::Style;
use crate::report::terminal::width::ELLIPSIS;
use crate::report::view::ChangeView;

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
        let mut before = Role::Kept;
        for piece in row.pieces.iter().filter(|piece| wants(piece.role)) {
            if self.has_colour && (before, piece.role) == (Role::Removed, Role::Added) {
                line.push(Style::Plain, " ");
            }
            self.piece(piece, &mut line);
            before = piece.role;
        }
        if row.is_cut_after {
            line.push(Style::Dim, ELLIPSIS);
        }
        line
    }

    fn piece(self, piece: &Piece<'_>, line: &mut Line) {
        let text = prose::shown(piece);
        match piece.role {
            Role::Kept => line.push(Style::Plain, &text),
            Role::MovedAway | Role::MovedHere => line.push(Style::Moved, &text),
            Role::Removed => self.marked(Style::Removed, ("[-", "-]"), &text, line),
            Role::Added => self.marked(Style::Added, ("{+", "+}"), &text, line),
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
        let words = text.trim();
        let (before, after) = text.split_once(words).unwrap_or_default();
        line.push(style, before).push(style, open).push(style, words);
        line.push(style, close).push(style, after)
    }
}

/// Every class of some changes, most serious first.
pub(super) fn classes(changes: &[&ChangeView<'_>]) -> Vec<Line> {
    let style = |rank: Option<Significance>| {
        if rank.is_none() { Style::Moved } else { class_style(rank) }
    };
    let ranks = prose::ranks(changes).into_iter();
    ranks.map(|rank| Line::new().with(style(rank), prose::rank_name(rank))).collect()
}
