//! Objects from tokens.

use std::rc::Rc;

use super::dict::Dict;
use super::lexer::Lexer;
use super::lexer::Token;
use super::object::Id;
use super::object::Object;

/// Reads objects.
#[derive(Debug)]
pub(crate) struct Parser<'a> {
    pub(crate) lexer: Lexer<'a>,
    /// Whether `1 0 R` is a reference: in files, not in content streams.
    has_references: bool,
    depth: usize,
    items_left: usize,
}

/// Most objects inside one object, so that small bytes do not become large memory.
const MOST_ITEMS: usize = 1_000_000;

/// What stands next in a content stream.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item<'a> {
    Object(Object),
    Word(&'a [u8]),
}

impl<'a> Parser<'a> {
    /// A reader of a file or an object stream.
    pub(crate) fn of_file(bytes: &'a [u8], at: usize, depth: usize) -> Self {
        Self { lexer: Lexer::new(bytes, at), has_references: true, depth, items_left: MOST_ITEMS }
    }

    /// A reader of a content stream or a `CMap`.
    pub(crate) fn of_content(bytes: &'a [u8], depth: usize) -> Self {
        let lexer = Lexer::new(bytes, 0);
        Self { lexer, has_references: false, depth, items_left: MOST_ITEMS }
    }

    /// How many objects it made inside others.
    pub(crate) fn weight(&self) -> usize {
        MOST_ITEMS - self.items_left
    }

    /// The next object; null where there is a stray word. `None` at the end.
    pub(crate) fn object(&mut self) -> Option<Object> {
        match self.item()? {
            Item::Object(object) => Some(object),
            Item::Word(_) => Some(Object::Null),
        }
    }

    /// The next object or operator; `None` at the end.
    pub(crate) fn item(&mut self) -> Option<Item<'a>> {
        let token = self.lexer.token()?;
        self.items_left = MOST_ITEMS;
        Some(self.item_of(token, self.depth))
    }

    fn item_of(&mut self, token: Token<'a>, depth: usize) -> Item<'a> {
        Item::Object(match token {
            Token::Int(value) => self.reference(value).unwrap_or(Object::Int(value)),
            Token::Real(value) => Object::Real(value),
            Token::Name(name) => Object::Name(name),
            Token::String(string) => Object::String(string),
            Token::ArrayOpen => self.array(depth),
            Token::DictOpen => Object::Dict(Rc::new(self.dict(depth))),
            Token::Word(b"true") => Object::Bool(true),
            Token::Word(b"false") => Object::Bool(false),
            Token::Word(b"null") => Object::Null,
            Token::Word(word) => return Item::Word(word),
            Token::ArrayClose | Token::DictClose => Object::Null,
        })
    }

    fn reference(&mut self, number: i64) -> Option<Object> {
        let number = u32::try_from(number).ok().filter(|_| self.has_references)?;
        let start = self.lexer.at();
        let id = self.generation().map(|generation| Object::Ref(Id { number, generation }));
        if id.is_none() {
            self.lexer.seek(start);
        }
        id
    }

    fn generation(&mut self) -> Option<u16> {
        let Token::Int(generation) = self.lexer.token()? else { return None };
        let generation = u16::try_from(generation).ok()?;
        (self.lexer.token()? == Token::Word(b"R")).then_some(generation)
    }

    fn array(&mut self, depth: usize) -> Object {
        let mut items = Vec::new();
        while let Some(token) = self.lexer.token() {
            if token == Token::ArrayClose {
                break;
            }
            if is_end_of_object(&token) {
                break;
            }
            if let Some(object) = self.nested(token, depth) {
                items.push(object);
            }
        }
        Object::Array(Rc::from(items))
    }

    fn dict(&mut self, depth: usize) -> Dict {
        let mut entries = Vec::new();
        while let Some(token) = self.lexer.token() {
            let key = match token {
                Token::Name(key) => key,
                Token::DictClose => break,
                token if is_end_of_object(&token) => break,
                _ => continue,
            };
            let Some(token) = self.lexer.token() else { break };
            if token == Token::DictClose || is_end_of_object(&token) {
                break;
            }
            if let Some(object) = self.nested(token, depth) {
                entries.push((key, object));
            }
        }
        Dict::new(entries)
    }

    /// An object inside another; one that lies too deep is none.
    fn nested(&mut self, token: Token<'a>, depth: usize) -> Option<Object> {
        self.items_left = self.items_left.checked_sub(1)?;
        let is_container = matches!(token, Token::ArrayOpen | Token::DictOpen);
        let depth = depth.checked_sub(1).filter(|depth| *depth > 0 || !is_container)?;
        match self.item_of(token, depth) {
            Item::Object(object) => Some(object),
            Item::Word(_) => None,
        }
    }
}

/// A container that was never closed ends where its object does.
fn is_end_of_object(token: &Token<'_>) -> bool {
    matches!(token, Token::Word(b"endobj" | b"stream" | b"endstream" | b"obj"))
}
