//! One block's running text while it is gathered, with the elements in it.

/// Text with its white space settled as browsers do: runs become one space, none at the start.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    /// Whether white space was seen since the last character.
    is_space_due: bool,
    /// Where the last link ended.
    link_end: Option<usize>,
    /// Elements that began and ended in it: index, first byte, byte after the last.
    pub(super) marks: Vec<(usize, usize, usize)>,
}

impl Line {
    /// Adds running text.
    pub(super) fn push(&mut self, text: &str) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.is_space_due = true;
            } else if !is_unseen(character) {
                if self.is_space_due && !self.text.is_empty() && !self.text.ends_with(['\n', ' ']) {
                    self.text.push(' ');
                }
                self.is_space_due = false;
                self.text.push(character);
            }
        }
    }

    /// Keeps what comes next apart from what is there.
    pub(super) fn space(&mut self) {
        self.is_space_due = true;
    }

    /// Keeps a link apart from one that ended right before it.
    pub(super) fn space_after_link(&mut self) {
        if self.link_end == Some(self.text.len()) {
            self.is_space_due = true;
        }
    }

    /// Notes that a link ends here.
    pub(super) fn end_link(&mut self) {
        self.link_end = Some(self.text.len());
    }

    /// Parts two cells of a row.
    pub(super) fn push_bar(&mut self) {
        self.is_space_due = false;
        self.text.push_str(if self.text.is_empty() { "| " } else { " | " });
    }

    /// Whether the last line of the block is still empty.
    pub(super) fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    /// Ends the line within the block.
    pub(super) fn end_line(&mut self) {
        self.is_space_due = false;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Where the next character will stand.
    pub(super) fn at(&self) -> usize {
        let is_mid_line = !self.text.is_empty() && !self.text.ends_with(['\n', ' ']);
        self.text.len() + usize::from(self.is_space_due && is_mid_line)
    }

    /// Notes that the element `index` began at `start` and ends here.
    pub(super) fn mark(&mut self, index: usize, start: usize) {
        if start < self.text.len() {
            self.marks.push((index, start, self.text.len()));
        }
    }

    /// Empties it: the text without line ends at its end, and the marks.
    pub(super) fn take(&mut self) -> (String, Vec<(usize, usize, usize)>) {
        self.is_space_due = false;
        self.link_end = None;
        let mut text = std::mem::take(&mut self.text);
        text.truncate(text.trim_end().len());
        (text, std::mem::take(&mut self.marks))
    }
}

/// Characters that show nothing: soft hyphens, zero-width spaces, marks, controls.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') || character.is_control()
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn white_space_is_settled_across_elements_and_line_ends() {
        let mut line = Line::default();
        line.push("  The \n\t sys");
        line.push("tem ");
        line.push(" shall");
        line.end_line();
        line.push("  stop");
        assert_eq!(line.take().0, "The system shall\nstop");
    }
}
