//! Numbers and texts as bytes, for caches: little-endian, lengths first.
//!
//! Nothing here is a stored form: a cache is read only by the tool that wrote it, and one that
//! does not unpack is made again.

/// Appends numbers and texts to bytes.
pub(crate) trait Pack {
    /// Appends a number.
    fn put_u32(&mut self, number: u32);
    /// Appends a number.
    fn put_u64(&mut self, number: u64);
    /// Appends bytes with their length before them.
    fn put_bytes(&mut self, bytes: &[u8]);
}

impl Pack for Vec<u8> {
    fn put_u32(&mut self, number: u32) {
        self.extend_from_slice(&number.to_le_bytes());
    }

    fn put_u64(&mut self, number: u64) {
        self.extend_from_slice(&number.to_le_bytes());
    }

    fn put_bytes(&mut self, bytes: &[u8]) {
        // What is longer cannot be unpacked again, so the cache is refused and made again.
        self.put_u32(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        self.extend_from_slice(bytes);
    }
}

/// Takes numbers and texts off the front of bytes; each gives none when the bytes end too early.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unpack<'a>(pub(crate) &'a [u8]);

impl<'a> Unpack<'a> {
    /// Takes that many bytes.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, after) = self.0.split_first_chunk::<N>()?;
        self.0 = after;
        Some(*head)
    }

    /// Takes one byte.
    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    /// Takes a number.
    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// Takes a number.
    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// Takes a number as a length.
    pub(crate) fn length(&mut self) -> Option<usize> {
        usize::try_from(self.u32()?).ok()
    }

    /// Takes `length` bytes.
    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, after) = self.0.split_at_checked(length)?;
        self.0 = after;
        Some(head)
    }

    /// Takes bytes that have their length before them.
    pub(crate) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.length()?;
        self.take(length)
    }

    /// Takes a text that has its length before it.
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}
