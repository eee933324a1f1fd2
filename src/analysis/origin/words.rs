//! Words that mark what a line is, as data.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use aho_corasick::MatchKind;

/// Words of menus, buttons, notices and link lists.
const FURNITURE: &[&str] = &[
    "menu",
    "newsletter",
    "log in",
    "login",
    "sign in",
    "sign up",
    "subscribe",
    "search",
    "cookie",
    "privacy",
    "terms",
    "contact",
    "share",
    "home",
    "advert",
    "related",
    "comment",
    "read more",
    "read also",
    "more from",
    "follow us",
    "most read",
    "trending",
    "download",
    "skip to",
    "account",
    "anmelden",
    "abo",
    "suche",
    "startseite",
    "datenschutz",
    "impressum",
    "kontakt",
    "anzeige",
    "werbung",
    "kommentar",
    "teilen",
    "mehr zum",
    "weiterlesen",
    "lesen sie",
    "merkliste",
    "drucken",
    "navigation",
    "inhalt",
    "buscar",
    "suscr",
    "compartir",
    "inicio",
    "rechercher",
    "partager",
    "abonne",
    "connexion",
    "accueil",
    "condividi",
    "accedi",
    "cerca",
    "logg inn",
    "del ",
    "登录",
    "首页",
    "分享",
    "评论",
    "搜索",
    "相关",
    "推荐",
    "点击",
    "下载",
    "会員",
    "ログイン",
    "記事",
    "一覧",
    "ランキング",
    "関連",
    "検索",
    "シェア",
    "メニュー",
    "トップ",
    "copyright",
    "©",
    "javascript",
    "browser",
    "click here",
    "foto",
    "photo",
    "image",
    "bild",
    "video",
    "podcast",
    "min read",
    "lesezeit",
    "rss",
    "facebook",
    "twitter",
    "instagram",
    "whatsapp",
    "linkedin",
    "email",
    "e-mail",
];

/// Whether a line holds words of the site rather than of the text.
pub(super) fn has_furniture(text: &str) -> bool {
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| automaton(FURNITURE));
    WORDS.as_ref().is_some_and(|words| words.is_match(text))
}

/// Words before the day of publication, and before the day of the last change.
const PUBLISHED: &[&str] = &[
    "published",
    "posted",
    "first published",
    "publication date",
    "released",
    "release date",
    "issued",
    "date:",
    "written on",
    "submitted",
    "created",
    "filed",
    "veröffentlicht",
    "erstveröffentlichung",
    "erschienen",
    "publiziert",
    "erstellt",
    "eingetragen",
    "datum:",
    "vom ",
    "publié",
    "parution",
    "mis en ligne",
    "publicado",
    "publicada",
    "creado",
    "fecha",
    "pubblicato",
    "publicerad",
    "publisert",
    "opublikowano",
    "опубликовано",
    "发布",
    "发表",
    "刊登",
    "日期",
    "来源",
    "公開",
    "掲載",
    "配信",
    "投稿日",
    "登録",
];
const UPDATED: &[&str] = &[
    "updated",
    "update",
    "modified",
    "last edited",
    "aktualisiert",
    "geändert",
    "stand:",
    "stand ",
    "zuletzt",
    "mis à jour",
    "modifié",
    "actualizado",
    "actualizada",
    "aggiornato",
    "oppdatert",
    "uppdaterad",
    "aktualizacja",
    "обновлено",
    "更新",
    "編集",
];
const OTHER: &[&str] = &[
    "expires",
    "deadline",
    "until",
    "since",
    "born",
    "accessed",
    "retrieved",
    "reply",
    "antworten",
    "comment",
    "kommentar",
    "says:",
    "said:",
    "sagt",
    "schrieb",
    "member since",
    "registered",
    "copyright",
    "©",
    "bis ",
    "ab ",
    "valid",
    "event",
    "veranstaltung",
    "termin",
    "start",
    "ends",
    "geboren",
    "verstorben",
    "abgerufen",
    "ausgabe",
    "issue",
    "image",
    "photo",
    "foto",
    "bild",
    "getty",
    "file",
    "archiv",
    "previous",
    "next",
    "older",
    "newer",
];

/// What the words before a date say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateCue {
    Published,
    Updated,
    Other,
}

