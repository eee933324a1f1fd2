//! What one sentence states.

use super::finds::Mark;
use super::finds::MarkKind;
use crate::analysis::readiness::lexicon::Class;
use crate::analysis::readiness::lexicon::Hit;
use crate::analysis::readiness::requirement::Wording;
use crate::text::Span;

/// A sentence with the terms and marks that stand in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'a> {
    /// The text that all offsets count in.
    pub(super) text: &'a str,
    /// Where the sentence stands.
    pub(super) span: Span,
    /// Its terms, ascending.
    pub(super) hits: &'a [Hit<Class>],
    /// Its marks, ascending.
    pub(super) marks: &'a [Mark],
    /// Whether it is an item or a row, where the subject may be left out.
    pub(super) is_listed: bool,
}

/// How binding a sentence is and on whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// It binds something technical, or says what it does: a requirement.
    Requirement,
    /// It binds somebody or something else.
    Obligation,
    /// It quotes an obligation.
    Quoted,
    /// It binds nothing.
    Plain,
}

/// What a sentence states.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement {
    /// How binding it is.
    pub(super) force: Force,
    /// Whether its obligation is spelled in capitals, as RFC 2119 has it.
    pub(super) is_capital: bool,
    /// Whether it has a modal verb or the like, not only a verb of capability.
    pub(super) is_modal: bool,
    /// Whether a condition comes with it (EARS: when, while, if, where).
    pub(super) has_condition: bool,
    /// Whether it has a number with a unit and a bound on it.
    pub(super) is_bounded: bool,
    /// Whether it speaks of errors.
    pub(super) has_error: bool,
    /// Whether it names who or what is bound.
    pub(super) has_subject: bool,
}

