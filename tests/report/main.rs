//! Views as people and programs see them, whole outputs against `tests/expected/`.

#[cfg(test)]
mod captures;
#[cfg(test)]
mod diffs;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod sarif;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod screens;
#[cfg(test)]
mod stories;
