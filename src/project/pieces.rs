//! Cache files: pieces that are checked one by one, so that a cache is read and written without
//! being in memory as a whole, and grows at its end.
//!
//! A file is its magic, a tag, and pieces: length, digest, bytes. The digest covers the tag and
//! where the piece lies, so that no piece of another file or of another moment passes for one of
//! this. What follows a piece that is not as it was written is not read.

use std::fs;
use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;

use super::open::Project;

/// Bytes that are collected before they become a piece.
const PIECE_BYTES: usize = 256 << 10;

/// The longest piece that is read.
const LONGEST_PIECE: u64 = 256 << 20;

/// The name of a cache and what its file begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) name: &'static str,
    /// Names the form and the version of the tool: another one's cache is none.
    pub(super) magic: &'static str,
}

type Digest = [u8; 32];

fn digest_of(tag: &Digest, place: u64, piece: &[u8]) -> Digest {
    let mut hasher = blake3::Hasher::new();
    hasher.update(tag).update(&place.to_le_bytes()).update(piece);
    *hasher.finalize().as_bytes()
}

/// Reads a cache from its beginning.
#[derive(Debug)]
pub(super) struct PieceReader {
    file: BufReader<File>,
    tag: Digest,
    place: u64,
    /// Whether something followed that is no piece.
    pub(super) is_harmed: bool,
}

impl PieceReader {
    fn open(file: File, form: &Form) -> Option<Self> {
        let mut file = BufReader::new(file);
        let mut magic = vec![0; form.magic.len()];
        let mut tag = Digest::default();
        file.read_exact(&mut magic).ok()?;
        file.read_exact(&mut tag).ok()?;
        let place = (magic.len() + tag.len()) as u64;
        let is_ours = magic == form.magic.as_bytes();
        is_ours.then_some(Self { file, tag, place, is_harmed: false })
    }

    /// Appends the next piece to `out`; whether there was one.
    pub(super) fn next(&mut self, out: &mut Vec<u8>) -> bool {
        let start = out.len();
        let found = self.read_piece(out);
        if found != Ok(true) {
            self.is_harmed |= found.is_err();
            out.truncate(start);
        }
        found == Ok(true)
    }

    fn read_piece(&mut self, out: &mut Vec<u8>) -> Result<bool, ()> {
        if self.is_harmed {
            return Err(());
        }
        let mut head = Vec::with_capacity(40);
        let count = (&mut self.file).take(40).read_to_end(&mut head).map_err(drop)?;
        if count == 0 {
            return Ok(false);
        }
        let (length, digest) = head.split_first_chunk::<8>().ok_or(())?;
        let length = u64::from_le_bytes(*length);
        if length > LONGEST_PIECE {
            return Err(());
        }
        let start = out.len();
        (&mut self.file).take(length).read_to_end(out).map_err(drop)?;
        let piece = out.get(start..).unwrap_or_default();
        if piece.len() as u64 != length || digest_of(&self.tag, self.place, piece) != digest {
            return Err(());
        }
        self.place += 40 + length;
        Ok(true)
    }
}

/// Writes a cache, or more of it.
#[derive(Debug)]
pub(super) struct PieceWriter {
    file: File,
    /// What the file begins with, until the first piece is written; it gives the tag.
    magic: Option<&'static str>,
    tag: Digest,
    place: u64,
    waiting: Vec<u8>,
}

impl PieceWriter {
    fn create(file: File, form: &Form) -> Self {
        let magic = Some(form.magic);
        Self { file, magic, tag: Digest::default(), place: 0, waiting: Vec::new() }
    }

    /// Continues the file of a reader's cache, whatever its pieces are.
    fn append(mut file: File, form: &Form) -> Option<Self> {
        let PieceReader { tag, .. } = PieceReader::open(file.try_clone().ok()?, form)?;
        let place = io::Seek::seek(&mut file, io::SeekFrom::End(0)).ok()?;
        Some(Self { file, magic: None, tag, place, waiting: Vec::new() })
    }

    /// Adds what `pack` appends; it will not be divided among pieces.
    pub(super) fn put(&mut self, pack: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        pack(&mut self.waiting);
        if self.waiting.len() >= PIECE_BYTES { self.end_piece() } else { Ok(()) }
    }

    /// Lets the next bytes begin a new piece.
    pub(super) fn end_piece(&mut self) -> io::Result<()> {
        let mut head = Vec::with_capacity(128);
        if let Some(magic) = self.magic.take() {
            self.tag = *blake3::hash(&self.waiting).as_bytes();
            head.extend_from_slice(magic.as_bytes());
            head.extend_from_slice(&self.tag);
            self.place = head.len() as u64;
        }
        head.extend_from_slice(&(self.waiting.len() as u64).to_le_bytes());
        head.extend_from_slice(&digest_of(&self.tag, self.place, &self.waiting));
        self.file.write_all(&head)?;
        self.file.write_all(&self.waiting)?;
        self.place += 40 + self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        if self.waiting.is_empty() && self.magic.is_none() { Ok(()) } else { self.end_piece() }
    }
}

