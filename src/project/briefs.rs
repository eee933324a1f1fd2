//! Many versions in short, in little memory.

use super::annotate::Brief;
use crate::analysis::origin::Basis;
use crate::analysis::readiness::ElementKind;
use crate::analysis::readiness::Verdict;
use crate::document::LimitationKind;
use crate::history::Pack;
use crate::history::Unpack;
use crate::view::ElementCount;
use crate::view::LimitationView;
use crate::view::ReadinessBrief;
use crate::view::ShortClaim;

/// Names one of [`Briefs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BriefAt(u32);

/// Versions in short, as bytes; words of closed lists are numbered as they first come.
#[derive(Debug, Default)]
pub(super) struct Briefs {
    bytes: Vec<u8>,
    bases: Vec<Basis>,
    verdicts: Vec<Verdict>,
    elements: Vec<ElementKind>,
    limitations: Vec<LimitationKind>,
}

/// The number of a word, which is added when it is new.
fn number<T: PartialEq>(words: &mut Vec<T>, word: T) -> u8 {
    let known = words.iter().position(|other| *other == word);
    let place = known.unwrap_or(words.len());
    if known.is_none() {
        words.push(word);
    }
    u8::try_from(place).unwrap_or(u8::MAX)
}

fn count(bytes: &mut Vec<u8>, length: usize) {
    bytes.put_u32(u32::try_from(length).unwrap_or(u32::MAX));
}

impl Briefs {
    /// Keeps one; gives its name.
    pub(super) fn push(&mut self, brief: &Brief) -> BriefAt {
        let at = BriefAt(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        for claim in [&brief.title, &brief.publisher, &brief.place, &brief.published] {
            self.bytes.push(u8::from(claim.is_some()));
            if let Some(claim) = claim {
                let basis = number(&mut self.bases, claim.basis);
                self.bytes.push(basis);
                self.bytes.put_bytes(claim.value.as_bytes());
            }
        }
        self.push_share(brief.noise_share);
        self.bytes.push(u8::from(brief.readiness.is_some()));
        if let Some(readiness) = &brief.readiness {
            let verdict = number(&mut self.verdicts, readiness.verdict);
            self.bytes.extend_from_slice(&[verdict, u8::from(readiness.arrived)]);
            self.push_share(Some(readiness.score));
            count(&mut self.bytes, readiness.present.len());
            for ElementCount { element, count } in &readiness.present {
                let element = number(&mut self.elements, *element);
                self.bytes.push(element);
                self.bytes.put_u32(*count);
            }
            count(&mut self.bytes, readiness.missing.len());
            for element in &readiness.missing {
                let element = number(&mut self.elements, *element);
                self.bytes.push(element);
            }
        }
        count(&mut self.bytes, brief.limitations.len());
        for limitation in &brief.limitations {
            let kind = number(&mut self.limitations, limitation.kind);
            self.bytes.push(kind);
            self.bytes.put_bytes(limitation.detail.as_bytes());
        }
        at
    }

    fn push_share(&mut self, share: Option<f64>) {
        self.bytes.push(u8::from(share.is_some()));
        self.bytes.put_u64(share.unwrap_or(0.0).to_bits());
    }

    /// The one with that name.
    pub(super) fn at(&self, at: BriefAt) -> Option<Brief> {
        let mut from = Unpack(self.bytes.get(usize::try_from(at.0).ok()?..)?);
        Some(Brief {
            title: self.claim(&mut from)?,
            publisher: self.claim(&mut from)?,
            place: self.claim(&mut from)?,
            published: self.claim(&mut from)?,
            noise_share: share(&mut from)?,
            readiness: self.readiness(&mut from)?,
            limitations: self.limitations(&mut from)?,
        })
    }

    fn claim(&self, from: &mut Unpack<'_>) -> Option<Option<ShortClaim>> {
        if from.byte()? == 0 {
            return Some(None);
        }
        let basis = *self.bases.get(usize::from(from.byte()?))?;
        Some(Some(ShortClaim { value: from.text()?.to_owned(), basis }))
    }

    fn readiness(&self, from: &mut Unpack<'_>) -> Option<Option<ReadinessBrief>> {
        if from.byte()? == 0 {
            return Some(None);
        }
        let verdict = *self.verdicts.get(usize::from(from.byte()?))?;
        let arrived = from.byte()? == 1;
        let score = share(from)??;
        let element = |from: &mut Unpack<'_>| self.elements.get(usize::from(from.byte()?)).copied();
        let present: Option<Vec<ElementCount>> = (0..from.length()?)
            .map(|_| Some(ElementCount { element: element(from)?, count: from.u32()? }))
            .collect();
        let missing: Option<Vec<ElementKind>> =
            (0..from.length()?).map(|_| element(from)).collect();
        let (present, missing) = (present?, missing?);
        Some(Some(ReadinessBrief { verdict, score, arrived, present, missing }))
    }

    fn limitations(&self, from: &mut Unpack<'_>) -> Option<Vec<LimitationView>> {
        let limitation = |from: &mut Unpack<'_>| {
            let kind = *self.limitations.get(usize::from(from.byte()?))?;
            Some(LimitationView { kind, detail: from.text()?.to_owned() })
        };
        (0..from.length()?).map(|_| limitation(from)).collect()
    }
}

fn share(from: &mut Unpack<'_>) -> Option<Option<f64>> {
    let is_there = from.byte()? == 1;
    let share = f64::from_bits(from.u64()?);
    Some(is_there.then_some(share))
}

#[cfg(test)]
mod tests {
    use super::Briefs;
    use crate::analysis::origin::Basis;
    use crate::analysis::readiness::ElementKind;
    use crate::analysis::readiness::Verdict;
    use crate::document::LimitationKind;
    use crate::project::annotate::Brief;
    use crate::view::LimitationView;
    use crate::view::ReadinessBrief;
    use crate::view::ShortClaim;

    #[test]
    fn what_is_kept_comes_back() {
        let claim =
            |value: &str| Some(ShortClaim { value: value.to_owned(), basis: Basis::Stated });
        let full = Brief {
            title: claim("A 字"),
            published: claim("--07-14"),
            noise_share: Some(0.25),
            readiness: Some(ReadinessBrief {
                verdict: Verdict::Partial,
                score: 0.5,
                arrived: false,
                present: Vec::new(),
                missing: vec![ElementKind::Interfaces],
            }),
            limitations: vec![LimitationView {
                kind: LimitationKind::TooLarge,
                detail: "larger".to_owned(),
            }],
            ..Brief::default()
        };
        let mut briefs = Briefs::default();
        let (one, two) = (briefs.push(&full), briefs.push(&Brief::default()));
        assert_eq!(format!("{:?}", briefs.at(one).unwrap()), format!("{full:?}"));
        assert_eq!(format!("{:?}", briefs.at(two).unwrap()), format!("{:?}", Brief::default()));
    }
}
