//! The pages of a file, in order (ISO 32000-2, 7.7.3).

use std::collections::BTreeSet;
use std::rc::Rc;

use super::syntax::Dict;
use super::syntax::File;
use super::syntax::Object;

/// A rectangle in the space of the page, its corners in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

/// A page with what it inherits.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) dict: Rc<Dict>,
    pub(super) resources: Rc<Dict>,
    pub(super) area: Area,
    /// Quarter turns clockwise.
    pub(super) turns: u8,
}

/// What nodes of the page tree hand down.
#[derive(Debug, Clone, Default)]
struct Inherited {
    resources: Rc<Dict>,
    media: Option<Area>,
    crop: Option<Area>,
    rotate: i64,
}

/// US Letter, for pages that tell no size.
const LETTER: Area = Area { x0: 0.0, y0: 0.0, x1: 612.0, y1: 792.0 };

/// The first pages of the file, `most` of them. The second value tells whether there are more.
pub(super) fn pages(file: &File<'_>, most: usize) -> (Vec<Page>, bool) {
    let root = file.get(&file.catalog(), "Pages");
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    let mut pending = vec![(root, Inherited::default(), 0_usize)];
    while let Some((node, inherited, depth)) = pending.pop() {
        let Some(dict) = node.dict().cloned() else { continue };
        if !file.budget.spend(16) || depth > file.budget.depth {
            break;
        }
        let inherited = inherited.under(file, &dict);
        let kids = file.get(&dict, "Kids");
        let Some(kids) = kids.array().filter(|_| !file.get(&dict, "Type").is_name("Page")) else {
            if pages.len() == most {
                return (pages, true);
            }
            pages.push(inherited.page(dict));
            continue;
        };
        for kid in kids.iter().rev() {
            if kid.id().is_none_or(|id| seen.insert(id)) {
                pending.push((file.resolve(kid), inherited.clone(), depth + 1));
            }
        }
    }
    if pages.is_empty() {
        pages = scattered(file, most);
    }
    (pages, false)
}

/// The pages of a file whose page tree is lost, in the order of their numbers.
fn scattered(file: &File<'_>, most: usize) -> Vec<Page> {
    let page = |number: u32| {
        let object = file.object(number);
        let dict = object.dict().filter(|dict| dict.raw("Type").is_name("Page"))?.clone();
        Some(Inherited::default().under(file, &dict).page(dict))
    };
    file.numbers().into_iter().filter_map(page).take(most).collect()
}

impl Inherited {
    fn under(&self, file: &File<'_>, dict: &Dict) -> Self {
        let area = |key| area(file, &file.get(dict, key));
        Self {
            resources: file.get(dict, "Resources").dict().unwrap_or(&self.resources).clone(),
            media: area("MediaBox").or(self.media),
            crop: area("CropBox").or(self.crop),
            rotate: file.get(dict, "Rotate").int().unwrap_or(self.rotate),
        }
    }

    fn page(self, dict: Rc<Dict>) -> Page {
        let media = self.media.unwrap_or(LETTER);
        let area = self.crop.map_or(media, |crop| crop.within(media));
        let turns = u8::try_from(self.rotate.rem_euclid(360) / 90).unwrap_or(0);
        Page { dict, resources: self.resources, area, turns }
    }
}

impl Area {
    pub(super) fn width(self) -> f64 {
        self.x1 - self.x0
    }

    pub(super) fn height(self) -> f64 {
        self.y1 - self.y0
    }

    /// The part inside another area; that area when there is none.
    fn within(self, other: Self) -> Self {
        let common = Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        };
        if common.width() > 0.0 && common.height() > 0.0 { common } else { other }
    }
}

/// A rectangle; `None` when it is none or empty.
fn area(file: &File<'_>, object: &Object) -> Option<Area> {
    let corner = |index: usize| file.resolve(object.array()?.get(index)?).number();
    let (x0, y0, x1, y1) = (corner(0)?, corner(1)?, corner(2)?, corner(3)?);
    let area = Area { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) };
    let is_sound = |length: f64| length > 0.0 && length < 1e6;
    (is_sound(area.width()) && is_sound(area.height())).then_some(area)
}
