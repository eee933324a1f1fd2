//! Descriptions of interfaces and data in JSON and YAML: OpenAPI, AsyncAPI, JSON Schema.
//!
//! Owns reading JSON and YAML as values, telling the three apart by their own keys, and writing them
//! as text by path, operation, message and schema, in one order whatever the order of keys. Follows
//! no reference and checks nothing against the standards: what it does not know is written as it
//! stands. Start from `extract`.

mod asyncapi;
mod body;
mod bounds;
mod components;
mod extract;
mod fields;
mod info;
mod json;
mod kind;
mod message;
mod openapi;
mod operation;
mod parameter;
mod prose;
mod schema;
mod security;
mod shape;
mod sheet;
#[cfg(test)]
mod tests;
mod value;
mod yaml;

pub(super) use extract::Described;
pub(super) use extract::extract;
pub(super) use kind::begins_as;
