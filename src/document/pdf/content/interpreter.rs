//! Running the operators of a page.

use std::rc::Rc;

use super::glyph::Sheet;
use super::marks;
use super::marks::Mark;
use super::marks::text_string;
use super::matrix::Matrix;
use super::paths::Path;
use super::resources::Fonts;
use super::resources::resource;
use super::state::State;
use super::text;
use super::text::Marking;
use super::text::Position;
use crate::document::pdf::pages::Page;
use crate::document::pdf::syntax::Dict;
use crate::document::pdf::syntax::File;
use crate::document::pdf::syntax::Item;
use crate::document::pdf::syntax::Object;
use crate::document::pdf::syntax::Parser;
use crate::document::pdf::syntax::Stream;

/// Deepest nesting of forms, graphics states and marks.
const DEEPEST_FORM: usize = 16;
const MOST_STATES: usize = 512;

/// Most operands of one operator.
const MOST_OPERANDS: usize = 64;

/// Runs the content of a page.
pub(crate) fn interpret(file: &File<'_>, page: &Page, fonts: &mut Fonts) -> Sheet {
    let (matrix, width, height) = page_space(page);
    let mut interpreter = Interpreter {
        file,
        fonts,
        sheet: Sheet { width, height, ..Sheet::default() },
        state: State::new(matrix),
        states: Vec::new(),
        position: Position::START,
        marks: Vec::new(),
        path: Path::default(),
        depth: 0,
    };
    let contents = file.get(&page.dict, "Contents");
    let mut data = Vec::new();
    let streams = match &contents {
        Object::Array(streams) => streams.iter().map(|stream| file.resolve(stream)).collect(),
        other => vec![other.clone()],
    };
    for stream in streams.iter().filter_map(Object::stream) {
        data.extend(file.data(stream).unwrap_or_default());
        data.push(b'\n');
    }
    interpreter.run(&data, &page.resources);
    interpreter.sheet
}

/// From the space of the page, as it is stored, to its top left corner, as it is shown.
fn page_space(page: &Page) -> (Matrix, f64, f64) {
    let area = page.area;
    let (width, height) = (area.width(), area.height());
    match page.turns {
        1 => (Matrix::new([0.0, 1.0, 1.0, 0.0, -area.y0, -area.x0]), height, width),
        2 => (Matrix::new([-1.0, 0.0, 0.0, 1.0, area.x1, -area.y0]), width, height),
        3 => (Matrix::new([0.0, -1.0, -1.0, 0.0, area.y1, area.x1]), height, width),
        _ => (Matrix::new([1.0, 0.0, 0.0, -1.0, -area.x0, area.y1]), width, height),
    }
}

struct Interpreter<'f> {
    file: &'f File<'f>,
    fonts: &'f mut Fonts,
    sheet: Sheet,
    state: State,
    states: Vec<State>,
    position: Position,
    marks: Vec<Mark>,
    path: Path,
    depth: usize,
}

