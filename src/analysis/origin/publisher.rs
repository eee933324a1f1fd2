//! Publisher and republisher: who the words say filed the text, and whose site carries it.

use super::address::Address;
use super::address::fit;
use super::candidates::best;
use super::claim::Claim;
use super::house;
use super::model::Field;
use super::page::Page;
use super::site;
use crate::analysis::Evidence;
use crate::text::Span;

/// Who published it, and who published it again.
#[derive(Debug, Default)]
pub(super) struct Publishers {
    pub(super) publisher: Option<Claim>,
    pub(super) republisher: Option<Claim>,
}

/// Keeps the source (agency or paper that filed the text) and the site apart. A site without a
/// source is the publisher, unless the text is a letter: that was not written for the site.
pub(super) fn settle(
    page: &Page<'_>,
    source: Option<Span>,
    site: Option<Claim>,
    is_letter: bool,
) -> Publishers {
    let publisher = source.map(|span| Claim::stated(page.text, span, 0.9));
    let is_same = |site: &Claim| {
        publisher.as_ref().is_some_and(|publisher| is_same_name(&publisher.value, &site.value))
    };
    match site {
        Some(site) if is_same(&site) => Publishers { publisher, republisher: None },
        Some(site) if publisher.is_none() && !is_letter => {
            Publishers { publisher: Some(site), republisher: None }
        }
        site => Publishers { publisher, republisher: site },
    }
}

/// The least probability of a name chosen from the page's furniture.
const LEAST: f64 = 0.55;

/// Whose site carries the text: by the user's names, the address, the site's own words, or the
/// names in the page's furniture.
pub(super) fn find_site(
    page: &Page<'_>,
    names: &[String],
    address: Option<&Address>,
    houses: impl Fn() -> Vec<house::Candidate>,
) -> Option<Claim> {
    let by_model = || {
        let houses = houses();
        let (at, sure) = best(Field::Publisher, houses.iter().map(|house| &house.features))?;
        let house = houses.get(at).filter(|_| sure >= LEAST)?;
        Some(Claim::stated(page.text, house.span, sure))
    };
    let by_address = || address.map(|address| of_address(page, address, &houses()));
    site::find_known(page, names)
        .map(|span| Claim::stated(page.text, span, 0.95))
        .or_else(by_address)
        .or_else(|| site::find(page).map(|span| Claim::stated(page.text, span, 0.8)))
        .or_else(by_model)
}

/// The owner of the registered domain, by the name that the text writes it with, or by the domain.
fn of_address(page: &Page<'_>, address: &Address, houses: &[house::Candidate]) -> Claim {
    let written = houses
        .iter()
        .map(|house| (fit(&address.label, house.span.slice(page.text)), house))
        .filter(|(matched, _)| *matched > 0)
        .max_by(|one, other| one.0.cmp(&other.0).then_with(|| other.1.span.cmp(&one.1.span)));
    let reason = format!("owner of the address's registered domain {}", address.domain);
    match written {
        Some((_, house)) => {
            let evidence = vec![Evidence::quote(page.text, house.span)];
            let value = house.span.slice(page.text).to_owned();
            Claim::inferred(value, 0.9, evidence, &format!("{reason}, as the text writes the name"))
        }
        None => Claim::inferred(address.label.clone(), 0.7, Vec::new(), &reason),
    }
}

/// Whether two names are equal but for case, spaces and marks, or one holds the other.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let shortest = one.chars().count().min(other.chars().count());
    shortest >= 2 && (one.contains(&other) || other.contains(&one))
}

/// Letters and digits only, in lower case.
pub(super) fn plain(text: &str) -> String {
    plain_characters(text).collect()
}

/// The same, one by one.
pub(super) fn plain_characters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::analysis::origin::Claim;
    use crate::analysis::origin::page::Page;
    use crate::text::Span;

    fn names(source: bool, site: &str, is_letter: bool) -> [Option<String>; 2] {
        let text = "River Agency";
        let page = Page::new(text, &[]);
        let site = Claim::inferred(site.to_owned(), 0.5, Vec::new(), "given");
        let source = source.then_some(Span::at(0, 12));
        let found = settle(&page, source, Some(site), is_letter);
        [found.publisher, found.republisher].map(|claim| claim.map(|claim| claim.value))
    }

    #[test]
    fn an_agency_and_the_site_that_carries_it_are_kept_apart() {
        let pair = |one: &str, other: &str| [Some(one.to_owned()), Some(other.to_owned())];
        assert_eq!(names(true, "Valley Post", false), pair("River Agency", "Valley Post"));
        assert_eq!(names(true, "river-agency", false), [Some("River Agency".to_owned()), None]);
        assert_eq!(names(false, "Valley Post", false), [Some("Valley Post".to_owned()), None]);
        assert_eq!(names(false, "Valley Post", true), [None, Some("Valley Post".to_owned())]);
    }
}
