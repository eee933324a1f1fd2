//! Noise that is known by rule, whatever the models say.

use super::ends::Closing;
use super::ends::Opening;
use super::facts::Facts;
use super::forms::Form;
use super::lexicon::Kind;
use super::outline::Outline;
use super::page::Page;
use super::span::Category;

/// A category and the rule that gave it.
pub(super) type Finding = (Category, &'static str);

/// The longest line, in columns, that can be a caption, a hotline or an item of a list.
const MAX_NOTE_WIDTH: u32 = 240;
/// How far apart, in lines, a title and its repetition stand at most.
const TITLE_REACH: usize = 4;

/// For every line what is known of it by rule.
pub(super) fn findings(page: &Page, outline: &Outline) -> Vec<Option<Finding>> {
    let lines = &page.lines;
    let context = Context { page, outline };
    let mut found: Vec<Option<Finding>> =
        lines.iter().enumerate().map(|(row, line)| context.finding(row, line)).collect();
    for (start, end) in dated_runs(lines) {
        let is_list = outline.is_scraped && (outline.is_tail(start) || lines.len() == end);
        if let Some(rows) = found.get_mut(start..end).filter(|_| is_list) {
            rows.fill(Some((Category::HeadlineList, "dated-headlines")));
        }
    }
    found
}

struct Context<'a> {
    page: &'a Page,
    outline: &'a Outline,
}

impl Context<'_> {
    fn finding(&self, row: usize, line: &Facts) -> Option<Finding> {
        if line.width() > MAX_NOTE_WIDTH {
            return None;
        }
        if !self.outline.is_scraped {
            return self.phrase(row, line).filter(|_| is_unmistakable(line));
        }
        self.phrase(row, line)
            .or_else(|| self.breadcrumb(row, line))
            .or_else(|| self.repetition(row, line))
            .or_else(|| image(line))
            .or_else(|| self.counter(row, line))
            .or_else(|| self.contact(row, line))
    }

    fn line(&self, row: usize) -> Option<&Facts> {
        self.page.lines.get(row)
    }

    /// The whole line is a phrase that no article has as a line.
    fn phrase(&self, row: usize, line: &Facts) -> Option<Finding> {
        let kind = line.proof?;
        let is_far = kind != Kind::EndMarker || self.outline.is_tail(row);
        kind.category().filter(|_| is_far).map(|category| (category, "phrase"))
    }

    /// `Home > Economy > …`, or the same glued together, before the text.
    fn breadcrumb(&self, row: usize, line: &Facts) -> Option<Finding> {
        let is_path = line.forms.has(Form::Home)
            && (line.separators > 0 || line.glued > 0 || line.closing == Closing::Ellipsis)
            || line.hint(Kind::Breadcrumb) > 0;
        let is_path = is_path && self.outline.is_head(row) && line.sentence_ends == 0;
        is_path.then_some((Category::Breadcrumb, "breadcrumb"))
    }

    /// The title or a caption stands there again.
    fn repetition(&self, row: usize, line: &Facts) -> Option<Finding> {
        let reach = row.saturating_sub(TITLE_REACH)..row;
        let is_same = |other: &Facts| other.folded == line.folded;
        let before = self.page.lines.get(reach)?.iter().rev();
        let distance = before.clone().position(is_same).map(|place| place + 1)?;
        if line.width() < 16 || line.opening == Opening::Bullet {
            return None;
        }
        if is_caption(line) && distance <= 2 {
            return Some((Category::DuplicatedCaption, "repeated-caption"));
        }
        let has_text = self.outline.after_prose > 0;
        let is_title = has_text && self.outline.is_head(row) && row < TITLE_REACH * 4;
        is_title.then_some((Category::DuplicatedTitle, "repeated-title"))
    }

    /// A lone number, as of comments or shares, above or below the text.
    fn counter(&self, row: usize, line: &Facts) -> Option<Finding> {
        let is_number = |line: &Facts| {
            line.digits > 0 && line.letters + line.wide <= 1 && line.width() <= 7 && !line.has_date
        };
        let is_year = line.digits == 4 && line.width() == 4;
        let neighbours = [row.checked_sub(1), row.checked_add(1)];
        let is_lone = neighbours
            .into_iter()
            .flatten()
            .filter_map(|row| self.line(row))
            .all(|line| !is_number(line));
        let has_prose = self.outline.after_prose > 0;
        let is_outside = has_prose && (self.outline.is_head(row) || self.outline.is_tail(row));
        let is_plain = line.opening == Opening::Number && line.closing != Closing::Stop;
        (is_number(line) && is_plain && !is_year && is_lone && is_outside)
            .then_some((Category::Counter, "lone-number"))
    }

    /// The site's mailbox or telephone, or its praise of itself, below the text.
    fn contact(&self, row: usize, line: &Facts) -> Option<Finding> {
        let is_open = !matches!(line.closing, Closing::Stop | Closing::Question | Closing::Quote);
        let is_last = row + 3 >= self.page.lines.len();
        let has_address = line.addresses > 0 || line.digits >= 7;
        if line.hint(Kind::Hotline) > 0 && has_address && line.sentence_ends == 0 {
            return (row > 0).then_some((Category::Hotline, "hotline"));
        }
        let praise = line.hint(Kind::Promo) + line.hint(Kind::Subscribe);
        let is_below = is_last && row > 0 && line.sentence_ends == 0;
        (praise >= 2 && is_open && is_below).then_some((Category::Promo, "self-promotion"))
    }
}

/// A caption or a notice about pictures.
fn image(line: &Facts) -> Option<Finding> {
    let share = |kind: Kind| {
        let covered = line.covered.get(kind as usize).copied().unwrap_or(0);
        usize::from(covered) * 100 / line.span.len().max(1)
    };
    if share(Kind::ImageNotice) >= 40 && line.opening == Opening::Bracket {
        return Some((Category::ImageNotice, "image-notice"));
    }
    is_caption(line).then_some((Category::ImageCaption, "caption"))
}

/// Whether a line begins and ends as only captions do.
fn is_caption(line: &Facts) -> bool {
    let begins = line.forms.has(Form::Caption);
    let ends = line.forms.has(Form::Credit);
    line.sentence_ends <= 2
        && line.opening != Opening::Bullet
        && (begins || ends)
        && line.hint(Kind::ImageCaption) > 0
        && line.width() > 8
        && (line.hint(Kind::ImageCaption) > 1 || begins && ends || line.width() < 120)
}

/// Whether a whole-line phrase is long enough to be noise in any text.
fn is_unmistakable(line: &Facts) -> bool {
    line.words >= 4 || line.wide >= 6
}

/// Runs of at least three short lines that end with a date: first row and the row after the last.
fn dated_runs(lines: &[Facts]) -> Vec<(usize, usize)> {
    let is_item = |line: &Facts| {
        line.ends_with_date
            && line.width() <= MAX_NOTE_WIDTH
            && line.letters + 2 * line.wide >= 8
            && !matches!(line.opening, Opening::Number | Opening::Mark)
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for (row, line) in lines.iter().map(Some).chain([None]).enumerate() {
        if line.is_some_and(is_item) {
            continue;
        }
        if row >= start + 3 {
            runs.push((start, row));
        }
        start = row + 1;
    }
    runs
}