impl Sentence<'_> {
    /// Judges the sentence; `is_quoted` tells whether a quotation is open where it starts,
    /// and afterwards whether one is open where it ends.
    pub(super) fn state(&self, is_quoted: &mut bool) -> Statement {
        let modal = self.modal(*is_quoted);
        let opening = *is_quoted;
        *is_quoted = self.marks.iter().fold(opening, |open, mark| opens(open, mark.kind));
        let force = match modal {
            Some((_, true)) => Force::Quoted,
            Some((hit, false)) => self.force_of(hit),
            None if !opening && (self.is_capability() || self.is_permission()) => {
                Force::Requirement
            }
            None if !opening && self.is_promise() => Force::Requirement,
            None => Force::Plain,
        };
        Statement {
            force,
            is_capital: modal.is_some_and(|(hit, _)| self.is_capital(hit)),
            is_modal: modal.is_some(),
            has_condition: self.has(Class::Condition),
            is_bounded: self.is_bounded(),
            has_error: self.has(Class::Error),
            has_subject: modal.is_none_or(|(hit, _)| self.has_subject_before(hit.start)),
        }
    }

    fn has(&self, class: Class) -> bool {
        self.hits.iter().any(|hit| hit.class == class)
    }

    /// The first modal verb outside quotations, or else the first one, and whether it is quoted.
    fn modal(&self, opening: bool) -> Option<(Hit<Class>, bool)> {
        let mut quoted = None;
        let mut open = opening;
        let mut marks = self.marks.iter().peekable();
        for hit in self.hits {
            while let Some(mark) = marks.next_if(|mark| mark.start < hit.start) {
                open = opens(open, mark.kind);
            }
            if matches!(hit.class, Class::Obligation | Class::Advice) {
                if !open {
                    return Some((*hit, false));
                }
                quoted = quoted.or(Some((*hit, true)));
            }
        }
        quoted
    }

    fn is_capital(&self, hit: Hit<Class>) -> bool {
        let word = self.text.get(hit.start..hit.end).unwrap_or_default();
        word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b' ')
    }

    fn force_of(&self, modal: Hit<Class>) -> Force {
        let is_foreign = |hit: &Hit<Class>| {
            matches!(
                hit.class,
                Class::Legal | Class::Nation | Class::Economy | Class::Policy | Class::Recipe
            )
        };
        let touches = |hit: &Hit<Class>| hit.end <= modal.start && modal.start - hit.end <= 2;
        let is_person = self.hits.iter().any(|hit| {
            touches(hit)
                && matches!(
                    hit.class,
                    Class::First | Class::We | Class::You | Class::They | Class::Nation
                )
        });
        let foreign = self.hits.iter().filter(|hit| is_foreign(hit)).count();
        let technical = self.hits.iter().filter(|hit| is_technical(hit.class)).count();
        let acts =
            self.hits.iter().any(|hit| hit.start > modal.start && hit.class == Class::Capability);
        let is_bound = self.has_technical_before(modal.start)
            || (self.has(Class::Actor) && (technical > 0 || acts))
            || (self.is_listed && technical > 0)
            || (foreign == 0 && (technical > 0 || self.has_quantity()));
        if is_bound && !is_person && foreign <= technical {
            Force::Requirement
        } else {
            Force::Obligation
        }
    }

    fn has_quantity(&self) -> bool {
        self.marks.iter().any(|mark| mark.kind == MarkKind::Quantity)
    }

    fn has_technical_before(&self, offset: usize) -> bool {
        self.hits.iter().take_while(|hit| hit.start < offset).any(|hit| is_technical(hit.class))
            || self.marks.iter().any(|mark| {
                mark.start < offset
                    && matches!(
                        mark.kind,
                        MarkKind::Identifier | MarkKind::RequirementId | MarkKind::Call
                    )
            })
    }

    fn has_subject_before(&self, offset: usize) -> bool {
        self.has_technical_before(offset)
            || self.hits.iter().any(|hit| hit.start < offset && hit.class == Class::Actor)
    }

    /// "The system supports ...", "用户可以...", "支持..." as an item, or a numbered row: says what a
    /// system does without a modal verb.
    fn is_capability(&self) -> bool {
        let starts_with_id = self.marks.first().is_some_and(|mark| {
            mark.kind == MarkKind::RequirementId && mark.start <= self.span.start() + 4
        });
        if starts_with_id && self.span.len() >= 24 {
            return true;
        }
        let adjacent = self.hits.windows(2).any(|pair| match pair {
            [subject, verb] => {
                matches!(subject.class, Class::Tech | Class::Actor)
                    && matches!(verb.class, Class::Capability | Class::Permission)
                    && verb.start.saturating_sub(subject.end) <= 1
                    && self.is_subject(*subject)
            }
            _ => false,
        });
        adjacent || (self.is_listed && self.starts_with_capability())
    }

    /// "3.2 The system will check ...": a numbered clause in the future tense that speaks of
    /// something technical, as functional specifications are often written.
    fn is_promise(&self) -> bool {
        let sentence = self.span.slice(self.text);
        let digits = sentence.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_numbered = digits.len() < sentence.len()
            && digits
                .strip_prefix('.')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if !is_numbered {
            return false;
        }
        sentence.find(" will ").is_some_and(|at| {
            let start = self.span.start() + at + 1;
            let will = Hit { class: Class::Obligation, start, end: start + "will".len() };
            self.force_of(will) == Force::Requirement
        })
    }

    /// "A client may send ...": a permission for something technical (RFC 2119, MAY).
    fn is_permission(&self) -> bool {
        let permission = self.hits.iter().find(|hit| hit.class == Class::Permission);
        permission.is_some_and(|hit| {
            self.has_technical_before(hit.start)
                && self.force_of(*hit) == Force::Requirement
                && !self.has(Class::You)
        })
    }

    /// A subject stands at the start of its sentence, after an article or a few words at most.
    fn is_subject(&self, hit: Hit<Class>) -> bool {
        hit.start - self.span.start() <= 24
    }

    /// An item in Chinese that starts with a verb of capability.
    fn starts_with_capability(&self) -> bool {
        self.hits.first().is_some_and(|hit| {
            hit.class == Class::Capability
                && hit.start <= self.span.start() + 2
                && self.text.as_bytes().get(hit.start).is_some_and(|byte| *byte >= 0x80)
                && self.span.len() >= 18
        })
    }

    /// A bound and a number with a unit, close to each other.
    fn is_bounded(&self) -> bool {
        let quantities = self.marks.iter().filter(|mark| mark.kind == MarkKind::Quantity);
        let bounds = || self.hits.iter().filter(|hit| hit.class == Class::Bound);
        quantities.take(16).any(|mark| {
            bounds().take(16).any(|hit| {
                let gap = if hit.start >= mark.end {
                    hit.start - mark.end
                } else {
                    mark.start.saturating_sub(hit.end)
                };
                gap <= 24
            })
        })
    }
}

/// Whether a quotation is open after a mark.
fn opens(open: bool, kind: MarkKind) -> bool {
    match kind {
        MarkKind::QuoteOpen => true,
        MarkKind::QuoteClose => false,
        MarkKind::Quote => !open,
        _ => open,
    }
}

/// Whether a class names something that a system is built of.
fn is_technical(class: Class) -> bool {
    matches!(class, Class::Tech | Class::Interface | Class::Type)
}

impl Statement {
    /// What makes the sentence weak as a requirement, after the rules of INCOSE (vague terms,
    /// escape clauses) and ISO/IEC/IEEE 29148, 5.2.5 (a subject, verifiable).
    pub(super) fn weaknesses(&self, wording: &Wording) -> Vec<String> {
        let vague = wording.vague.as_ref().map(|word| format!("vague word: {word}"));
        let escape = wording.escape.as_ref().map(|word| format!("escape clause: {word}"));
        let subject = (!self.has_subject).then(|| "no subject".to_owned());
        let measure = wording
            .quality
            .as_ref()
            .filter(|_| !self.is_bounded)
            .map(|word| format!("no measure for: {word}"));
        [vague, escape, subject, measure].into_iter().flatten().collect()
    }
}
