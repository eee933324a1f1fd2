//! A whole file: its objects by number.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::rc::Rc;

use super::budget::Budget;
use super::cipher::Cipher;
use super::cipher::Method;
use super::cipher::Terms;
use super::dict::Dict;
use super::filters;
use super::filters::Stage;
use super::lexer::Token;
use super::object::Id;
use super::object::Object;
use super::object::Stream;
use super::packed::Pack;
use super::parser::Parser;
use super::predictor::Predictor;
use super::rebuild::rebuild;
use super::xref;
use super::xref::Place;
use super::xref::Table;

/// How many objects are kept before the memory is emptied.
const KEPT_OBJECTS: usize = 50_000;

/// How many objects inside those are kept before the memory is emptied.
const KEPT_WEIGHT: usize = 3_000_000;

/// How far references to references are followed.
const FOLLOWED: usize = 8;

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OpenError {
    /// It wants a password, or a method that is not known.
    Encrypted,
    /// It has no pages.
    Damaged,
}

/// A file, read as it is asked for.
#[derive(Debug)]
pub(crate) struct File<'a> {
    bytes: &'a [u8],
    header: usize,
    table: RefCell<Table>,
    cipher: Option<Cipher>,
    objects: RefCell<HashMap<u32, Object>>,
    kept_weight: Cell<usize>,
    packs: RefCell<HashMap<u32, Option<Rc<Pack>>>>,
    pending: RefCell<BTreeSet<u32>>,
    is_rebuilt: Cell<bool>,
    pub(crate) budget: Budget,
}

impl<'a> File<'a> {
    /// Opens a file: finds its cross references, rebuilds them when they lead nowhere, and
    /// decrypts with the empty password.
    pub(crate) fn open(bytes: &'a [u8], budget: Budget) -> Result<Self, OpenError> {
        let header = memchr::memmem::find(bytes, b"%PDF-").unwrap_or(0);
        let mut file = Self {
            bytes,
            header,
            table: RefCell::default(),
            cipher: None,
            objects: RefCell::default(),
            kept_weight: Cell::new(0),
            packs: RefCell::default(),
            pending: RefCell::default(),
            is_rebuilt: Cell::new(false),
            budget,
        };
        let unpack = |stream: &Stream| file.data_as(stream, false).unwrap_or_default();
        let table = xref::read(bytes, header, &file.budget, unpack);
        match table {
            Some(table) => *file.table.borrow_mut() = table,
            None => file.rebuild(),
        }
        file.unlock()?;
        if file.pages_root().is_none() {
            file.rebuild();
            file.unlock()?;
        }
        if file.pages_root().is_none() { Err(OpenError::Damaged) } else { Ok(file) }
    }

    /// Whether the cross references had to be made anew.
    pub(crate) fn is_rebuilt(&self) -> bool {
        self.is_rebuilt.get()
    }

    /// The catalog; empty when there is none.
    pub(crate) fn catalog(&self) -> Rc<Dict> {
        let root = self.table.borrow().trailer.raw("Root").clone();
        self.resolve(&root).dict().cloned().unwrap_or_default()
    }

    /// The document information dictionary; empty when there is none.
    pub(crate) fn info(&self) -> Rc<Dict> {
        let info = self.table.borrow().trailer.raw("Info").clone();
        self.resolve(&info).dict().cloned().unwrap_or_default()
    }

