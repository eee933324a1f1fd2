//! Numbers, classes and claims in words, the same in every format.

use crate::analysis::noise::Category;
use crate::analysis::origin::Basis;
use crate::analysis::readiness::ElementKind;
use crate::analysis::readiness::Verdict;
use crate::diff::Significance;
use crate::view::DiffSummary;
use crate::view::ElementCount;
use crate::view::LinesView;
use crate::view::ReadinessBrief;
use crate::view::ShortClaim;

/// `1 seed`, `2 seeds`.
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The word for a class of change.
pub(super) const fn class_name(class: Significance) -> &'static str {
    match class {
        Significance::Obligation => "obligation",
        Significance::Negation => "negation",
        Significance::Quantity => "quantity",
        Significance::Reference => "reference",
        Significance::Wording => "wording",
        Significance::Cosmetic => "cosmetic",
        Significance::Noise => "noise",
    }
}

/// `2 obligations`, `14 wording`.
pub(super) fn counted_class(class: Significance, count: u64) -> String {
    match class {
        Significance::Obligation => counted(count, "obligation", "obligations"),
        Significance::Negation => counted(count, "negation", "negations"),
        Significance::Quantity => counted(count, "quantity", "quantities"),
        Significance::Reference => counted(count, "reference", "references"),
        Significance::Wording => format!("{count} wording"),
        Significance::Cosmetic => format!("{count} cosmetic"),
        Significance::Noise => counted(count, "noise change", "noise changes"),
    }
}

/// Whether a person should look at a change of this class first.
pub(super) const fn is_grave(class: Significance) -> bool {
    matches!(class, Significance::Obligation | Significance::Negation | Significance::Quantity)
}

/// The changes of a diff outside noise in words, most serious first, each with its class;
/// moves last, without one.
pub(super) fn summary_parts(summary: &DiffSummary) -> Vec<(Option<Significance>, String)> {
    let classes = summary.significance.by_class().into_iter();
    let shown = classes.filter(|(class, count)| *count > 0 && *class != Significance::Noise);
    let mut parts: Vec<_> =
        shown.map(|(class, count)| (Some(class), counted_class(class, count))).collect();
    if summary.moves > 0 {
        parts.push((None, counted(summary.moves, "move", "moves")));
    }
    parts
}

/// What to say of a diff in which no change is counted.
pub(super) const fn no_changes(summary: &DiffSummary) -> &'static str {
    if summary.identical {
        "identical"
    } else if summary.layout > 0 {
        "no words changed, only layout"
    } else if summary.significance.noise > 0 {
        "no words changed"
    } else {
        "other bytes, the same text"
    }
}

/// `line 61`, `lines 61–65`, `page 12, lines 4–8`.
pub(super) fn lines(lines: LinesView) -> String {
    let (before, first) = match lines.on_page {
        Some(place) => (format!("page {}, ", place.page), place.page_line.get()),
        None => (String::new(), lines.first.get()),
    };
    match lines.last.get().saturating_sub(lines.first.get()) {
        0 => format!("{before}line {first}"),
        more => format!("{before}lines {first}–{}", first.saturating_add(more)),
    }
}

/// `text/plain`, or `application/pdf read by pdf/1` where the text was derived.
pub(super) fn kind(media_type: &str, extractor: &str) -> String {
    match extractor {
        "text/1" | "" => media_type.to_owned(),
        extractor => format!("{media_type} read by {extractor}"),
    }
}

/// `33 %`, rounded to whole per cent; a share that is not nothing is at least `<1 %`.
pub(super) fn percent(share: f64) -> String {
    let percent = (share * 100.0).round();
    if share > 0.0 && percent < 1.0 { "<1 %".to_owned() } else { format!("{percent:.0} %") }
}

/// `812 bytes`, `48 kB`, `1.2 MB`: thousands, as disks are sold.
pub(super) fn size(bytes: u64) -> String {
    let scaled = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit / (unit / 10));
    match bytes {
        0..1_000 => counted(bytes, "byte", "bytes"),
        1_000..10_000 => format!("{} kB", scaled(1_000)),
        10_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", scaled(1_000_000)),
        _ => format!("{} GB", scaled(1_000_000_000)),
    }
}

/// `0.01 s`.
pub(super) fn seconds(milliseconds: u64) -> String {
    let hundredths = milliseconds.div_ceil(10);
    format!("{}.{:02} s", hundredths / 100, hundredths % 100)
}

