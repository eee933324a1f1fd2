//! Documents in formats that are not their own text: what is read from them, whole or damaged.

#[cfg(test)]
#[path = "../support/mutation.rs"]
mod mutation;
#[cfg(test)]
#[path = "../support/numbers.rs"]
mod numbers;
#[cfg(test)]
#[path = "../support/pdf.rs"]
mod support;

#[cfg(test)]
mod mutations;
#[cfg(test)]
mod office;
#[cfg(test)]
mod pdf;
