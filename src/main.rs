//! The command `provenance`.

fn main() {}
