//! What the elements around each line show, as columns of small numbers.

use std::collections::HashMap;

use super::frame::Frame;
use super::frame::LEVELS;
use super::frame::Place;
use super::frame::Sums;
use super::hints::Part;
use super::tags::Tag;
use super::title;
use crate::analysis::noise::around::since;
use crate::analysis::noise::columns::Columns;
use crate::analysis::noise::columns::clip;
use crate::analysis::noise::columns::scale;
use crate::analysis::noise::columns::share;
use crate::analysis::noise::facts::count;
use crate::analysis::noise::page::Page;
use crate::document::Document;

/// Adds everything that the elements show of a page's lines.
pub(super) fn add(columns: &mut Columns, document: &Document<'_>, page: &Page, frame: &Frame) {
    let rows = frame.rows.len();
    add_rows(columns, frame);
    add_around(columns, frame);
    for level in 0..LEVELS {
        add_level(columns, frame, level);
    }
    add_looks(columns, frame);
    add_core(columns, page, frame);
    let title = title::likeness(document, page);
    let has_heading = |row: usize| owner(frame, row).tags.has(Tag::Heading);
    let is_heading: Vec<bool> = (0..rows).map(has_heading).collect();
    let is_title: Vec<bool> = title.iter().map(|likeness| *likeness > 1).collect();
    columns.add("title_likeness", 1, &title);
    columns.add("since_title", 0, &since(&is_title));
    columns.add("since_heading", 0, &since(&is_heading));
    add_page(columns, frame);
}

fn owner(frame: &Frame, row: usize) -> &Place {
    frame.place(frame.owner(row))
}

fn each(frame: &Frame, value: impl Fn(&Place) -> u8) -> Vec<u8> {
    frame.rows.iter().map(|row| value(frame.place(row.owner))).collect()
}

fn add_rows(columns: &mut Columns, frame: &Frame) {
    let rows = &frame.rows;
    let linked: Vec<u8> = rows.iter().map(|row| share(row.linked, row.bytes)).collect();
    let links: Vec<u8> = rows.iter().map(|row| clip(row.links)).collect();
    columns.add("linked", 3, &linked);
    columns.add("links", 1, &links);
    columns.add("tag", 2, &each(frame, |place| place.tag as u8));
}

/// A weight of names as a byte; 128 is none.
fn weight(hundredths: i32) -> u8 {
    clip((hundredths / 8 + 128).clamp(1, 255).unsigned_abs())
}

fn add_around(columns: &mut Columns, frame: &Frame) {
    for (name, tag) in Tag::ALL {
        columns.add(name, 0, &each(frame, |place| u8::from(place.tags.has(tag))));
    }
    for (name, part) in Part::ALL {
        columns.add(name, 0, &each(frame, |place| u8::from(place.parts.has(part))));
    }
    columns.add("name_weight", 2, &each(frame, |place| weight(place.weight)));
    columns.add("name_lowest", 0, &each(frame, |place| weight(place.lowest)));
    columns.add("name_highest", 1, &each(frame, |place| weight(place.highest)));
    columns.add("depth", 1, &each(frame, |place| clip(place.depth)));
    columns.add("lists", 0, &each(frame, |place| clip(place.lists)));
}

