//! Object streams (ISO 32000-2, 7.5.7): objects inside a stream.

use super::lexer::Lexer;
use super::lexer::Token;
use super::object::Object;
use super::parser::Parser;

/// The unpacked data of an object stream with its directory.
#[derive(Debug)]
pub(super) struct Pack {
    data: Vec<u8>,
    first: usize,
    /// Numbers of the objects with their offsets from `first`.
    directory: Vec<(u32, usize)>,
}

impl Pack {
    /// Reads the directory of at most `count` objects.
    pub(super) fn new(data: Vec<u8>, first: usize, count: usize) -> Self {
        let mut lexer = Lexer::new(&data, 0);
        let mut number = || match lexer.token() {
            Some(Token::Int(value)) => usize::try_from(value).ok(),
            _ => None,
        };
        let mut directory = Vec::new();
        while directory.len() < count {
            let (Some(object), Some(offset)) = (number(), number()) else { break };
            let Ok(object) = u32::try_from(object) else { break };
            directory.push((object, offset));
        }
        Self { data, first, directory }
    }

    /// The numbers of its objects.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.directory.iter().map(|(number, _)| *number)
    }

    /// The object at an index, or of that number where the index is wrong, with its weight.
    pub(super) fn object(
        &self,
        number: u32,
        index: usize,
        depth: usize,
    ) -> Option<(Object, usize)> {
        let indexed = self.directory.get(index).filter(|(found, _)| *found == number);
        let found = indexed.or_else(|| self.directory.iter().find(|(found, _)| *found == number));
        let at = self.first.checked_add(found?.1)?;
        let mut parser = Parser::of_file(&self.data, at, depth);
        let object = parser.object()?;
        Some((object, parser.weight()))
    }
}
