//! The place of a report: its dateline's, or where the event that it leads with was held.

use std::sync::LazyLock;

use regex::Regex;

use super::claim::Basis;
use super::claim::Claim;
use super::dateline::Dateline;
use super::page::Page;
use super::page::floor_boundary;
use super::pattern::compile;
use super::pattern::has_any;
use crate::analysis::Evidence;
use crate::analysis::PerMille;

/// Names the place, from the dateline or else from the first line of prose.
pub(super) fn find(page: &Page<'_>, dateline: Option<&Dateline>) -> Option<Claim> {
    if let Some(span) = dateline.and_then(|dateline| dateline.place) {
        let evidence = Evidence::quote(page.text, span);
        return Some(Claim {
            value: capitalise(&evidence.text),
            basis: Basis::Stated,
            confidence: PerMille::new(950),
            evidence: vec![evidence],
            reason: None,
        });
    }
    let line = page.prose().next()?;
    let lead = line.text.get(..floor_boundary(line.text, LEAD_BYTES))?;
    if !has_any(lead, &["在", "held", "took place", "opened", "kicked off", "concluded", "statt"])
    {
        return None;
    }
    let found = EVENTS.iter().find_map(|event| event.captures(lead)?.name("place"))?;
    let evidence = Evidence::quote(page.text, line.span_of(found.start(), found.end()));
    Some(Claim {
        value: evidence.text.clone(),
        basis: Basis::Stated,
        confidence: PerMille::new(700),
        evidence: vec![evidence],
        reason: Some("place of the event that the report leads with; no dateline".to_owned()),
    })
}

/// How far into the lead the event's place is looked for.
const LEAD_BYTES: usize = 500;

/// Sentences that say where an event was held.
static EVENTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"在(?P<place>\p{Han}{2,8}?)(?:市|县|縣|省|州)?(?:隆重|正式|顺利|成功)?(?:举行|召开|举办|开幕|舉行|召開|舉辦|開幕)",
        r"\b(?:(?:was|were|is|being) held|took place|opened|kicked off|concluded) in (?P<place>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,2})\b",
        r"\b(?:fand|findet|fanden|finden) (?:\p{L}+ ){0,4}in (?P<place>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?) statt\b",
    ])
});

/// `NEW YORK` as `New York`; what is not all capitals, or an abbreviation, stays as it is.
fn capitalise(name: &str) -> String {
    let is_shouted = name.len() > 3 && name.chars().all(|c| !c.is_lowercase());
    if !is_shouted {
        return name.to_owned();
    }
    let mut starts = true;
    let mut written = String::with_capacity(name.len());
    for character in name.chars() {
        if starts {
            written.push(character);
        } else {
            written.extend(character.to_lowercase());
        }
        starts = !character.is_alphabetic();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::EVENTS;
    use super::capitalise;
    use super::find;
    use crate::analysis::origin::page::Page;

    #[test]
    fn every_form_compiles() {
        assert_eq!(EVENTS.len(), 3);
    }

    #[test]
    fn shouted_places_are_written_as_names() {
        assert_eq!(capitalise("NEW YORK"), "New York");
        assert_eq!(capitalise("Lima"), "Lima");
        assert_eq!(capitalise("UN"), "UN");
    }

    #[test]
    fn the_place_of_the_event_serves_where_there_is_no_dateline() {
        let text = "6月3日至4日,水利数字化论坛在扬州市举行。本次论坛围绕泵站、闸门和堤防的自动化运行展开讨论,来自各省的代表参加了会议,并参观了当地的泵站和调度中心。\n";
        let place = find(&Page::new(text, &[]), None).unwrap();
        assert_eq!(place.value, "扬州");
        assert_eq!(place.evidence[0].span.slice(text), "扬州");
    }
}