impl Interpreter<'_> {
    fn run(&mut self, data: &[u8], resources: &Rc<Dict>) {
        let mut parser = Parser::of_content(data, self.file.budget.depth.min(32));
        let mut operands: Vec<Object> = Vec::new();
        while let Some(item) = parser.item() {
            match item {
                Item::Object(object) if operands.len() < MOST_OPERANDS => operands.push(object),
                Item::Object(_) => {}
                Item::Word(b"BI") => {
                    skip_picture(&mut parser);
                    operands.clear();
                }
                Item::Word(word) => {
                    if !self.file.budget.spend(1 + operands.len()) {
                        return;
                    }
                    self.operator(word, &operands, resources);
                    operands.clear();
                }
            }
        }
    }

    fn operator(&mut self, word: &[u8], operands: &[Object], resources: &Rc<Dict>) {
        match word {
            b"q" if self.states.len() < MOST_STATES => self.states.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.states.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(numbers) = numbers(operands) {
                    self.state.matrix = Matrix::new(numbers).then(self.state.matrix);
                }
            }
            b"Do" => self.draw(operands, resources),
            b"gs" => self.apply(operands, resources),
            b"BMC" | b"BDC" => self.mark(operands, resources),
            b"EMC" => self.unmark(),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" => self.draw_path(word, operands),
            b"S" | b"s" => self.path.end(true, false, &mut self.sheet.rules),
            b"f" | b"F" | b"f*" => self.path.end(false, true, &mut self.sheet.rules),
            b"B" | b"B*" | b"b" | b"b*" => self.path.end(true, true, &mut self.sheet.rules),
            b"n" => self.path.end(false, false, &mut self.sheet.rules),
            _ => self.text_operator(word, operands, resources),
        }
    }

    fn text_operator(&mut self, word: &[u8], operands: &[Object], resources: &Rc<Dict>) {
        let number = |index: usize| operands.get(index).and_then(Object::number).unwrap_or(0.0);
        match word {
            b"BT" => self.position = Position::START,
            b"Tf" => self.set_font(operands, resources),
            b"Tc" => self.state.char_space = number(0),
            b"Tw" => self.state.word_space = number(0),
            b"Tz" => self.state.scale = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tr" => self.state.mode = operands.first().and_then(Object::int).unwrap_or(0),
            b"Td" => self.position.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.position.next_line(number(0), number(1));
            }
            b"Tm" => {
                if let Some(numbers) = numbers(operands) {
                    self.position.set(Matrix::new(numbers));
                }
            }
            b"T*" => self.position.next_line(0.0, -self.state.leading),
            b"Tj" => self.show_all(operands),
            b"TJ" => {
                if let Some(Object::Array(items)) = operands.first() {
                    self.file.budget.spend(items.len());
                    self.show_all(items);
                }
            }
            b"'" => {
                self.position.next_line(0.0, -self.state.leading);
                self.show_all(operands);
            }
            b"\"" => {
                self.state.word_space = number(0);
                self.state.char_space = number(1);
                self.position.next_line(0.0, -self.state.leading);
                self.show_all(operands.get(2..).unwrap_or_default());
            }
            _ => {}
        }
    }

    /// Shows strings, with adjustments between them.
    fn show_all(&mut self, items: &[Object]) {
        let marking = Marking {
            number: self.marks.iter().rev().find_map(|mark| mark.number),
            is_artifact: self.marks.iter().any(|mark| mark.is_artifact),
            is_hidden: false,
        };
        let is_off = self.marks.iter().any(|mark| mark.is_hidden);
        for item in items {
            match item {
                Object::String(string) if !is_off => {
                    let budget = &self.file.budget;
                    let is_whole = budget.spend(string.len())
                        && text::show(
                            &self.state,
                            &mut self.position,
                            string,
                            marking,
                            &mut self.sheet,
                        );
                    if !is_whole {
                        budget.exhaust();
                        return;
                    }
                }
                other => {
                    if let Some(amount) = other.number() {
                        text::adjust(&self.state, &mut self.position, amount);
                    }
                }
            }
        }
    }

    fn set_font(&mut self, operands: &[Object], resources: &Rc<Dict>) {
        let [name, size] = operands else { return };
        self.state.size = size.number().unwrap_or(0.0);
        let object = resource(self.file, resources, "Font", name.name().unwrap_or_default());
        self.state.font = self.fonts.font(self.file, &object);
    }

    /// Takes the font from a dictionary of graphics state parameters.
    fn apply(&mut self, operands: &[Object], resources: &Rc<Dict>) {
        let name = operands.first().and_then(Object::name).unwrap_or_default();
        let parameters = self.file.resolve(&resource(self.file, resources, "ExtGState", name));
        let Some(dict) = parameters.dict() else { return };
        let font = self.file.get(dict, "Font");
        if let Some([font, size]) = font.array() {
            self.state.font = self.fonts.font(self.file, font);
            self.state.size = self.file.resolve(size).number().unwrap_or(0.0);
        }
    }

    fn draw(&mut self, operands: &[Object], resources: &Rc<Dict>) {
        let name = operands.first().and_then(Object::name).unwrap_or_default();
        let object = self.file.resolve(&resource(self.file, resources, "XObject", name));
        let Some(stream) = object.stream() else { return };
        if self.fonts.is_hidden(self.file, stream.dict.raw("OC")) {
            return;
        }
        if self.file.get(&stream.dict, "Subtype").is_name("Form") {
            self.draw_form(stream, resources);
        } else {
            let matrix = self.state.matrix;
            let area = (matrix.a * matrix.d - matrix.b * matrix.c).abs();
            let share = area / (self.sheet.width * self.sheet.height).max(1.0);
            self.sheet.picture = self.sheet.picture.max(share);
        }
    }

    fn draw_form(&mut self, stream: &Rc<Stream>, outer: &Rc<Dict>) {
        if self.depth >= DEEPEST_FORM || !self.file.budget.spend(64) {
            return;
        }
        let Some(data) = self.file.data(stream) else { return };
        let matrix = self.file.get(&stream.dict, "Matrix");
        let saved = (self.state.clone(), self.position, self.marks.len());
        let states = std::mem::take(&mut self.states);
        if let Some(numbers) = matrix.array().and_then(numbers) {
            self.state.matrix = Matrix::new(numbers).then(self.state.matrix);
        }
        let own = self.file.get(&stream.dict, "Resources");
        self.depth += 1;
        self.run(&data, own.dict().unwrap_or(outer));
        self.depth -= 1;
        self.states = states;
        (self.state, self.position) = (saved.0, saved.1);
        self.marks.truncate(saved.2);
    }

    fn mark(&mut self, operands: &[Object], resources: &Rc<Dict>) {
        if self.marks.len() >= MOST_STATES {
            return;
        }
        let tag = operands.first().and_then(Object::name).unwrap_or_default();
        let raw = match operands.get(1) {
            Some(Object::Name(name)) => resource(self.file, resources, "Properties", name),
            Some(other) => other.clone(),
            None => Object::Null,
        };
        let properties = self.file.resolve(&raw).dict().cloned().unwrap_or_default();
        let actual = self.file.get(&properties, "ActualText");
        let actual = actual.string().map(|text| (text_string(text), self.sheet.glyphs.len()));
        let number = self.file.get(&properties, "MCID").size();
        self.marks.push(Mark {
            number: number.and_then(|number| u32::try_from(number).ok()),
            is_artifact: tag == b"Artifact",
            is_hidden: tag == b"OC" && self.fonts.is_hidden(self.file, &raw),
            actual,
        });
    }

    fn unmark(&mut self) {
        let Some(mark) = self.marks.pop() else { return };
        if let Some((text, first)) = mark.actual {
            marks::replace(&mut self.sheet, &text, first);
        }
    }

    fn draw_path(&mut self, word: &[u8], operands: &[Object]) {
        let matrix = self.state.matrix;
        let last = operands.len().saturating_sub(2);
        let point = |index: usize| operands.get(index).and_then(Object::number).unwrap_or(0.0);
        match word {
            b"l" => self.path.line_to(matrix, point(0), point(1)),
            b"re" => {
                self.path.rectangle(matrix, [point(0), point(1), point(2), point(3)]);
            }
            _ => self.path.move_to(matrix, point(last), point(last + 1)),
        }
    }
}

/// Six numbers.
fn numbers(operands: &[Object]) -> Option<[f64; 6]> {
    let mut numbers = [0.0; 6];
    for (slot, operand) in numbers.iter_mut().zip(operands) {
        *slot = operand.number()?;
    }
    (operands.len() >= 6).then_some(numbers)
}

/// Skips a picture inside the content (ISO 32000-2, 8.9.7): its data ends at an `EI` between
/// white space that text follows.
fn skip_picture(parser: &mut Parser<'_>) {
    while let Some(item) = parser.item() {
        if item == Item::Word(b"ID") {
            break;
        }
    }
    let rest = parser.lexer.rest();
    let is_end = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| rest.get(before));
        let after = rest.get(at + 2..(at + 12).min(rest.len())).unwrap_or_default();
        let is_text = |byte: &u8| matches!(byte, 9 | 10 | 13 | 32..=126);
        before.is_some_and(u8::is_ascii_whitespace)
            && after.first().is_none_or(u8::is_ascii_whitespace)
            && after.iter().all(is_text)
    };
    let end = memchr::memmem::find_iter(rest, b"EI").find(is_end);
    parser.lexer.seek(parser.lexer.at() + end.map_or(rest.len(), |end| end + 2));
}
