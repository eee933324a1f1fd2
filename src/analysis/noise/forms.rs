//! How lines of certain kinds begin or end.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The forms, kind by kind.
const FORMS: &str = include_str!("lexicon/forms.txt");

/// A kind of line that is known by its beginning or its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The first item of a breadcrumb.
    Home,
    /// A letter or speech begins.
    Salutation,
    /// The author is stated.
    Author,
    /// A date of the page is stated.
    Updated,
    /// A caption begins.
    Caption,
    /// Another piece is pointed to.
    Pointer,
    /// A caption ends.
    Credit,
    /// The piece ends.
    End,
}

impl Form {
    const ALL: [(&'static str, Self); 8] = [
        ("home", Self::Home),
        ("salutation", Self::Salutation),
        ("author", Self::Author),
        ("updated", Self::Updated),
        ("caption", Self::Caption),
        ("pointer", Self::Pointer),
        ("credit", Self::Credit),
        ("end", Self::End),
    ];

    const fn is_ending(self) -> bool {
        matches!(self, Self::Credit | Self::End)
    }
}

/// The forms that a line has, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FormSet(u8);

impl FormSet {
    /// The forms of a line.
    pub(super) fn of(line: &str) -> Self {
        let forms = |found: &BTreeMap<u8, Vec<(Form, &'static str)>>, byte: Option<&u8>| {
            let candidates = byte.and_then(|byte| found.get(&byte.to_ascii_lowercase()));
            let fitting =
                candidates.into_iter().flatten().filter(|(form, text)| fits(line, *form, text));
            fitting.fold(0, |set, (form, _)| set | 1 << *form as u8)
        };
        let bytes = line.as_bytes();
        Self(forms(&LISTS.beginnings, bytes.first()) | forms(&LISTS.endings, bytes.last()))
    }

    /// Whether the line has a form.
    pub(super) const fn has(self, form: Form) -> bool {
        self.0 & (1 << form as u8) != 0
    }
}

/// The length of the ending of this form that `line` has.
pub(super) fn ending_length(line: &str, form: Form) -> Option<usize> {
    let last = line.as_bytes().last()?.to_ascii_lowercase();
    let candidates = LISTS.endings.get(&last)?;
    let fitting = candidates.iter().filter(|(own, text)| *own == form && fits(line, form, text));
    fitting.map(|(_, text)| text.len()).max()
}

fn fits(line: &str, form: Form, text: &str) -> bool {
    if form.is_ending() {
        let tail = line.len().checked_sub(text.len()).and_then(|at| line.get(at..));
        return tail.is_some_and(|tail| tail.eq_ignore_ascii_case(text));
    }
    let goes_on = line.as_bytes().get(text.len()).is_some_and(u8::is_ascii_lowercase);
    let ends_in_letter = text.as_bytes().last().is_some_and(u8::is_ascii_alphabetic);
    line.get(..text.len()).is_some_and(|head| head.eq_ignore_ascii_case(text))
        && !(goes_on && ends_in_letter)
}

/// The forms by their first or last byte.
struct Lists {
    beginnings: BTreeMap<u8, Vec<(Form, &'static str)>>,
    endings: BTreeMap<u8, Vec<(Form, &'static str)>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { beginnings: BTreeMap::new(), endings: BTreeMap::new() };
    let mut form = Form::Home;
    for line in FORMS.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("== ") {
            form = Form::ALL.iter().find(|(known, _)| *known == name).map_or(form, |known| known.1);
            continue;
        }
        let edge = if form.is_ending() { line.as_bytes().last() } else { line.as_bytes().first() };
        let Some(edge) = edge.filter(|_| !line.starts_with('#')) else { continue };
        let list = if form.is_ending() { &mut lists.endings } else { &mut lists.beginnings };
        list.entry(edge.to_ascii_lowercase()).or_default().push((form, line));
    }
    lists
});

#[cfg(test)]
mod tests {
    use super::Form;
    use super::FormSet;

    #[test]
    fn lines_are_known_by_their_beginning_and_end() {
        assert!(FormSet::of("Dear friends:").has(Form::Salutation));
        assert!(!FormSet::of("Dearth of water").has(Form::Salutation));
        assert!(FormSet::of("HomeEconomy").has(Form::Home));
        assert!(FormSet::of("it is finished. (END)").has(Form::End));
        assert!(FormSet::of("张三 摄").has(Form::Credit));
        assert_eq!(FormSet::of(""), FormSet::default());
    }
}
