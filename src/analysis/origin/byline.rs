//! Authors named with a cue: `Author: …`, `(Reporter …)`, `记者 …`.

use std::sync::LazyLock;

use regex::Regex;

use super::dateline::Dateline;
use super::dates::DayOrder;
use super::dates::find_dates;
use super::page::Page;
use super::page::floor_boundary;
use super::pattern::compile;
use super::pattern::has_any;
use super::surnames;
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
pub(super) fn find(
    page: &Page<'_>,
    title: Option<usize>,
    dateline: Option<&Dateline>,
) -> Option<Byline> {
    let count = page.lines.len();
    let by_title = title.map_or(0..0, |title| title.saturating_sub(4)..title + TITLE_LINES);
    let near = page.lines.iter().enumerate().filter(|(at, line)| {
        let is_near = *at < HEAD_LINES || *at + TAIL_LINES >= count || by_title.contains(at);
        is_near && line.text.len() <= BYTES
    });
    let labelled = near.filter_map(|(_, line)| {
        let head = line.text.get(..floor_boundary(line.text, BYTES))?;
        if !has_any(head, &[":", "：", "|", "者", "文", "写", "筆", "ター", "，", "、", "／"])
        {
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
    labelled.take(1).next().or_else(from_dateline).or_else(|| alone(page, title?))
}

/// How many lines behind the title may hold a byline.
const TITLE_LINES: usize = 24;

/// How many lines before and behind the title may hold a name by itself.
const ALONE_BEFORE: usize = 2;
const ALONE_BEHIND: usize = 6;

/// A name in Han characters on a line of its own near the title, or alone before a date there.
fn alone(page: &Page<'_>, title: usize) -> Option<Byline> {
    let from = title.saturating_sub(ALONE_BEFORE);
    let near = page.lines.iter().enumerate().take(title + ALONE_BEHIND + 1).skip(from);
    near.filter(|(at, line)| *at != title && line.text.len() <= BYTES).find_map(|(_, line)| {
        let date =
            find_dates(line.text, DayOrder::Open).into_iter().find(|date| date.date.is_full());
        let end = date.map_or(line.text.len(), |date| date.start);
        let name = line.text.get(..end)?.trim_end();
        surnames::is_name(name)
            .then(|| Byline { author: line.span_of(0, name.len()), agency: None })
    })
}

/// Lines that are a byline and nothing else.
static LABELLED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let name = r"\p{Lu}[\p{L}.'’-]*(?: (?:(?:de|da|di|van|von|der|den|la|le|el|al|bin|zu)\b ?)*\p{Lu}[\p{L}.'’-]*){0,3}";
    let names = format!(r"(?P<author>{name}(?:(?:, | and | und | et | y | & ){name}){{0,4}})");
    let han = r"(?P<author>\p{Han}{2,4}(?:[ 、,，]+\p{Han}{2,4}){0,4})";
    let japanese =
        r"(?P<author>[\p{Han}\x{3041}-\x{30FF}]{2,7}(?: [\p{Han}\x{3041}-\x{30FF}]{1,5})?)";
    compile(&[
        format!(
            r"^(?:Author|Authors|Written by|Autor|Autorin|Autoren|Auteur|Autore|Reporter|Reporters|Correspondent|Texte|Texto) ?[:：|] ?{names}$"
        ),
        format!(
            r"^(?P<agency>[\p{{Han}}A-Za-z·/]{{2,20}}?)(?:首席|特约|实习|通讯员|全媒体)?记者[ :：|丨]*{han}$"
        ),
        format!(r"^[(（]?(?:记者|作者|撰文|文|文字|采写)[ ]?[:：/|丨]? ?{han}[)）]?$"),
        // 著者：松本花子   文●松本 花子／編集部
        format!(
            r"^[(（]?(?:著者|執筆者?|筆者|取材・文|構成・文|文|ライター|記者|聞き手)(?: ?[:：＝=●◎／/] ?| ){japanese}(?:[／/，,、（(].{{1,24}})?[)）]?$"
        ),
        // [松本花子，River Post]
        format!(
            r"^[\[［【]{japanese}[，,、／/] ?(?P<agency>[\p{{L}}][\p{{L}}\d .]{{1,20}})[\]］】]$"
        ),
        format!(r"^[(（【\[]?{japanese}記者[)）】\]]?$"),
    ])
});

#[cfg(test)]
mod tests {
    use super::LABELLED;
    use super::find;
    use crate::analysis::origin::page::Page;

    fn byline(text: &str) -> Option<(&str, &str)> {
        let byline = find(&Page::new(text, &[]), Some(0), None)?;
        Some((byline.author.slice(text), byline.agency.map_or("", |agency| agency.slice(text))))
    }

    #[test]
    fn every_form_compiles() {
        assert_eq!(LABELLED.len(), 6);
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
        assert_eq!(byline("著者：松本花子"), Some(("松本花子", "")));
        assert_eq!(byline("文● 松本 花子／編集部"), Some(("松本 花子", "")));
        assert_eq!(byline("[松本花子，River Post]"), Some(("松本花子", "River Post")));
    }

    #[test]
    fn a_name_alone_near_the_title_is_a_byline() {
        let page = |line: &str| format!("港湾の改修工事が完了\n{line}\n港は再開した。");
        for line in ["松本花子", "松本 花子", "松本花子 2019年04月13日 09時00分"] {
            let text = page(line);
            let author = byline(&text).map(|(author, _)| author.to_owned());
            assert!(author.is_some_and(|author| line.starts_with(&author)), "{line}");
        }
        for line in ["松本市", "国際面", "写真特集"] {
            assert_eq!(byline(&page(line)), None, "{line}");
        }
    }

    #[test]
    fn a_sentence_about_reporters_is_no_byline() {
        assert_eq!(byline("记者了解到,泵站已经恢复运行。"), None);
        assert_eq!(byline("Author: see below for details"), None);
    }
}
