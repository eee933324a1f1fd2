//! Writing a citation: the places that a quotation fits, and the block that cites one.

use super::cited::CitationForm;
use super::link::link_to;
use super::locate::Locator;
use super::location::LocateError;
use crate::text::Span;

/// Where words stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// All places, at most 20, ascending.
    pub places: Vec<Span>,
    /// Whether the words are too short to tell one place from another later on.
    pub is_short: bool,
}

/// Finds the places of a text that a quotation fits.
///
/// # Errors
/// When the quotation is empty or stands nowhere.
pub fn find_quotation(text: &str, quote: &str) -> Result<Standing, LocateError> {
    Locator::new(text, text).standing(quote)
}

/// What a citation cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited<'a> {
    /// The seed.
    pub seed: &'a str,
    /// The digits of the version's digest.
    pub version: &'a str,
    /// The path of the seed's file.
    pub path: &'a str,
    /// The words.
    pub quote: &'a str,
}

/// The lines that cite, as they are pasted into `file`; `mark` begins a comment of its language.
#[must_use]
pub fn citation_block(cited: &Cited<'_>, form: CitationForm, file: &str, mark: &str) -> String {
    let lines = || cited.quote.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut block = String::new();
    match form {
        CitationForm::Record => {
            for line in lines() {
                block.push_str(&format!("> {line}\n"));
            }
            let link = link_to(file, form, cited.path);
            block.push_str(&format!(">\n> — [seed {}@{}]({link})\n", cited.seed, cited.version));
        }
        CitationForm::Comment => {
            block.push_str(&format!("{mark}= {}@{}\n", cited.path, cited.version));
            for line in lines() {
                block.push_str(&format!("{mark}# {line}\n"));
            }
        }
    }
    block
}

#[cfg(test)]
mod tests {
    use super::Cited;
    use super::citation_block;
    use super::find_quotation;
    use crate::citation::CitationForm;
    use crate::citation::LocateError;
    use crate::citation::ScanOptions;
    use crate::citation::scan;

    const CITED: Cited<'static> = Cited {
        seed: "001",
        version: "1f3a9c2e",
        path: "seeds/001_cd558a25591db044.txt",
        quote: "Nodes MUST reply.\n  At once (see 4).",
    };

    #[test]
    fn a_block_is_read_as_the_citation_that_was_written() {
        for (form, file) in [
            (CitationForm::Record, "docs/decisions/0001-nodes.md"),
            (CitationForm::Comment, "src/nodes.rs"),
        ] {
            let block = citation_block(&CITED, form, file, "//");
            let found = scan(file, block.as_bytes(), &ScanOptions::default());
            assert!(found.problems.is_empty(), "{block}");
            let [citation] = found.citations.as_slice() else { panic!("{block}") };
            assert_eq!(citation.quote, "Nodes MUST reply.\nAt once (see 4).");
            assert_eq!(citation.target.version.as_deref(), Some("1f3a9c2e"));
            assert!(citation.target.path.as_deref().unwrap().ends_with(CITED.path));
        }
    }

    #[test]
    fn every_place_of_a_quotation_is_told() {
        let text = "Nodes wait. Nodes reply at once. Nodes wait for the bell.";
        assert_eq!(find_quotation(text, "Nodes reply at once.").unwrap().places.len(), 1);
        let short = find_quotation(text, "Nodes wait").unwrap();
        assert_eq!((short.places.len(), short.is_short), (2, true));
        assert!(matches!(find_quotation(text, "never"), Err(LocateError::NotFound { .. })));
    }
}
