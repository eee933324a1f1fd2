//! The four terms of a text directive, and how they are written.

/// What a text directive names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Terms {
    pub(super) prefix: Option<String>,
    pub(super) start: String,
    pub(super) end: Option<String>,
    pub(super) suffix: Option<String>,
}

impl Terms {
    /// As it stands after `text=`.
    pub(super) fn written(&self) -> String {
        let mut out = String::new();
        if let Some(prefix) = &self.prefix {
            out.push_str(&format!("{}-,", encoded(prefix)));
        }
        out.push_str(&encoded(&self.start));
        if let Some(end) = &self.end {
            out.push_str(&format!(",{}", encoded(end)));
        }
        if let Some(suffix) = &self.suffix {
            out.push_str(&format!(",-{}", encoded(suffix)));
        }
        out
    }

    /// Reads what stands after `text=`, by the steps "parse a text directive"; none where they
    /// fail.
    #[cfg(test)]
    pub(super) fn read(written: &str) -> Option<Self> {
        let mut tokens: Vec<&str> = written.split(',').collect();
        if tokens.len() > 4 {
            return None;
        }
        let mut terms = Self::default();
        if let Some(prefix) = tokens.first().and_then(|token| token.strip_suffix('-')) {
            terms.prefix = Some(decoded(prefix)?).filter(|it| !it.is_empty());
            terms.prefix.as_ref()?;
            tokens.remove(0);
        }
        if let Some(suffix) = tokens.last().and_then(|token| token.strip_prefix('-')) {
            terms.suffix = Some(decoded(suffix)?).filter(|it| !it.is_empty());
            terms.suffix.as_ref()?;
            tokens.pop();
        }
        let (start, end) = match tokens.as_slice() {
            [start] => (start, None),
            [start, end] => (start, Some(end)),
            _ => return None,
        };
        terms.start = decoded(start).filter(|it| !it.is_empty())?;
        if let Some(end) = end {
            terms.end = Some(decoded(end).filter(|it| !it.is_empty())?);
        }
        Some(terms)
    }
}

/// Percent-encodes what cannot stand in a text directive: everything but letters and digits of
/// ASCII and a few marks; `-`, `,` and `&` are its own syntax.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'!' | b'~' | b'*' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A term without its percent-encoding. A bare `-` or `&` cannot stand in one.
#[cfg(test)]
fn decoded(term: &str) -> Option<String> {
    if term.contains(['-', '&']) {
        return None;
    }
    let mut bytes = Vec::new();
    let mut rest = term.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}
