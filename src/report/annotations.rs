//! Citations as Web Annotations (W3C Recommendation, 2017), for tools that annotate texts.

use std::io;
use std::io::Write;

use serde_json::Value;
use serde_json::json;

use super::json::write_json;
use crate::view::AuditView;
use crate::view::CitationView;
use crate::view::PassageView;

/// Writes every citation whose passage stands in its version as an annotation: the place that cites
/// is the body, the passage the target, by a text quote and by its bytes, in the very content.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_annotations(view: &AuditView, out: &mut dyn Write) -> io::Result<()> {
    let items: Vec<Value> = view.citations.iter().filter_map(annotation).collect();
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:provenance:citations",
        "type": "AnnotationCollection",
        "label": "The passages that decisions and code rest on",
        "total": items.len(),
        "first": {
            "id": "urn:provenance:citations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    write_json(&collection, out)
}

fn annotation(citation: &CitationView) -> Option<Value> {
    let (passage, version) = (citation.old.as_ref()?, citation.old_version.as_ref()?);
    let digest = version.digest?.to_string();
    let object = format!("snapshots/objects/{}/{}", digest.get(..2)?, digest.get(2..)?);
    // RFC 5147 counts the lines before a position.
    let lines = format!("line={},{}", citation.first_line.saturating_sub(1), citation.last_line);
    let id = format!("urn:provenance:{}:{}:{}", citation.id, citation.file, citation.first_line);
    Some(json!({
        "id": id,
        "type": "Annotation",
        "motivation": "linking",
        "body": {
            "type": "SpecificResource",
            "source": citation.file,
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc5147",
                "value": lines,
            },
        },
        "target": {
            "type": "SpecificResource",
            "source": version.path,
            "state": { "type": "TimeState", "cached": object, "sourceDate": version.date },
            "selector": selectors(passage),
        },
    }))
}

/// The passage by its words and, where they count bytes of the file, by its place.
fn selectors(passage: &PassageView) -> Vec<Value> {
    let quote = json!({ "type": "TextQuoteSelector", "exact": passage.text });
    let range = passage.range;
    let place = json!({ "type": "DataPositionSelector", "start": range.start, "end": range.end });
    if range.space.is_none() { vec![quote, place] } else { vec![quote] }
}
