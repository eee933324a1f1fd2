//! Filters of streams (ISO 32000-2, 7.4).

use super::budget::Budget;
use super::flate::inflate;
use super::lexer::is_space;
use super::predictor::Predictor;
use super::predictor::predict;

/// The filters that give data; those of pictures give none that we could read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    Flate,
    Lzw { is_early: bool },
    Ascii85,
    AsciiHex,
    RunLength,
    Identity,
}

/// A filter with the prediction to undo after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stage {
    pub(super) filter: Filter,
    pub(super) predictor: Option<Predictor>,
}

/// Most bytes of one stream: growing it takes twice as many for a moment.
const MOST_STREAM_BYTES: usize = 48 << 20;

/// The filter of a name, long or short.
pub(super) fn filter(name: &[u8], is_early: bool) -> Option<Filter> {
    Some(match name {
        b"FlateDecode" | b"Fl" => Filter::Flate,
        b"LZWDecode" | b"LZW" => Filter::Lzw { is_early },
        b"ASCII85Decode" | b"A85" => Filter::Ascii85,
        b"ASCIIHexDecode" | b"AHx" => Filter::AsciiHex,
        b"RunLengthDecode" | b"RL" => Filter::RunLength,
        b"Crypt" => Filter::Identity,
        _ => return None,
    })
}

/// Undoes all filters, as far as the budget reaches.
pub(super) fn decode(mut data: Vec<u8>, stages: &[Stage], budget: &Budget) -> Vec<u8> {
    for stage in stages {
        let most = budget.unpackable().min(MOST_STREAM_BYTES);
        let (unpacked, is_cut) = match stage.filter {
            Filter::Flate => inflate(&data, most),
            Filter::Lzw { is_early } => lzw(&data, is_early, most),
            Filter::Ascii85 => (ascii85(&data), false),
            Filter::AsciiHex => (ascii_hex(&data), false),
            Filter::RunLength => run_length(&data, most),
            Filter::Identity => (data, false),
        };
        if is_cut {
            budget.exhaust();
        }
        budget.unpack(unpacked.len());
        data = match stage.predictor {
            Some(predictor) => predict(unpacked, predictor),
            None => unpacked,
        };
    }
    data
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u32> = digits.filter_map(|byte| char::from(*byte).to_digit(16)).collect();
    let byte = |pair: &[u32]| {
        let value = pair.first().unwrap_or(&0) * 16 + pair.get(1).unwrap_or(&0);
        u8::try_from(value).unwrap_or(0)
    };
    digits.chunks(2).map(byte).collect()
}

fn ascii85(data: &[u8]) -> Vec<u8> {
    let data = data.strip_prefix(b"<~").unwrap_or(data);
    let mut decoded = Vec::with_capacity(data.len() / 5 * 4);
    let mut group = 0_u32;
    let mut count = 0_u32;
    for byte in data.iter().copied().filter(|byte| !is_space(*byte)) {
        match byte {
            b'z' if count == 0 => decoded.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    decoded.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        decoded.extend(group.to_be_bytes().iter().take(usize::try_from(count - 1).unwrap_or(0)));
    }
    decoded
}

fn run_length(data: &[u8], most: usize) -> (Vec<u8>, bool) {
    let mut decoded = Vec::new();
    let mut rest = data;
    while let Some((length, after)) = rest.split_first() {
        rest = match length {
            0..=127 => {
                let (run, after) = after.split_at(after.len().min(usize::from(*length) + 1));
                decoded.extend_from_slice(run);
                after
            }
            128 => break,
            129..=255 => {
                let Some((byte, after)) = after.split_first() else { break };
                decoded.resize(decoded.len() + 257 - usize::from(*length), *byte);
                after
            }
        };
        if decoded.len() > most {
            return (decoded, true);
        }
    }
    (decoded, false)
}

/// The codes of LZW that are no strings.
const CLEAR: usize = 256;
const END: usize = 257;

fn lzw(data: &[u8], is_early: bool, most: usize) -> (Vec<u8>, bool) {
    // Each entry of the table is a stretch of what was decoded.
    let mut table: Vec<(usize, usize)> = Vec::with_capacity(4096);
    let mut decoded: Vec<u8> = Vec::new();
    let mut previous: Option<(usize, usize)> = None;
    let (mut bits, mut held, mut width) = (0_u32, 0_u32, 9_u32);
    for byte in data {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = usize::try_from((bits >> held) & ((1 << width) - 1)).unwrap_or(END);
        bits &= (1 << held) - 1;
        if code == END {
            break;
        }
        if code == CLEAR {
            table.clear();
            previous = None;
            width = 9;
            continue;
        }
        let start = decoded.len();
        if !append(&mut decoded, code, &table, previous) {
            break;
        }
        if let Some((from, length)) = previous
            && table.len() < 4096 - 258
        {
            table.push((from, length + 1));
        }
        previous = Some((start, decoded.len() - start));
        let next = table.len() + 258 + usize::from(is_early);
        width = match next {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
        if decoded.len() > most {
            return (decoded, true);
        }
    }
    (decoded, false)
}

/// Appends the string of a code; false for a code that has none.
fn append(
    decoded: &mut Vec<u8>,
    code: usize,
    table: &[(usize, usize)],
    previous: Option<(usize, usize)>,
) -> bool {
    if let Ok(byte) = u8::try_from(code) {
        decoded.push(byte);
        return true;
    }
    let entry = table.get(code - 258).copied();
    // The code about to be defined: the string before with its first byte again, which follows it.
    let next =
        previous.filter(|_| code - 258 == table.len()).map(|(from, length)| (from, length + 1));
    let Some((from, length)) = entry.or(next) else { return false };
    for at in from..from + length {
        let Some(byte) = decoded.get(at).copied() else { return false };
        decoded.push(byte);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::ascii_hex;
    use super::ascii85;
    use super::lzw;
    use super::run_length;

    #[test]
    fn ascii85_and_hexadecimal_are_read() {
        assert_eq!(ascii85(b"<~87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii85(b"87cUR\nD]i,\"Ebo7~>"), b"Hello World");
        assert_eq!(ascii_hex(b"48 65 6C6c 6F>zz"), b"Hello");
    }

    #[test]
    fn run_lengths_are_read() {
        assert_eq!(run_length(&[2, b'a', b'b', b'c', 253, b'x', 128, 9], 100).0, b"abcxxxx");
    }

    #[test]
    fn the_lzw_example_of_the_standard_is_read() {
        // ISO 32000-2, 7.4.4.2, example 1.
        let encoded = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(lzw(&encoded, true, 100).0, [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    }
}
