//! Categories for the lines that are noise, by the elements around them.

use super::frame::Frame;
use super::hints::Part;
use super::hints::Parts;
use super::tags::Tag;
use crate::analysis::noise::known::Finding;
use crate::analysis::noise::naming::by_phrases;
use crate::analysis::noise::page::Page;
use crate::analysis::noise::span::Category;

/// What a kind of part is when it is noise, nearer words first, and the name of the rule.
const PARTS: [(Part, Category, &str); 14] = [
    (Part::CookieNotice, Category::CookieNotice, "markup-cookie"),
    (Part::Breadcrumb, Category::Breadcrumb, "markup-breadcrumb"),
    (Part::Comments, Category::CommentForm, "markup-comments"),
    (Part::ImageCaption, Category::ImageCaption, "markup-caption"),
    (Part::Share, Category::Share, "markup-share"),
    (Part::RelatedLinks, Category::RelatedLinks, "markup-related"),
    (Part::Advert, Category::Advert, "markup-advert"),
    (Part::Promo, Category::Promo, "markup-promo"),
    (Part::HeadlineList, Category::HeadlineList, "markup-headlines"),
    (Part::Counter, Category::Counter, "markup-counter"),
    (Part::LegalFooter, Category::LegalFooter, "markup-footer"),
    (Part::Navigation, Category::Navigation, "markup-navigation"),
    (Part::Header, Category::Navigation, "markup-header"),
    (Part::Side, Category::RelatedLinks, "markup-side"),
];

/// The rule name of noise that no name around it tells.
const MODEL: &str = "markup-model";

/// Names every line that is noise: by the nearest element whose name tells, else by its phrases.
pub(super) fn name(page: &Page, frame: &Frame, is_noise: &[bool]) -> Vec<Option<Finding>> {
    let rows = frame.rows.iter().zip(&page.lines).zip(is_noise);
    rows.map(|((row, line), is_noise)| {
        is_noise.then(|| {
            by_names(frame, row.owner)
                .or_else(|| by_phrases(line).map(|category| (category, MODEL)))
                .or_else(|| by_tags(frame, row.owner))
                .unwrap_or((Category::Other, MODEL))
        })
    })
    .collect()
}

/// How many elements outwards names are looked at.
const REACH: usize = 12;

fn by_names(frame: &Frame, owner: usize) -> Option<Finding> {
    let mut at = owner;
    for _ in 0..REACH {
        if at == 0 {
            return None;
        }
        let place = frame.place(at);
        let told = told(place.own_parts).or(match place.tag {
            Tag::Navigation => Some((Category::Navigation, "markup-navigation")),
            Tag::Footer => Some((Category::LegalFooter, "markup-footer")),
            _ => None,
        });
        if told.is_some() {
            return told;
        }
        at = place.parent;
    }
    None
}

fn told(parts: Parts) -> Option<Finding> {
    let told = PARTS.into_iter().find(|(part, ..)| parts.has(*part));
    told.map(|(_, category, rule)| (category, rule))
}

fn by_tags(frame: &Frame, owner: usize) -> Option<Finding> {
    let tags = frame.place(owner).tags;
    let kinds = [
        (Tag::Caption, Category::ImageCaption),
        (Tag::Aside, Category::RelatedLinks),
        (Tag::Header, Category::Navigation),
        (Tag::Link, Category::RelatedLinks),
        (Tag::Button, Category::Navigation),
    ];
    kinds.into_iter().find(|(tag, _)| tags.has(*tag)).map(|(_, category)| (category, MODEL))
}