/// Names of the columns of one level.
type LevelNames = [&'static str; 12];

const LEVEL_NAMES: [LevelNames; LEVELS] = [
    [
        "l0_linked",
        "l0_rows",
        "l0_width",
        "l0_prose",
        "l0_part",
        "l0_place",
        "l0_from_end",
        "l0_weight",
        "l0_own",
        "l0_commas",
        "l0_headings",
        "l0_tag",
    ],
    [
        "l1_linked",
        "l1_rows",
        "l1_width",
        "l1_prose",
        "l1_part",
        "l1_place",
        "l1_from_end",
        "l1_weight",
        "l1_own",
        "l1_commas",
        "l1_headings",
        "l1_tag",
    ],
    [
        "l2_linked",
        "l2_rows",
        "l2_width",
        "l2_prose",
        "l2_part",
        "l2_place",
        "l2_from_end",
        "l2_weight",
        "l2_own",
        "l2_commas",
        "l2_headings",
        "l2_tag",
    ],
    [
        "l3_linked",
        "l3_rows",
        "l3_width",
        "l3_prose",
        "l3_part",
        "l3_place",
        "l3_from_end",
        "l3_weight",
        "l3_own",
        "l3_commas",
        "l3_headings",
        "l3_tag",
    ],
    [
        "l4_linked",
        "l4_rows",
        "l4_width",
        "l4_prose",
        "l4_part",
        "l4_place",
        "l4_from_end",
        "l4_weight",
        "l4_own",
        "l4_commas",
        "l4_headings",
        "l4_tag",
    ],
];

/// A number on a logarithmic scale, fine for small ones.
fn steps(number: u32) -> u8 {
    clip(if number < 16 {
        number
    } else {
        4 * number.ilog2() + (number >> (number.ilog2() - 2) & 3)
    })
}

fn add_level(columns: &mut Columns, frame: &Frame, level: usize) {
    let Some(names) = LEVEL_NAMES.get(level) else { return };
    let whole = frame.place(0).sums;
    let mut values: [Vec<u8>; 12] = std::array::from_fn(|_| Vec::with_capacity(frame.rows.len()));
    for row in 0..frame.rows.len() {
        let id = frame.levels(row).get(level).copied().unwrap_or_default();
        let place = frame.place(id);
        let sums = &place.sums;
        let number = count(row);
        let own = [
            share(sums.linked, sums.width),
            steps(sums.rows),
            scale(sums.width.checked_div(sums.rows).unwrap_or(0)),
            share(sums.prose, sums.width),
            share(sums.prose, whole.prose),
            steps(number.saturating_sub(sums.first)),
            steps(sums.after.saturating_sub(number)),
            weight(place.weight),
            weight(frame.place(place.outer).own_weight),
            share(sums.commas.saturating_mul(20), sums.width),
            share(sums.headings, sums.rows),
            frame.place(place.outer).tag as u8,
        ];
        for (values, own) in values.iter_mut().zip(own) {
            values.push(own);
        }
    }
    for (name, values) in names.iter().zip(&values) {
        columns.add(name, 0, values);
    }
}

/// What elements that look alike hold together.
#[derive(Debug, Clone, Copy, Default)]
struct Alike {
    count: u32,
    sums: Sums,
}

impl Alike {
    fn add(&mut self, sums: &Sums) {
        self.count += 1;
        self.sums.rows = self.sums.rows.saturating_add(sums.rows);
        self.sums.width = self.sums.width.saturating_add(sums.width);
        self.sums.linked = self.sums.linked.saturating_add(sums.linked);
        self.sums.prose = self.sums.prose.saturating_add(sums.prose);
    }
}

/// What elements of the same name and hints hold, in the whole page and beside each other: a list
/// of teasers is made of many that look alike.
fn add_looks(columns: &mut Columns, frame: &Frame) {
    let mut looks: HashMap<u64, Alike> = HashMap::new();
    let mut siblings: HashMap<(usize, u64), Alike> = HashMap::new();
    for place in frame.places.iter().skip(1) {
        looks.entry(place.look).or_default().add(&place.sums);
        siblings.entry((place.parent, place.look)).or_default().add(&place.sums);
    }
    let unit = |row: usize, level: usize| {
        let id = frame.levels(row).get(level).copied().unwrap_or_default();
        frame.place(frame.place(id).outer)
    };
    let names = [
        ["look0_count", "look0_linked", "look0_prose", "look0_width"],
        ["look1_count", "look1_linked", "look1_prose", "look1_width"],
    ];
    let sibling_names = [
        ["beside0_count", "beside0_linked", "beside0_prose", "beside0_width"],
        ["beside1_count", "beside1_linked", "beside1_prose", "beside1_width"],
    ];
    for level in 0..2 {
        let of_look = |row| looks.get(&unit(row, level).look).copied().unwrap_or_default();
        let of_siblings = |row| {
            let place = unit(row, level);
            siblings.get(&(place.parent, place.look)).copied().unwrap_or_default()
        };
        if let (Some(names), Some(beside)) = (names.get(level), sibling_names.get(level)) {
            add_alike(columns, names, (0..frame.rows.len()).map(of_look));
            add_alike(columns, beside, (0..frame.rows.len()).map(of_siblings));
        }
    }
}

fn add_alike(columns: &mut Columns, names: &[&'static str; 4], each: impl Iterator<Item = Alike>) {
    let all: Vec<Alike> = each.collect();
    let values: [fn(&Alike) -> u8; 4] = [
        |alike| steps(alike.count),
        |alike| share(alike.sums.linked, alike.sums.width),
        |alike| share(alike.sums.prose, alike.sums.width),
        |alike| scale(alike.sums.width.checked_div(alike.count).unwrap_or(0)),
    ];
    for (name, value) in names.iter().zip(values) {
        columns.add(name, 0, &all.iter().map(value).collect::<Vec<u8>>());
    }
}

/// Where each line stands to the part of the page with most of the running text.
fn add_core(columns: &mut Columns, page: &Page, frame: &Frame) {
    let whole = frame.place(0).sums;
    let bottom = frame.core.len().saturating_sub(1);
    let core = frame.core.last().map_or(whole, |id| frame.place(*id).sums);
    let branch = |value: &dyn Fn(usize, &Place, usize) -> u8| -> Vec<u8> {
        let each = frame.branches.iter().enumerate();
        each.map(|(row, (level, id))| value(row, frame.place(*id), *level)).collect()
    };
    let values: [(&'static str, Vec<u8>); 9] = [
        ("core_hops", branch(&|_, _, level| clip(count(bottom.saturating_sub(level))))),
        ("branch_prose", branch(&|_, place, _| share(place.sums.prose, whole.prose))),
        ("branch_dense", branch(&|_, place, _| share(place.sums.prose, place.sums.width))),
        ("branch_linked", branch(&|_, place, _| share(place.sums.linked, place.sums.width))),
        ("branch_rows", branch(&|_, place, _| steps(place.sums.rows))),
        ("branch_weight", branch(&|_, place, _| weight(place.weight))),
        ("branch_tag", branch(&|_, place, _| place.tag as u8)),
        ("below_core", branch(&|row, _, _| steps((count(row) + 1).saturating_sub(core.after)))),
        ("above_core", branch(&|row, _, _| steps(core.first.saturating_sub(count(row))))),
    ];
    for (name, values) in values {
        columns.add(name, 0, &values);
    }
    let rows = page.lines.len();
    columns.add("core_prose", 0, &vec![share(core.prose, whole.prose); rows]);
    columns.add("core_linked", 0, &vec![share(core.linked, core.width); rows]);
    columns.add("core_rows", 0, &vec![steps(core.rows); rows]);
    let from_first = |row: usize| steps(count(row).saturating_sub(core.first));
    columns.add("in_core_rows", 0, &(0..rows).map(from_first).collect::<Vec<u8>>());
}

/// What the page as a whole is like.
fn add_page(columns: &mut Columns, frame: &Frame) {
    let rows = frame.rows.len();
    let whole = frame.place(0).sums;
    let tagged = |tag: Tag| {
        let of_tag = frame.places.iter().filter(|place| place.tag == tag);
        steps(count(of_tag.count()))
    };
    let values = [
        ("page_linked", share(whole.linked, whole.width)),
        ("page_prose", share(whole.prose, whole.width)),
        ("page_prose_rows", steps(whole.prose_rows)),
        ("page_rows", steps(whole.rows)),
        ("page_items", share(whole.items, whole.rows)),
        ("page_headings", share(whole.headings, whole.rows)),
        ("page_articles", tagged(Tag::Article)),
        ("page_mains", tagged(Tag::Main)),
        ("page_codes", tagged(Tag::Preformatted)),
        ("page_tables", tagged(Tag::Table)),
    ];
    for (name, value) in values {
        columns.add(name, 0, &vec![value; rows]);
    }
}
