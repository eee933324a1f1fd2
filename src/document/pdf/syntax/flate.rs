//! Flate (RFC 1950): deflated data, as much of it as is sound.

use flate2::Decompress;
use flate2::FlushDecompress;
use flate2::Status;

/// How much is unpacked at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// Inflates at most `most` bytes; what comes before an error counts. The second value tells whether
/// there is more than that.
pub(super) fn inflate(data: &[u8], most: usize) -> (Vec<u8>, bool) {
    let (unpacked, has_more) = run(data, most, true);
    if !unpacked.is_empty() || data.is_empty() {
        return (unpacked, has_more);
    }
    // A broken or missing header: the deflated data may still be sound.
    let (raw, has_more) = run(data.get(2..).unwrap_or_default(), most, false);
    if raw.is_empty() { run(data, most, false) } else { (raw, has_more) }
}

fn run(data: &[u8], most: usize, has_header: bool) -> (Vec<u8>, bool) {
    let mut inflater = Decompress::new(has_header);
    let mut unpacked = Vec::new();
    let mut chunk = vec![0; CHUNK_BYTES.min(data.len().saturating_mul(8).max(512))];
    loop {
        let (read, written) = (inflater.total_in(), inflater.total_out());
        let rest = usize::try_from(read).ok().and_then(|read| data.get(read..));
        let status =
            inflater.decompress(rest.unwrap_or_default(), &mut chunk, FlushDecompress::None);
        let new = usize::try_from(inflater.total_out() - written).unwrap_or(0);
        unpacked.extend_from_slice(chunk.get(..new).unwrap_or_default());
        if unpacked.len() > most {
            unpacked.truncate(most);
            return (unpacked, true);
        }
        let is_stuck = inflater.total_in() == read && new == 0;
        if is_stuck || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            return (unpacked, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::inflate;

    fn deflate(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_comes_before_an_error_counts() {
        let text: Vec<u8> =
            (0..5000_u32).flat_map(|n| (n * 7919).to_string().into_bytes()).collect();
        let packed = deflate(&text);
        let (whole, has_more) = inflate(&packed, 1 << 20);
        assert_eq!((whole.as_slice(), has_more), (text.as_slice(), false));
        let (head, _) = inflate(&packed[..packed.len() / 2], 1 << 20);
        assert!(head.len() > 1000 && text.starts_with(&head));
    }

    #[test]
    fn a_bomb_is_cut() {
        let (head, has_more) = inflate(&deflate(&vec![0; 10 << 20]), 1000);
        assert_eq!((head.len(), has_more), (1000, true));
    }
}
