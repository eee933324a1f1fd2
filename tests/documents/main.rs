//! Documents in formats that are not their own text: what is read from them, whole or damaged.

#[path = "../support/mutation.rs"]
mod mutation;
#[path = "../support/numbers.rs"]
mod numbers;
#[path = "../support/pdf.rs"]
mod support;

mod mutations;
mod office;
mod pdf;
