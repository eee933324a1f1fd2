//! The page that writers fill: an output, its width and its palette.

use std::io;
use std::io::Write;

use super::line::Line;
use super::style::Palette;
use super::style::Style;
use super::width::width;

/// What is known of the place where text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns; less than [`Screen::MIN_WIDTH`] is taken as that.
    pub width: usize,
    /// How styles look.
    pub palette: Palette,
}

impl Screen {
    /// The narrowest screen that is laid out for.
    pub const MIN_WIDTH: usize = 30;
}

impl Default for Screen {
    fn default() -> Self {
        Self { width: 80, palette: Palette::Plain }
    }
}

/// An output with its screen.
pub(super) struct Page<'a> {
    out: &'a mut dyn Write,
    screen: Screen,
}

impl<'a> Page<'a> {
    /// A page that is written to `out` at once.
    pub(super) fn new(out: &'a mut dyn Write, screen: &Screen) -> Self {
        let width = screen.width.max(Screen::MIN_WIDTH);
        Self { out, screen: Screen { width, ..*screen } }
    }

    /// Columns.
    pub(super) const fn width(&self) -> usize {
        self.screen.width
    }

    /// How styles look.
    pub(super) const fn palette(&self) -> Palette {
        self.screen.palette
    }

    /// Writes a line as it is, however wide.
    pub(super) fn line(&mut self, line: &Line) -> io::Result<()> {
        writeln!(self.out, "{}", line.render(self.screen.palette))
    }

    /// Writes an empty line.
    pub(super) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Writes a line in one row, cut to the width.
    pub(super) fn row(&mut self, line: &Line) -> io::Result<()> {
        self.line(&line.truncated(self.width()))
    }

    /// Writes `body` behind `head`, wrapped to the width, every further row `indent` columns in.
    pub(super) fn hanging(&mut self, head: &Line, body: &Line, indent: usize) -> io::Result<()> {
        let indent = indent.min(self.width() / 2);
        let mut first = head.clone();
        if head.width() <= indent {
            first.pad_to(indent, 0);
        } else if !body.is_empty() {
            self.line(&first)?;
            first = Line::new().with(Style::Plain, &" ".repeat(indent));
        }
        let columns = self.width().saturating_sub(first.width());
        let mut rows = body.wrapped(columns).into_iter();
        if let Some(row) = rows.next() {
            self.line(first.append(&row))?;
        }
        for row in rows {
            self.line(Line::new().with(Style::Plain, &" ".repeat(indent)).append(&row))?;
        }
        Ok(())
    }

    /// Writes a line wrapped to the width, every row `indent` columns in.
    pub(super) fn paragraph(&mut self, body: &Line, indent: usize) -> io::Result<()> {
        self.hanging(&Line::new(), body, indent)
    }

    /// Writes commands that may be copied, each whole, however wide: in one row behind `label` if
    /// they fit, else in a row each.
    pub(super) fn commands(&mut self, label: &str, commands: &[String]) -> io::Result<()> {
        let mut row = Line::new().with(Style::Dim, label);
        row.pad_to(label.len() + 1, 0);
        let indent = row.width();
        for (index, command) in commands.iter().enumerate() {
            let space = if index == 0 { 0 } else { 3 };
            if index > 0 && row.width() + space + width(command) > self.width() {
                self.line(&row)?;
                row = Line::new();
                row.pad_to(indent, 0);
            } else {
                row.pad_to(0, space);
            }
            row.push(Style::Command, command);
        }
        if commands.is_empty() { Ok(()) } else { self.line(&row) }
    }

    /// Writes a remark behind its label.
    pub(super) fn note(&mut self, label: &str, text: &str) -> io::Result<()> {
        let head = Line::new().with(Style::Dim, label).with(Style::Plain, " ");
        let indent = head.width();
        self.hanging(&head, &Line::new().with(Style::Plain, text), indent)
    }
}
