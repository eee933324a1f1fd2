//! Pieces of excerpts as styled text.

use crate::diff::Significance;
use crate::report::excerpt::Role;
use crate::report::excerpt::Row;
use crate::report::prose;
use crate::report::terminal::change::class_style;
use crate::report::terminal::line::Line;
use crate::report::terminal::style::Palette;
use crate::report::terminal::style::Style;
use crate::report::terminal::width::ELLIPSIS;
use crate::view::ChangeView;

/// A row of an excerpt, with the pieces whose role is wanted.
pub(super) fn text_of(row: &Row<'_>, palette: Palette, wants: impl Fn(Role) -> bool) -> Line {
    let mut line = Line::new();
    if row.is_cut_before {
        line.push(Style::Dim, ELLIPSIS);
    }
    let mut before = Role::Kept;
    for piece in row.pieces.iter().filter(|piece| wants(piece.role)) {
        if (before, piece.role) == (Role::Removed, Role::Added) {
            line.push(Style::Plain, palette.gap());
        }
        line.push_marked(palette, style_of(piece.role), &prose::shown(piece));
        before = piece.role;
    }
    if row.is_cut_after {
        line.push(Style::Dim, ELLIPSIS);
    }
    line
}

const fn style_of(role: Role) -> Style {
    match role {
        Role::Kept => Style::Plain,
        Role::Removed => Style::Removed,
        Role::Added => Style::Added,
        Role::MovedAway | Role::MovedHere => Style::Moved,
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