/// A path for people: a digest in it keeps its first eight digits, `objects/3d/62ea6c…`,
/// `runs/2026-11/7f31c9a2….jsonl`. Commands that are to be copied show paths whole.
pub(super) fn short_path(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let digits = name.bytes().take_while(u8::is_ascii_hexdigit).count();
    let shown = if folder.contains("objects/") { 6 } else { 8 };
    match (digits >= 62).then(|| (name.get(..shown), name.get(digits..))) {
        Some((Some(start), Some(ending))) => format!("{folder}/{start}…{ending}"),
        _ => path.to_owned(),
    }
}

/// The word for a basis.
pub(super) const fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Asserted => "asserted",
        Basis::Observed => "observed",
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
    }
}

/// A claim with its basis: `2023-05-25 (inferred)`.
pub(super) fn with_basis(claim: &ShortClaim) -> String {
    format!("{} ({})", claim.value, basis_name(claim.basis))
}

/// A claim with its basis only where that is less than stated.
pub(super) fn with_weak_basis(claim: &ShortClaim) -> String {
    if claim.basis == Basis::Inferred { with_basis(claim) } else { claim.value.clone() }
}

/// The word for a verdict.
pub(super) const fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::None => "none",
        Verdict::Partial => "partial",
        Verdict::Specification => "specification",
    }
}

/// The word for an element of the checklist, as a plural where it is counted.
pub(super) const fn element_name(element: ElementKind) -> &'static str {
    match element {
        ElementKind::Scope => "scope",
        ElementKind::Terms => "terms",
        ElementKind::Requirements => "requirements",
        ElementKind::Interfaces => "interfaces",
        ElementKind::Data => "data",
        ElementKind::Behaviour => "behaviour",
        ElementKind::Qualities => "qualities",
        ElementKind::Acceptance => "acceptance",
        ElementKind::Version => "version",
        ElementKind::Maturity => "maturity",
    }
}

/// `41 requirements, 6 interfaces, 12 bounded quantities; missing: acceptance`.
pub(super) fn checklist_counts(readiness: &ReadinessBrief) -> String {
    let counted_element = |it: &ElementCount| {
        let count = u64::from(it.count);
        match it.element {
            ElementKind::Requirements => Some(counted(count, "requirement", "requirements")),
            ElementKind::Interfaces => Some(counted(count, "interface", "interfaces")),
            ElementKind::Qualities => {
                Some(counted(count, "bounded quantity", "bounded quantities"))
            }
            _ => None,
        }
    };
    let mut counts: Vec<String> = readiness.present.iter().filter_map(counted_element).collect();
    if counts.is_empty() {
        let present = readiness.present.iter().map(|it| element_name(it.element).to_owned());
        counts.extend(present);
    }
    let mut text = counts.join(", ");
    if !readiness.missing.is_empty() {
        let missing = readiness.missing.iter().map(|element| element_name(*element));
        text.push_str("; missing: ");
        text.push_str(&missing.collect::<Vec<_>>().join(", "));
    }
    text
}

/// The JSON name of a category, which people see too.
pub(super) fn category_name(category: Category) -> String {
    match serde_json::to_value(category) {
        Ok(serde_json::Value::String(name)) => name,
        _ => "other".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;
    use super::seconds;
    use super::short_path;
    use super::size;

    #[test]
    fn only_digests_are_shortened_in_paths() {
        let digest = "0123456789abcdef".repeat(4);
        let run = format!("snapshots/runs/2026-11/{digest}.jsonl");
        assert_eq!(short_path(&run), "snapshots/runs/2026-11/01234567….jsonl");
        let object = format!("objects/01/{}", &digest[2..]);
        assert_eq!(short_path(&object), "objects/01/234567…");
        let seed = "seeds/003_4641404722756e64.txt";
        assert_eq!(short_path(seed), seed);
    }

    #[test]
    fn small_but_present_is_never_shown_as_nothing() {
        assert_eq!((percent(0.0).as_str(), percent(0.001).as_str()), ("0 %", "<1 %"));
        assert_eq!(seconds(1), "0.01 s");
    }

    #[test]
    fn sizes_are_in_thousands() {
        let shown = [0, 1, 999, 1_000, 48_500, 1_250_000].map(size);
        assert_eq!(shown, ["0 bytes", "1 byte", "999 bytes", "1.0 kB", "48 kB", "1.2 MB"]);
    }
}
