//! Room for text: what fits is taken, the rest is counted.

/// Bytes that are left to write.
#[derive(Debug, Clone, Copy)]
pub(super) struct Space(usize);

impl Space {
    /// Room for this many bytes.
    pub(super) const fn new(bytes: usize) -> Self {
        Self(bytes)
    }

    /// Bytes that are left.
    pub(super) const fn left(self) -> usize {
        self.0
    }

    /// Takes room for a text, if it fits.
    pub(super) const fn take(&mut self, bytes: usize) -> bool {
        match self.0.checked_sub(bytes) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }

    /// Takes as many texts as fit, in their order; gives them and how many did not fit.
    pub(super) fn take_all(&mut self, texts: Vec<String>) -> (String, usize) {
        let mut taken = String::new();
        for (index, text) in texts.iter().enumerate() {
            if !self.take(text.len()) {
                return (taken, texts.len() - index);
            }
            taken.push_str(text);
        }
        (taken, 0)
    }
}