    /// The numbers of all objects, ascending.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        self.table.borrow().places.keys().copied().collect()
    }

    /// The entry of a dictionary, references followed.
    pub(crate) fn get(&self, dict: &Dict, key: &str) -> Object {
        self.resolve(dict.raw(key))
    }

    /// The object itself, references followed; null when there is none.
    pub(crate) fn resolve(&self, object: &Object) -> Object {
        let mut object = object.clone();
        for _ in 0..FOLLOWED {
            let Some(id) = object.id() else { return object };
            object = self.object(id.number);
        }
        Object::Null
    }

    /// The data of a stream, unpacked; `None` for pictures and filters that are not known.
    pub(crate) fn data(&self, stream: &Stream) -> Option<Vec<u8>> {
        self.data_as(stream, true)
    }

    /// The object of a number; null when there is none.
    pub(crate) fn object(&self, number: u32) -> Object {
        if let Some(object) = self.objects.borrow().get(&number) {
            return object.clone();
        }
        if !self.budget.spend(8) || !self.pending.borrow_mut().insert(number) {
            return Object::Null;
        }
        let mut object = self.load(number);
        if object.is_none() && self.table.borrow().places.contains_key(&number) {
            // The place is wrong: all of them may be.
            self.rebuild();
            object = self.load(number);
        }
        let (object, weight) = object.unwrap_or((Object::Null, 0));
        self.pending.borrow_mut().remove(&number);
        let mut objects = self.objects.borrow_mut();
        self.kept_weight.set(self.kept_weight.get() + weight);
        if objects.len() >= KEPT_OBJECTS || self.kept_weight.get() > KEPT_WEIGHT {
            objects.clear();
            self.kept_weight.set(weight);
        }
        objects.insert(number, object.clone());
        object
    }

    fn pages_root(&self) -> Option<Rc<Dict>> {
        self.get(&self.catalog(), "Pages").dict().cloned()
    }

    /// The object with its weight, read from its place.
    fn load(&self, number: u32) -> Option<(Object, usize)> {
        let place = self.table.borrow().places.get(&number).copied();
        match place {
            None | Some(Place::Free) => Some((Object::Null, 0)),
            Some(Place::At(at)) => {
                let at = at.checked_add(self.header)?;
                let length = |id: Id| self.object(id.number).size();
                let found = indirect(self.bytes, at, &self.budget, length)?;
                let depth = self.budget.depth;
                (found.id.number == number)
                    .then(|| (self.decrypted(found.object, found.id, depth), found.weight))
            }
            Some(Place::In { pack, index }) => {
                let depth = self.budget.depth;
                self.pack(pack).and_then(|pack| pack.object(number, index, depth))
            }
        }
    }

    /// An object stream, unpacked once.
    fn pack(&self, number: u32) -> Option<Rc<Pack>> {
        if let Some(pack) = self.packs.borrow().get(&number) {
            return pack.clone();
        }
        let object = self.object(number);
        let pack = object.stream().and_then(|stream| {
            let first = self.get(&stream.dict, "First").size()?;
            let count = self.get(&stream.dict, "N").size()?.min(self.budget.parts);
            Some(Rc::new(Pack::new(self.data(stream)?, first, count)))
        });
        self.packs.borrow_mut().insert(number, pack.clone());
        pack
    }

    fn rebuild(&self) {
        if self.is_rebuilt.replace(true) {
            return;
        }
        self.objects.borrow_mut().clear();
        self.packs.borrow_mut().clear();
        let (mut table, packs) = rebuild(self.bytes, self.header, &self.budget);
        if table.trailer.raw("Root").is_null() {
            table.trailer = self.table.borrow().trailer.clone();
        }
        *self.table.borrow_mut() = table;
        for id in packs {
            let Some(pack) = self.pack(id.number) else { continue };
            let mut table = self.table.borrow_mut();
            for (index, number) in pack.numbers().enumerate() {
                if !self.budget.spend(1) || table.places.len() > self.budget.parts {
                    return;
                }
                let place = Place::In { pack: id.number, index };
                table.places.entry(number).or_insert(place);
            }
        }
        self.find_root();
    }

    /// Of a file without a trailer the catalog is the object that says so.
    fn find_root(&self) {
        if !self.table.borrow().trailer.raw("Root").is_null() {
            return;
        }
        for number in self.numbers() {
            let object = self.object(number);
            if object.dict().is_some_and(|dict| dict.raw("Type").is_name("Catalog")) {
                let id = Id { number, generation: 0 };
                let mut table = self.table.borrow_mut();
                let trailer = std::mem::take(&mut table.trailer);
                table.trailer = trailer.with("Root", Object::Ref(id));
                return;
            }
        }
    }

    fn unlock(&mut self) -> Result<(), OpenError> {
        let encrypt = self.table.borrow().trailer.raw("Encrypt").clone();
        let Some(dict) = self.resolve(&encrypt).dict().cloned() else { return Ok(()) };
        if self.cipher.is_some() {
            return Ok(());
        }
        let cipher = self.terms(&dict).and_then(|terms| Cipher::open(&terms));
        self.cipher = Some(cipher.ok_or(OpenError::Encrypted)?);
        let own = encrypt.id().map(|id| id.number);
        self.objects.borrow_mut().retain(|number, _| Some(*number) == own);
        self.packs.borrow_mut().clear();
        Ok(())
    }

    /// What the encryption dictionary says, of the standard security handler.
    fn terms(&self, dict: &Dict) -> Option<Terms> {
        if !self.get(dict, "Filter").is_name("Standard") {
            return None;
        }
        let version = self.get(dict, "V").int()?;
        let bytes = |key| self.get(dict, key).string().unwrap_or_default().to_vec();
        let method = |key| -> Option<Method> {
            match version {
                1 | 2 => Some(Method::Rc4),
                4 | 5 => self.method(dict, key),
                _ => None,
            }
        };
        let id = self.table.borrow().trailer.raw("ID").clone();
        let id = self.resolve(&id).array().and_then(|ids| ids.first().cloned());
        let id = id.map(|id| self.resolve(&id));
        let bits = self.get(dict, "Length").size().unwrap_or(40);
        Some(Terms {
            revision: self.get(dict, "R").int()?,
            key_bytes: if version == 4 { 16 } else { bits / 8 },
            permissions: self.get(dict, "P").int()?,
            owner: bytes("O"),
            user: bytes("U"),
            user_key: bytes("UE"),
            file_id: id.as_ref().and_then(Object::string).unwrap_or_default().to_vec(),
            has_open_metadata: self.get(dict, "EncryptMetadata") != Object::Bool(false),
            strings: method("StrF")?,
            streams: method("StmF")?,
        })
    }

    /// The method of a crypt filter.
    fn method(&self, dict: &Dict, key: &str) -> Option<Method> {
        let name = self.get(dict, key);
        let Some(name) = name.name().filter(|name| *name != b"Identity") else {
            return Some(Method::None);
        };
        let filters = self.get(dict, "CF");
        let filter = self.resolve(filters.dict()?.named(name));
        match self.get(filter.dict()?, "CFM").name()? {
            b"None" => Some(Method::None),
            b"V2" => Some(Method::Rc4),
            b"AESV2" => Some(Method::Aes128),
            b"AESV3" => Some(Method::Aes256),
            _ => None,
        }
    }

    /// The object with its strings decrypted. Streams are decrypted when their data is asked for.
    fn decrypted(&self, object: Object, id: Id, depth: usize) -> Object {
        let Some(cipher) = self.cipher.as_ref().filter(|cipher| cipher.strings != Method::None)
        else {
            return object;
        };
        let Some(depth) = depth.checked_sub(1) else { return object };
        let inner = |object: &Object| self.decrypted(object.clone(), id, depth);
        let dict = |dict: &Dict| {
            let entries = dict.entries().iter();
            Rc::new(Dict::new(entries.map(|(key, object)| (key.clone(), inner(object))).collect()))
        };
        match object {
            Object::String(string) => {
                Object::String(Rc::from(cipher.decrypt(&string, id, cipher.strings)))
            }
            Object::Array(items) => Object::Array(items.iter().map(inner).collect()),
            Object::Dict(inside) => Object::Dict(dict(&inside)),
            Object::Stream(stream) => Object::Stream(Rc::new(Stream {
                id,
                dict: dict(&stream.dict),
                range: stream.range.clone(),
            })),
            other => other,
        }
    }

    fn data_as(&self, stream: &Stream, is_encrypted: bool) -> Option<Vec<u8>> {
        let stages = self.stages(&stream.dict)?;
        let raw = self.bytes.get(stream.range.clone())?;
        if !self.budget.unpack(if stages.is_empty() { raw.len() } else { 0 }) {
            return None;
        }
        let is_open = stream.dict.raw("Type").is_name("XRef");
        let data = match self.cipher.as_ref().filter(|_| is_encrypted && !is_open) {
            Some(cipher) => cipher.decrypt(raw, stream.id, cipher.streams),
            None => raw.to_vec(),
        };
        Some(filters::decode(data, &stages, &self.budget))
    }

    /// The filters of a stream; `None` when one is not known.
    fn stages(&self, dict: &Dict) -> Option<Vec<Stage>> {
        let names = self.get(dict, "Filter");
        let parms = self.get(dict, "DecodeParms");
        let name_list = match &names {
            Object::Array(names) => names.to_vec(),
            Object::Name(_) => vec![names.clone()],
            _ => return Some(Vec::new()),
        };
        let stage = |(index, name): (usize, &Object)| {
            let parms = match &parms {
                Object::Array(parms) => self.resolve(parms.get(index).unwrap_or(&Object::Null)),
                parms if index == 0 => parms.clone(),
                _ => Object::Null,
            };
            let parms = parms.dict().cloned().unwrap_or_default();
            let is_early = self.get(&parms, "EarlyChange").int() != Some(0);
            let filter = filters::filter(self.resolve(name).name()?, is_early)?;
            Some(Stage { filter, predictor: self.predictor(&parms) })
        };
        name_list.iter().take(8).enumerate().map(stage).collect()
    }

    fn predictor(&self, parms: &Dict) -> Option<Predictor> {
        let kind = self.get(parms, "Predictor").int().filter(|kind| *kind > 1)?;
        let size = |key, default| self.get(parms, key).size().unwrap_or(default).clamp(1, 1 << 20);
        let bits = size("Colors", 1).min(64) * size("BitsPerComponent", 8).min(32);
        let row = bits.saturating_mul(size("Columns", 1)).div_ceil(8);
        Some(Predictor { is_png: kind >= 10, pixel: bits.div_ceil(8), row })
    }
}

