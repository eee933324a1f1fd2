//! Records of an archive, as they lie there.

use std::io;
use std::io::BufRead;
use std::io::Read;

use crate::capture::header::Fields;

/// Why an archive cannot be read on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WarcError {
    /// It cannot be read, or its compression is broken.
    #[error("it cannot be read on after {offset} bytes")]
    Read {
        /// How much was read, unpacked.
        offset: u64,
        /// What the system or the decoder says.
        #[source]
        source: io::Error,
    },
    /// What follows is no record.
    #[error("what follows after {offset} bytes is no record of a web archive")]
    Syntax {
        /// How much was read, unpacked.
        offset: u64,
    },
    /// It ends inside a record.
    #[error("it was cut: it ends inside a record, after {offset} bytes")]
    Cut {
        /// How much was read, unpacked.
        offset: u64,
    },
}

/// The most bytes of a record's head.
const HEAD_BYTES: u64 = 64 << 10;

/// The head of a record.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) fields: Fields,
    pub(super) length: u64,
}

/// What of a record's block was read.
#[derive(Debug)]
pub(super) enum Block {
    Held(Vec<u8>),
    /// It is larger than what is held.
    TooLarge,
}

/// The bytes of an archive, unpacked, counted.
#[derive(Debug)]
pub(super) struct Bytes<R> {
    from: R,
    pub(super) offset: u64,
}

impl<R: BufRead> Bytes<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, offset: 0 }
    }

    fn failed(&self, source: io::Error) -> WarcError {
        match source.kind() {
            io::ErrorKind::UnexpectedEof => WarcError::Cut { offset: self.offset },
            _ => WarcError::Read { offset: self.offset, source },
        }
    }

    /// A line with its end; empty at the end of the archive.
    fn line(&mut self, left: u64) -> Result<Vec<u8>, WarcError> {
        let mut line = Vec::new();
        let read = (&mut self.from).take(left).read_until(b'\n', &mut line);
        read.map_err(|source| self.failed(source))?;
        self.offset += line.len() as u64;
        Ok(line)
    }

    /// The head of the next record; none at the end of the archive.
    pub(super) fn head(&mut self) -> Result<Option<Head>, WarcError> {
        let mut first = self.line(HEAD_BYTES)?;
        // Two empty lines follow every record; writers differ in how many they leave.
        while matches!(first.as_slice(), b"\r\n" | b"\n") {
            first = self.line(HEAD_BYTES)?;
        }
        if first.is_empty() {
            return Ok(None);
        }
        if !first.starts_with(b"WARC/") {
            return Err(WarcError::Syntax { offset: self.offset });
        }
        let mut left = HEAD_BYTES;
        let mut lines: Vec<Vec<u8>> = Vec::new();
        loop {
            let line = self.line(left)?;
            if !line.ends_with(b"\n") {
                return Err(match line.len() as u64 {
                    length if length == left => WarcError::Syntax { offset: self.offset },
                    _ => WarcError::Cut { offset: self.offset },
                });
            }
            left -= line.len() as u64;
            let text = line.trim_ascii_end();
            match (text, lines.last_mut()) {
                (b"", _) => break,
                // A line that begins with white space goes on with the one before.
                ([b' ' | b'\t', ..], Some(before)) => before.extend_from_slice(text),
                _ => lines.push(text.to_vec()),
            }
        }
        let mut fields = Fields::default();
        for line in &lines {
            let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
            let (name, value) = line.split_at(colon);
            let name = String::from_utf8_lossy(name.trim_ascii());
            fields.push(&name, value.get(1..).unwrap_or_default());
        }
        let length = fields.get("content-length").and_then(|length| length.parse().ok());
        let length = length.ok_or(WarcError::Syntax { offset: self.offset })?;
        Ok(Some(Head { fields, length }))
    }

    /// The block that follows a head; one that is longer than `most` is passed over.
    pub(super) fn block(&mut self, length: u64, most: u64) -> Result<Block, WarcError> {
        if length > most {
            let passed = io::copy(&mut (&mut self.from).take(length), &mut io::sink());
            let passed = passed.map_err(|source| self.failed(source))?;
            self.offset += passed;
            return match passed == length {
                true => Ok(Block::TooLarge),
                false => Err(WarcError::Cut { offset: self.offset }),
            };
        }
        let mut block = Vec::new();
        let read = (&mut self.from).take(length).read_to_end(&mut block);
        read.map_err(|source| self.failed(source))?;
        self.offset += block.len() as u64;
        match block.len() as u64 == length {
            true => Ok(Block::Held(block)),
            false => Err(WarcError::Cut { offset: self.offset }),
        }
    }
}
