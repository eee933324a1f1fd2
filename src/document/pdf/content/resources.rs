//! Named resources of pages and forms (ISO 32000-2, 7.8.3).

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::rc::Rc;

use crate::document::pdf::font::Font;
use crate::document::pdf::syntax::Dict;
use crate::document::pdf::syntax::File;
use crate::document::pdf::syntax::Id;
use crate::document::pdf::syntax::Object;

/// How many fonts are kept before the memory is emptied.
const KEPT_FONTS: usize = 256;

/// Fonts that were loaded, for all pages, and the layers that are switched off.
#[derive(Debug)]
pub(crate) struct Fonts {
    loaded: HashMap<Id, Rc<Font>>,
    hidden_layers: BTreeSet<Id>,
}

impl Fonts {
    pub(crate) fn new(file: &File<'_>) -> Self {
        let properties = file.get(&file.catalog(), "OCProperties");
        let default = properties.dict().map(|dict| file.get(dict, "D"));
        let off = default.as_ref().and_then(Object::dict).map(|dict| file.get(dict, "OFF"));
        let off = off.as_ref().and_then(Object::array).unwrap_or_default();
        Self { loaded: HashMap::new(), hidden_layers: off.iter().filter_map(Object::id).collect() }
    }

    /// The font of an object, loaded once when it is a reference.
    pub(super) fn font(&mut self, file: &File<'_>, object: &Object) -> Option<Rc<Font>> {
        let id = object.id();
        if let Some(font) = id.and_then(|id| self.loaded.get(&id)) {
            return Some(Rc::clone(font));
        }
        let resolved = file.resolve(object);
        let font = Rc::new(Font::load(file, resolved.dict()?));
        if self.loaded.len() >= KEPT_FONTS {
            self.loaded.clear();
        }
        if let Some(id) = id {
            self.loaded.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    /// Whether a layer, or a group of layers, is switched off.
    pub(super) fn is_hidden(&self, file: &File<'_>, layer: &Object) -> bool {
        if self.hidden_layers.is_empty() {
            return false;
        }
        let is_off =
            |object: &Object| object.id().is_some_and(|id| self.hidden_layers.contains(&id));
        let resolved = file.resolve(layer);
        let members = resolved.dict().map(|dict| dict.raw("OCGs").clone()).unwrap_or(Object::Null);
        let is_group_off = match &members {
            Object::Array(members) => !members.is_empty() && members.iter().all(is_off),
            member => is_off(member),
        };
        is_off(layer) || is_group_off
    }
}

/// A resource of some kind, as it stands there.
pub(super) fn resource(file: &File<'_>, resources: &Dict, kind: &str, name: &[u8]) -> Object {
    let kind = file.get(resources, kind);
    kind.dict().map_or(Object::Null, |dict| dict.named(name).clone())
}
