//! The readers of stored files and of the configuration, as the tests and the fuzz targets call
//! them.

use std::path::Path;

use provenance::project::Config;
use provenance::record::AnalysisFile;
use provenance::record::FormatError;
use provenance::record::Run;
use provenance::record::Statement;

/// What a reader makes of bytes, written again.
pub(crate) type Rewrite = fn(&[u8]) -> Result<Vec<u8>, FormatError>;

pub(crate) fn rewrite_run(bytes: &[u8]) -> Result<Vec<u8>, FormatError> {
    Run::parse(bytes)?.to_bytes()
}

pub(crate) fn rewrite_analysis(bytes: &[u8]) -> Result<Vec<u8>, FormatError> {
    AnalysisFile::parse(bytes)?.to_bytes()
}

pub(crate) fn rewrite_statement(bytes: &[u8]) -> Result<Vec<u8>, FormatError> {
    Statement::parse(bytes)?.to_bytes()
}

/// Reads a configuration, or says why not; either is fine.
pub(crate) fn read_settings(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        drop(Config::parse(text, Path::new("provenance.toml")));
    }
}

/// Bytes are refused, or they are exactly what their meaning is written as.
pub(crate) fn assert_one_spelling(rewrite: Rewrite, bytes: &[u8]) {
    if let Ok(again) = rewrite(bytes) {
        assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(bytes));
    }
}
