//! Words in and around the names of papers, stations and sites, as data.

use std::sync::LazyLock;

/// What follows the name of a company.
pub(super) const LEGAL_FORMS: [&str; 16] = [
    "GmbH",
    "AG",
    "Inc",
    "Ltd",
    "LLC",
    "Verlag",
    "Media",
    "SA",
    "S.A",
    "SE",
    "KG",
    "e.V",
    "e. V",
    "Corporation",
    "Limited",
    "Co.",
];

/// What stands before the name of a site in its own furniture.
pub(super) const ABOUT_BEFORE: [&str; 26] = [
    "about",
    "about the",
    "über",
    "über die",
    "über den",
    "über das",
    "more from",
    "mehr von",
    "subscribe to",
    "follow",
    "contact",
    "welcome to",
    "acerca de",
    "sobre",
    "à propos de",
    "jobs @",
    "work for",
    "advertise with",
    "support",
    "a service of",
    "join",
    "download the",
    "from the",
    "quiénes somos",
    "om",
    "sections on",
];

/// What follows the name of a site in its own furniture.
pub(super) const APP_AFTER: [&str; 26] = [
    "app",
    "newsletter",
    "abonnieren",
    "logo",
    "plus",
    "premium",
    "startseite",
    "home",
    "shop",
    "podcast",
    "e-paper",
    "epaper",
    "auf facebook",
    "on facebook",
    "auf twitter",
    "on twitter",
    "auf instagram",
    "on instagram",
    "rss",
    "abo",
    "store",
    "staff",
    "mediengruppe",
    "online",
    "all rights",
    "community",
];

/// What stands before the names of others.
pub(super) const NOT_BEFORE: [&str; 8] = [
    "powered by",
    "getty images",
    "photo by",
    "foto:",
    "part of",
    "hosted by",
    "design by",
    "built by",
];

/// Words that names of papers, stations and agencies are made of.
const PRESS: [&str; 36] = [
    "zeitung",
    "news",
    "times",
    "post",
    "nachrichten",
    "anzeiger",
    "blatt",
    "magazin",
    "magazine",
    "tribune",
    "journal",
    "herald",
    "rundfunk",
    "radio",
    "kurier",
    "presse",
    "press",
    "mail",
    "chronicle",
    "observer",
    "guardian",
    "review",
    "daily",
    "gazette",
    "star",
    "diario",
    "vanguardia",
    "monde",
    "shimbun",
    "allgemeine",
    "rundschau",
    "telegraph",
    "spiegel",
    "bote",
    "echo",
    "network",
];

/// Whether a name, letters only in lower case, stands in the furniture of any site.
pub(super) fn is_of_any_site(name: &str) -> bool {
    NEVER.binary_search(&name).is_ok()
}

static NEVER: LazyLock<Vec<&str>> = LazyLock::new(|| NEVER_TEXT.split_whitespace().collect());

const NEVER_TEXT: &str = "\
     abo abos about aboutus accessibility account accueil actualités adchoices advertise \
     advertisement advertising agb all alle allrights android anmelden anzeige anzeigen app apple \
     apps april archiv archive article articles artikel august ausland authors auto autoren \
     barrierefreiheit bilder blog blogs bluesky browser built buscar business careers comment \
     comments community company conservation contact contacto content cookie cookiepolicy cookies \
     copyright corporation cultura culture cursos daily das datenschutz datenschutzerklärung \
     datenschutzhinweise december deportes der design deutsch deutschland dezember die digital \
     disclaimer download downloads e economía editorial editors email english environment epaper \
     europa europe events facebook faq februar february finance flipboard follow food forum \
     forums foto fotos friday gallery games germany gesundheit gmbh google group health help \
     hilfe home horoskop image images immobilien impressum inc inicio inland instagram \
     international internet ios ipad iphone januar january jobs journal juli july june juni \
     karriere kommentare kontakt kultur leben legal license lifestyle linkedin live llc local \
     login logout lokal ltd magazin magazine mail march mastodon may media mediadaten medien mehr \
     meinung menu menü mobile monday monde money more märz nachrichten national netiquette \
     network neu new news newsletter newsletters newsroom noticias november nutzungsbedingungen \
     nyheter october oktober online opinion opinión page pages panorama photo photos pinterest \
     plus podcast podcasts policy politics politik politique política post powered premium press \
     presse privacy privacypolicy privatsphäre pro products produkte profil profile radio read \
     recherche redaktion region regional registrieren reise reklama report reports reserved \
     response rights rss rundfunk rätsel saturday science search september service services \
     servicios settings share shop site sitemap snapchat sociedad société software spiele sport \
     sports stadt startseite startup startups stellenangebote store stories story subscribe suche \
     sunday support suscríbete team tech technology teilen telegram terms termsofservice \
     termsofuse the themen threads thursday ticker tickets tiktok times topics travel tuesday tv \
     twitter uk unidad us usa verlag video videos weather web website wednesday welt werbung \
     wetter whatsapp wirtschaft wissen wissenschaft wordpress world xing youtube zeitung économie";

/// Whether a word of the name ends with a word of the press (`Abendzeitung`, `Daily Echo`).
pub(super) fn is_press(name: &str) -> bool {
    name.split([' ', '-', '.']).filter(|word| word.len() >= 4).any(|word| {
        let word = word.as_bytes();
        let ends_with = |press: &&str| {
            let tail = word.len().checked_sub(press.len()).and_then(|from| word.get(from..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(press.as_bytes()))
        };
        PRESS.iter().any(ends_with)
    })
}

#[cfg(test)]
mod tests {
    use super::NEVER;
    use super::is_press;

    #[test]
    fn names_of_any_site_are_sorted() {
        assert!(NEVER.is_sorted());
    }

    #[test]
    fn a_name_of_the_press_is_told_by_the_ends_of_its_words() {
        assert!(is_press("Abendzeitung") && is_press("Daily Echo") && is_press("THE RIVER TIMES"));
        assert!(!is_press("River Board") && !is_press("Echoes"));
    }
}
