//! `init` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use super::width::width;
use crate::view::FileAction;
use crate::view::InitView;

/// Columns of the longest action, `unchanged`.
const ACTION_COLUMNS: usize = 9;

/// The widest column that paths get.
const MAX_PATH_COLUMNS: usize = 30;

/// Writes what was set up and what to do next.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_init(view: &InitView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let is_settled =
        |action: FileAction| matches!(action, FileAction::Unchanged | FileAction::Kept);
    let all = || view.files.iter().chain(&view.settings);
    let verdict =
        if all().all(|file| is_settled(file.action)) { "already set up in " } else { "set up in " };
    page.paragraph(&Line::new().with(Style::Good, verdict).with(Style::Plain, &view.root), 0)?;
    let paths = view.files.iter().map(|file| width(&file.path));
    let path_columns = paths.max().unwrap_or(0).min(MAX_PATH_COLUMNS);
    for file in &view.files {
        let mut head = Line::new().with(Style::Plain, "  ");
        head.push(action_style(file.action), file.action.name()).pad_to(2 + ACTION_COLUMNS, 0);
        head.push(Style::Plain, "  ").push(Style::Strong, &file.path);
        let indent = 2 + ACTION_COLUMNS + 2 + path_columns + 2;
        page.hanging(&head, &Line::new().with(Style::Dim, &file.note), indent)?;
    }
    for setting in &view.settings {
        let mut head = Line::new().with(Style::Plain, "  ");
        head.push(action_style(setting.action), setting.action.name())
            .pad_to(2 + ACTION_COLUMNS, 0);
        head.push(Style::Plain, "  git config ").push(Style::Strong, &setting.path);
        page.paragraph(&head, 0)?;
        page.paragraph(&Line::new().with(Style::Dim, &setting.note), 2 + ACTION_COLUMNS + 2)?;
    }
    for note in &view.notes {
        page.note("note:", note)?;
    }
    if !view.git {
        page.note("note:", "no git repository here: nothing will be committed")?;
    }
    page.commands("undo:", &view.undo)?;
    page.commands("next:", &view.next)
}

const fn action_style(action: FileAction) -> Style {
    match action {
        FileAction::Created | FileAction::Extended | FileAction::Changed => Style::Added,
        FileAction::Unchanged => Style::Dim,
        FileAction::Kept => Style::Warning,
    }
}
