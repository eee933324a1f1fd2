//! What the classes say of whole sentences, in English and Chinese.

mod duties;
mod pairs;
mod passages;
mod values;
