//! Views as people and programs see them, whole outputs against `tests/expected/`.

mod diffs;
mod hostile;
mod schemas;
mod screens;
mod stories;