/// An object as it stands in the file.
pub(super) struct Indirect {
    pub(super) id: Id,
    pub(super) object: Object,
    /// How many objects it has inside.
    weight: usize,
}

/// The indirect object whose head stands at `at`.
pub(super) fn indirect(
    bytes: &[u8],
    at: usize,
    budget: &Budget,
    length: impl Fn(Id) -> Option<usize>,
) -> Option<Indirect> {
    let mut parser = Parser::of_file(bytes, at, budget.depth);
    let Some(Token::Int(number)) = parser.lexer.token() else { return None };
    let Some(Token::Int(generation)) = parser.lexer.token() else { return None };
    let id = Id {
        number: u32::try_from(number).ok()?,
        generation: u16::try_from(generation).unwrap_or(0),
    };
    if parser.lexer.token()? != Token::Word(b"obj") {
        return None;
    }
    let object = parser.object()?;
    budget.spend((parser.lexer.at() - at) / 64);
    let weight = parser.weight();
    let Object::Dict(dict) = object else { return Some(Indirect { id, object, weight }) };
    if parser.lexer.token() != Some(Token::Word(b"stream")) {
        return Some(Indirect { id, object: Object::Dict(dict), weight });
    }
    let start = match parser.lexer.rest() {
        [b'\r', b'\n', ..] => parser.lexer.at() + 2,
        [b'\r' | b'\n', ..] => parser.lexer.at() + 1,
        _ => parser.lexer.at(),
    };
    let stated = match dict.raw("Length") {
        Object::Ref(id) => length(*id),
        other => other.size(),
    };
    let range = start..stream_end(bytes, start, stated, budget)?;
    let object = Object::Stream(Rc::new(Stream { id, dict, range }));
    Some(Indirect { id, object, weight })
}

/// Where the data of a stream ends: where its length says when `endstream` stands there, else at
/// the next `endstream` or `endobj`.
fn stream_end(bytes: &[u8], start: usize, stated: Option<usize>, budget: &Budget) -> Option<usize> {
    let end = stated.and_then(|length| start.checked_add(length));
    let follows = end.and_then(|end| bytes.get(end..)).map(<[u8]>::trim_ascii_start);
    if follows.is_some_and(|rest| rest.starts_with(b"endstream") || rest.starts_with(b"endobj")) {
        return end;
    }
    let rest = bytes.get(start..)?;
    let found = memchr::memmem::find(rest, b"endstream");
    let length = found.or_else(|| memchr::memmem::find(rest, b"endobj")).unwrap_or(rest.len());
    budget.spend(length / 64);
    let data = rest.get(..length)?;
    let data = data.strip_suffix(b"\n").unwrap_or(data);
    Some(start + data.strip_suffix(b"\r").unwrap_or(data).len())
}
