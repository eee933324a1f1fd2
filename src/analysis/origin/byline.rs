//! Authors named with a cue: `Author: …`, `(Reporter …)`, `记者 …`.

use std::sync::LazyLock;

use regex::Regex;

use super::dateline::Dateline;
use super::page::Page;
use super::page::floor_boundary;
use super::pattern::compile;
use super::pattern::has_any;
use crate::text::Span;

/// Who wrote it, and for whom, each with its place in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Byline {
    /// The names, as written.
    pub(super) author: Span,
    /// The paper or agency named with them.
    pub(super) agency: Option<Span>,
}

/// How many lines of head and tail are read.
const HEAD_LINES: usize = 40;
const TAIL_LINES: usize = 8;

/// Lines longer than this hold no byline.
const BYTES: usize = 160;

/// Finds the names behind a labelled byline, or else the dateline's reporter.
pub(super) fn find(page: &Page<'_>, dateline: Option<&Dateline>) -> Option<Byline> {
    let count = page.lines.len();
    let near = page.lines.iter().enumerate().filter(|(at, line)| {
        (*at < HEAD_LINES || *at + TAIL_LINES >= count) && line.text.len() <= BYTES
    });
    let labelled = near.filter_map(|(_, line)| {
        let head = line.text.get(..floor_boundary(line.text, BYTES))?;
        if !has_any(head, &[":", "：", "|", "者", "文", "写"]) {
            return None;
        }
        let captures = LABELLED.iter().find_map(|form| form.captures(head))?;
        let author = captures.name("author")?;
        let agency = captures.name("agency");
        Some(Byline {
            author: line.span_of(author.start(), author.end()),
            agency: agency.map(|agency| line.span_of(agency.start(), agency.end())),
        })
    });
    let from_dateline = || {
        let dateline = dateline?;
        Some(Byline { author: dateline.reporter?, agency: dateline.agency })
    };
    labelled.take(1).next().or_else(from_dateline)
}

/// Lines that are a byline and nothing else.
static LABELLED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let name = r"\p{Lu}[\p{L}.'’-]*(?: (?:(?:de|da|di|van|von|der|den|la|le|el|al|bin|zu)\b ?)*\p{Lu}[\p{L}.'’-]*){0,3}";
    let names = format!(r"(?P<author>{name}(?:(?:, | and | und | et | y | & ){name}){{0,4}})");
    let han = r"(?P<author>\p{Han}{2,4}(?:[ 、,，]+\p{Han}{2,4}){0,4})";
    compile(&[
        format!(
            r"^(?:Author|Authors|Written by|Autor|Autorin|Autoren|Auteur|Autore|Reporter|Reporters|Correspondent|Texte|Texto) ?[:：|] ?{names}$"
        ),
        format!(
            r"^(?P<agency>[\p{{Han}}A-Za-z·/]{{2,20}}?)(?:首席|特约|实习|通讯员|全媒体)?记者[ :：|丨]*{han}$"
        ),
        format!(r"^[(（]?(?:记者|作者|撰文|文|文字|采写)[ ]?[:：/|丨]? ?{han}[)）]?$"),
    ])
});

#[cfg(test)]
mod tests {
    use super::LABELLED;
    use super::find;
    use crate::analysis::origin::page::Page;

    fn byline(text: &str) -> Option<(&str, &str)> {
        let byline = find(&Page::new(text, &[]), None)?;
        Some((byline.author.slice(text), byline.agency.map_or("", |agency| agency.slice(text))))
    }

    #[test]
    fn every_form_compiles() {
        assert_eq!(LABELLED.len(), 3);
    }

    #[test]
    fn labelled_bylines_give_names_and_paper() {
        assert_eq!(byline("Author: Ana Sol"), Some(("Ana Sol", "")));
        assert_eq!(
            byline("Autorin: Eva von der Au und Jo Bo"),
            Some(("Eva von der Au und Jo Bo", ""))
        );
        assert_eq!(byline("江云/江南日报记者 王小明"), Some(("王小明", "江云/江南日报")));
        assert_eq!(byline("作者：王小明"), Some(("王小明", "")));
    }

    #[test]
    fn a_sentence_about_reporters_is_no_byline() {
        assert_eq!(byline("记者了解到,泵站已经恢复运行。"), None);
        assert_eq!(byline("Author: see below for details"), None);
    }
}
