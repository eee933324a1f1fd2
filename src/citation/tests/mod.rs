//! What the room promises.

mod auditing;
mod following;
mod laws;
