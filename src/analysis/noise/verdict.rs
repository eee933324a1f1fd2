//! From the models' log-odds to a verdict, with more doubt the more a line looks like content.

use super::cohesion::heaviest_stretch;
use super::columns::covered_share;
use super::columns::hints;
use super::ends::Closing;
use super::ends::Opening;
use super::facts::Facts;
use super::forms::Form;
use super::lexicon::Kind;
use super::outline::Outline;
use super::page::Page;

/// The log-odds, in thousandths, above which the models' word counts: a sentence lost is worse
/// than a line of noise kept.
const THRESHOLD: i32 = 350;
/// The same for running text between running text that is content.
const THRESHOLD_BETWEEN: i32 = 1800;
/// The same for a sentence right below running text that is content.
const THRESHOLD_BELOW: i32 = 1000;

/// For every line whether it is noise by what the models say.
pub(super) fn settle(page: &Page, outline: &Outline, odds: &[i32]) -> Vec<bool> {
    let is_untouched = is_untouched(&page.lines);
    if is_untouched && is_paper(&page.lines) {
        return vec![false; page.lines.len()];
    }
    let content_ahead = content_ahead(page, odds);
    let mut is_below_content = false;
    let mut is_behind_content = false;
    let mut is_noise = Vec::with_capacity(odds.len());
    for (row, (line, odds)) in page.lines.iter().zip(odds).enumerate() {
        let is_between = is_behind_content && content_ahead.get(row) == Some(&true);
        let threshold = if is_hinted(line) {
            THRESHOLD
        } else if line.is_prose() && is_between {
            THRESHOLD_BETWEEN
        } else if is_sentence(line) && is_below_content {
            THRESHOLD_BELOW
        } else {
            THRESHOLD
        };
        let is_line_kept = is_untouched && is_sentence(line) || is_kept(outline, row, line);
        let is_line_noise = *odds > threshold && !is_line_kept;
        is_noise.push(is_line_noise);
        is_below_content =
            !is_line_noise && (line.is_prose() || is_below_content && is_sentence(line));
        if line.is_prose() {
            is_behind_content = !is_line_noise;
        }
    }
    keep_main_text(page, &mut is_noise);
    is_noise
}

/// For every line whether the next running text below it is content by the models' word alone.
fn content_ahead(page: &Page, odds: &[i32]) -> Vec<bool> {
    let mut is_content = false;
    let mut ahead: Vec<bool> = page
        .lines
        .iter()
        .zip(odds)
        .rev()
        .map(|(line, odds)| {
            let so_far = is_content;
            if line.is_prose() {
                is_content = *odds <= THRESHOLD;
            }
            so_far
        })
        .collect();
    ahead.reverse();
    ahead
}

/// Whether a line is closed like a sentence and long enough to be one.
fn is_sentence(line: &Facts) -> bool {
    let is_closed = matches!(line.closing, Closing::Stop | Closing::Question | Closing::Quote);
    is_closed && (line.words >= 5 || line.wide >= 8)
}

/// Whether phrases of noise make up more than a sixteenth of a line.
fn is_hinted(line: &Facts) -> bool {
    covered_share(line) > 12
}

/// The most lines of a text that may bear no sign of a scrape at all.
const UNTOUCHED_LINES: usize = 30;

/// Whether a text is short and no line of it has a phrase of noise: no scrape added whole sentences.
fn is_untouched(lines: &[Facts]) -> bool {
    let is_sign = |line: &Facts| line.proof.is_some() || is_hinted(line);
    lines.len() <= UNTOUCHED_LINES && !lines.iter().any(is_sign)
}

/// How many numbered headings, or fields with their values, make a text minutes, a letter or a notice.
const PAPER_MARKS: usize = 2;

/// Whether a text has the headings or fields of minutes, letters and notices, which the models, who
/// know pages of sites, take for furniture.
fn is_paper(lines: &[Facts]) -> bool {
    let is_numbered = |line: &&Facts| {
        let is_heading = line.opening == Opening::Number && line.closing == Closing::Letter;
        is_heading && line.sentence_ends > 0 && !line.has_date
    };
    lines.iter().filter(is_numbered).count() >= PAPER_MARKS
        || lines.iter().filter(|line| line.is_field).count() >= PAPER_MARKS
}

/// How many lines below a heading its text begins at the latest.
const HEADING_ROWS: usize = 4;

/// Whether the first line of a page may be the heading of the text right below it.
fn is_heading(outline: &Outline, line: &Facts) -> bool {
    let is_long = line.words >= 3 || line.wide >= 6;
    let is_plain = hints(line) == 0 && line.separators == 0 && !line.forms.has(Form::Home);
    is_long && is_plain && (20..200).contains(&line.width()) && outline.first_prose <= HEADING_ROWS
}

/// How many lines below the top a statement of author or day may stand.
const STATEMENT_ROWS: usize = 6;

/// The narrowest line of which a mark of the end is only the end.
const MARKED_WIDTH: u32 = 24;

/// Whether a line is content or a fact about it, whatever the models say: the title, the first
/// line of running text, a heading at the top, a salutation, the line with the mark of the end, or a line near the top
/// that names the author or the day.
fn is_kept(outline: &Outline, row: usize, line: &Facts) -> bool {
    let names = line.forms.has(Form::Author)
        || line.forms.has(Form::Updated)
        || line.ends_with_date && line.hint(Kind::Date) > 0
        || line.wide > 2 && line.hint(Kind::Byline) > 0;
    let is_short = line.width() < 80;
    let is_statement = names && is_short && outline.is_head(row) && row < STATEMENT_ROWS;
    let is_lead = row == outline.first_prose && !is_hinted(line);
    let is_heading = row == 0 && is_heading(outline, line);
    outline.title == Some(row)
        || is_lead
        || is_heading
        || is_statement
        || line.forms.has(Form::End) && line.width() >= MARKED_WIDTH
        || is_short && line.forms.has(Form::Salutation)
}

/// Takes back what the models say of the running text of a page's heaviest stretch when they would
/// leave nearly nothing of the page: a page that has running text has a main text.
fn keep_main_text(page: &Page, is_noise: &mut [bool]) {
    let (start, end) = heaviest_stretch(&page.lines);
    let weight = |rows: &mut dyn Iterator<Item = (usize, &Facts)>| {
        let widths =
            rows.filter(|(_, line)| line.is_prose()).map(|(_, line)| u64::from(line.width()));
        widths.sum::<u64>()
    };
    let main = weight(&mut page.lines.iter().enumerate().take(end).skip(start));
    let rows = page.lines.iter().enumerate();
    let kept = weight(&mut rows.filter(|(row, _)| is_noise.get(*row) == Some(&false)));
    if kept * 2 < main {
        for (line, is_noise) in page.lines.iter().zip(is_noise).take(end).skip(start) {
            *is_noise &= !line.is_prose() || is_hinted(line);
        }
    }
}
