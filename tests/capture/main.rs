//! Capture: documents from the network, from files and from web archives, against a server of our
//! own that answers well and badly.

#[cfg(test)]
mod add;
#[cfg(test)]
mod archive;
#[cfg(test)]
mod bodies;
#[cfg(test)]
mod fetch;
#[cfg(test)]
mod files;
#[cfg(test)]
#[path = "../cli/project.rs"]
#[allow(dead_code, reason = "the harness is shared with the tests of the command line")]
mod project;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod server;