/// The last cue in the words before a date.
pub(super) fn date_cue(before: &str) -> Option<DateCue> {
    static WORDS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| automaton(&[PUBLISHED, UPDATED, OTHER].concat()));
    let last = WORDS.as_ref()?.find_iter(before).last()?;
    let at = last.pattern().as_usize();
    Some(if at < PUBLISHED.len() {
        DateCue::Published
    } else if at < PUBLISHED.len() + UPDATED.len() {
        DateCue::Updated
    } else {
        DateCue::Other
    })
}

/// An automaton that finds the words in any case.
pub(super) fn automaton(words: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words)
        .ok()
}

/// Whether a line begins or ends like the caption of a picture.
pub(super) fn is_caption(text: &str) -> bool {
    let head = text.get(..super::page::floor_boundary(text, 24)).unwrap_or_default().to_lowercase();
    let end = text.trim_end_matches(['.', ')', ']', '）', '】', ' ']);
    CAPTION_BEGINNINGS.iter().any(|cue| head.starts_with(cue))
        || CREDITS.iter().any(|credit| {
            let before = end.strip_suffix(credit);
            before
                .is_some_and(|before| !before.is_empty() && !before.ends_with(char::is_alphabetic))
        })
        || CAPTION_PARTS.iter().any(|part| text.contains(part))
}

/// How captions begin, in lower case.
const CAPTION_BEGINNINGS: [&str; 20] = [
    "photo:",
    "photo by",
    "photograph",
    "image:",
    "image caption",
    "media caption",
    "image source",
    "file photo",
    "foto:",
    "foto von",
    "bild:",
    "bildquelle",
    "imagen:",
    "imagen de",
    "crédit",
    "video:",
    "写真",
    "画像",
    "图为",
    "資料写真",
];

/// Whom captions credit at their end.
const CREDITS: [&str; 22] = [
    "AFP",
    "EFE",
    "Reuters",
    "REUTERS",
    "AP",
    "EPA",
    "ANSA",
    "dpa",
    "DPA",
    "NTB",
    "TT",
    "Getty Images",
    "Shutterstock",
    "imago",
    "IMAGO",
    "iStock",
    "Unsplash",
    "ロイター",
    "共同",
    "新华社",
    "摄",
    "提供",
];

/// What stands within captions.
const CAPTION_PARTS: [&str; 7] =
    ["Foto:", "Photo:", "Photo by", "(Foto", "(Photo", "Bild:", "＝ロイター"];

/// Whether a line begins like a byline.
pub(super) fn starts_byline(text: &str) -> bool {
    let head = text.get(..super::page::floor_boundary(text, 24)).unwrap_or_default().to_lowercase();
    BYLINES
        .iter()
        .any(|cue| head.strip_prefix(cue).is_some_and(|rest| rest.starts_with([' ', ':', '：'])))
        || ["记者", "作者", "文/", "記者", "（記者"].iter().any(|cue| head.contains(cue))
}

/// Words that a byline begins with.
pub(super) const BYLINES: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "de",
    "door",
    "av",
    "af",
    "text",
    "texte",
    "texto",
    "author",
    "autor",
    "autorin",
    "autoren",
    "auteur",
    "autore",
    "written by",
    "words by",
    "posted by",
    "story by",
    "reporter",
    "redaktion",
    "interview",
    "ein beitrag von",
    "ein artikel von",
    "geschrieben von",
    "escrito por",
    "a cura di",
    "tekst",
    "verfasst von",
];

#[cfg(test)]
mod tests {
    use super::DateCue;
    use super::date_cue;
    use super::starts_byline;

    #[test]
    fn the_last_cue_before_a_date_counts() {
        assert_eq!(date_cue("Published 3 May, updated"), Some(DateCue::Updated));
        assert_eq!(date_cue("Veröffentlicht am "), Some(DateCue::Published));
        assert_eq!(date_cue("Reply by Jo on "), Some(DateCue::Other));
        assert_eq!(date_cue("Lima, "), None);
    }

    #[test]
    fn bylines_are_told_by_their_first_words() {
        assert!(starts_byline("Von Ana Sol") && starts_byline("Author: Ana Sol"));
        assert!(!starts_byline("Byron was a poet") && !starts_byline("Voneinander lernen"));
    }
}
