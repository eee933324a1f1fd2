//! The entries of one object, taken one by one, so that none is forgotten.

use super::value::Value;
use super::value::sorted;

/// The entries of an object by their keys. Those that are known are taken by name; what is left is
/// told as it stands.
#[derive(Debug, Clone)]
pub(super) struct Fields<'v> {
    /// Sorted by key; `None` where it was taken.
    entries: Vec<(&'v str, Option<&'v Value>)>,
}

impl<'v> Fields<'v> {
    /// The entries of a map; `None` for other values.
    pub(super) fn of(value: &'v Value) -> Option<Self> {
        let Value::Map(entries) = value else { return None };
        let entries = sorted(entries).into_iter().map(|(key, value)| (key, Some(value))).collect();
        Some(Self { entries })
    }

    /// The value of a key, if `is_fit`. Of equal keys the last, which is the one that counts for
    /// most programs; the others are left.
    pub(super) fn take_if(
        &mut self,
        key: &str,
        is_fit: impl Fn(&Value) -> bool,
    ) -> Option<&'v Value> {
        let end = self.entries.partition_point(|(known, _)| *known <= key);
        let (known, value) = self.entries.get_mut(end.checked_sub(1)?)?;
        if *known != key || !value.is_some_and(is_fit) {
            return None;
        }
        value.take()
    }

    /// The value of a key, whatever it is.
    pub(super) fn take(&mut self, key: &str) -> Option<&'v Value> {
        self.take_if(key, |_| true)
    }

    /// A text, number or truth value, as people read it.
    pub(super) fn text(&mut self, key: &str) -> Option<&'v str> {
        self.take_if(key, |value| value.plain().is_some())?.plain()
    }

    /// The entries of an object.
    pub(super) fn map(&mut self, key: &str) -> Option<Self> {
        self.take_if(key, |value| matches!(value, Value::Map(_))).and_then(Self::of)
    }

    /// The values of a list.
    pub(super) fn list(&mut self, key: &str) -> Option<&'v [Value]> {
        match self.take_if(key, |value| matches!(value, Value::List(_)))? {
            Value::List(values) => Some(values),
            _ => None,
        }
    }

    /// The texts of a list of nothing else.
    pub(super) fn texts(&mut self, key: &str) -> Option<Vec<&'v str>> {
        let is_plain = |value: &Value| match value {
            Value::List(values) => values.iter().all(|value| value.plain().is_some()),
            _ => false,
        };
        match self.take_if(key, is_plain)? {
            Value::List(values) => Some(values.iter().filter_map(Value::plain).collect()),
            _ => None,
        }
    }

    /// Whether a truth value is there and true; false is what it is without being said.
    pub(super) fn flag(&mut self, key: &str) -> bool {
        let value = self.take_if(key, |value| matches!(value, Value::Bool(_)));
        matches!(value, Some(Value::Bool(true)))
    }

    /// Whether a key is there and was not taken yet.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys().any(|known| known == key)
    }

    /// The keys that were not taken.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'v str> {
        self.entries.iter().filter(|(_, value)| value.is_some()).map(|(key, _)| *key)
    }

    /// What was not taken, by key.
    pub(super) fn rest(self) -> impl Iterator<Item = (&'v str, &'v Value)> {
        self.entries.into_iter().filter_map(|(key, value)| Some((key, value?)))
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;
    use super::Value;

    #[test]
    fn what_is_not_taken_is_left_in_order() {
        let text = |text: &str| Value::Text(text.to_owned());
        let map = Value::Map(vec![
            ("b".to_owned(), text("first")),
            ("z".to_owned(), Value::Null),
            ("b".to_owned(), text("last")),
            ("a".to_owned(), Value::Bool(false)),
        ]);
        let mut fields = Fields::of(&map).unwrap();
        assert_eq!(fields.text("b"), Some("last"));
        assert_eq!((fields.text("b"), fields.text("z"), fields.flag("a")), (None, None, false));
        let rest: Vec<&str> = fields.rest().map(|(key, _)| key).collect();
        assert_eq!(rest, ["b", "z"]);
    }
}