/// Fills a cache.
type Fill<'a> = dyn FnMut(&mut PieceWriter) -> io::Result<()> + 'a;

impl Project {
    /// Opens a cache; none when it is not there or of another version.
    pub(super) fn open_cache(&self, form: &Form) -> Option<PieceReader> {
        PieceReader::open(File::open(self.state_folder().join(form.name)).ok()?, form)
    }

    /// Writes a cache anew. A failure only costs time at the next run.
    pub(super) fn write_cache(&self, form: &Form, fill: &mut Fill<'_>) {
        let path = self.state_folder().join(form.name);
        let temporary = path.with_extension("new");
        let create = || File::create(&temporary);
        let file = create().or_else(|_no_folder| {
            fs::create_dir_all(self.state_folder())?;
            create()
        });
        let written = file.and_then(|file| {
            let mut writer = PieceWriter::create(file, form);
            fill(&mut writer)?;
            writer.finish()
        });
        match written {
            Ok(()) => drop(fs::rename(temporary, path)),
            Err(_told_by_nobody) => drop(fs::remove_file(temporary)),
        }
    }

    /// Adds to a cache, or begins it.
    pub(super) fn extend_cache(&self, form: &Form, fill: &mut Fill<'_>) {
        let path = self.state_folder().join(form.name);
        let file = File::options().read(true).append(true).open(path).ok();
        match file.and_then(|file| PieceWriter::append(file, form)) {
            Some(mut writer) => {
                // What is cut here is passed over by whoever reads it.
                drop(fill(&mut writer).and_then(|()| writer.finish()));
            }
            None => self.write_cache(form, fill),
        }
    }

    /// Takes a cache away.
    pub(super) fn forget_cache(&self, form: &Form) {
        drop(fs::remove_file(self.state_folder().join(form.name)));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::fs::File;
    use std::path::Path;

    use super::Form;
    use super::PieceReader;
    use super::PieceWriter;

    const FORM: Form = Form { name: "numbers", magic: "numbers 1\n" };

    fn write(path: &Path, texts: &[&str]) {
        let mut writer = PieceWriter::create(File::create(path).unwrap(), &FORM);
        for text in texts {
            writer.put(|out| out.extend_from_slice(text.as_bytes())).unwrap();
            writer.end_piece().unwrap();
        }
        writer.finish().unwrap();
    }

    fn append(path: &Path, text: &str) {
        let file = File::options().read(true).append(true).open(path).unwrap();
        let mut writer = PieceWriter::append(file, &FORM).unwrap();
        writer.put(|out| out.extend_from_slice(text.as_bytes())).unwrap();
        writer.finish().unwrap();
    }

    fn read(path: &Path) -> (Vec<String>, bool) {
        let mut reader = PieceReader::open(File::open(path).unwrap(), &FORM).unwrap();
        let (mut texts, mut piece) = (Vec::new(), Vec::new());
        while reader.next(&mut piece) {
            texts.push(String::from_utf8(std::mem::take(&mut piece)).unwrap());
        }
        (texts, reader.is_harmed)
    }

    #[test]
    fn what_is_written_and_added_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache");
        write(&path, &["one", "", "three"]);
        append(&path, "four");
        let texts = ["one", "", "three", "four"].map(str::to_owned).to_vec();
        assert_eq!(read(&path), (texts, false));
    }

    #[test]
    fn whatever_is_cut_or_flipped_the_pieces_before_it_are_read_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache");
        write(&path, &["one", "two"]);
        append(&path, "three");
        let whole = fs::read(&path).unwrap();
        let texts = ["one", "two", "three"].map(str::to_owned);
        for at in FORM.magic.len() + 32..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            for harmed in [flipped, whole[..at].to_vec()] {
                fs::write(&path, harmed).unwrap();
                let (found, is_harmed) = read(&path);
                assert!(found.len() < 3 && texts.starts_with(&found), "{at}: {found:?}");
                let is_cut_between = whole.len() - at == 45 || at == 42 || at == 42 + 43;
                assert!(is_harmed || is_cut_between, "{at}");
            }
        }
    }

    #[test]
    fn a_piece_of_another_cache_is_none_of_this() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        write(&one, &["one", "two"]);
        write(&other, &["ONE", "TWO"]);
        let (mut mixed, theirs) = (fs::read(&one).unwrap(), fs::read(&other).unwrap());
        let second = mixed.len() - 43;
        mixed[second..].copy_from_slice(&theirs[second..]);
        fs::write(&one, mixed).unwrap();
        assert_eq!(read(&one), (vec!["one".to_owned()], true));
    }
}
