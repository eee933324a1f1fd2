//! Undoing the predictions of PNG and TIFF (ISO 32000-2, 7.4.4.4).

/// How data was predicted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Predictor {
    /// Whether each row tells its own PNG filter; else it is TIFF prediction.
    pub(super) is_png: bool,
    /// Bytes of a pixel, at least one.
    pub(super) pixel: usize,
    /// Bytes of a row.
    pub(super) row: usize,
}

/// Undoes the prediction.
pub(super) fn predict(mut data: Vec<u8>, predictor: Predictor) -> Vec<u8> {
    let Predictor { is_png, pixel, row } = predictor;
    if row == 0 {
        return data;
    }
    if !is_png {
        for line in data.chunks_mut(row) {
            for at in pixel..line.len() {
                let before = line.get(at - pixel).copied().unwrap_or(0);
                if let Some(byte) = line.get_mut(at) {
                    *byte = byte.wrapping_add(before);
                }
            }
        }
        return data;
    }
    let mut decoded = Vec::with_capacity(data.len());
    let mut above = vec![0; row];
    for line in data.chunks(row + 1) {
        let Some((kind, line)) = line.split_first() else { continue };
        let mut current = vec![0; row];
        unfilter(*kind, line, &above, (&mut current, pixel));
        decoded.extend_from_slice(current.get(..line.len()).unwrap_or_default());
        above = current;
    }
    decoded
}

/// Undoes the filter of one row (PNG, 9.2).
fn unfilter(kind: u8, line: &[u8], above: &[u8], (current, pixel): (&mut [u8], usize)) {
    for (at, byte) in line.iter().enumerate() {
        let side = at.checked_sub(pixel);
        let west = side.and_then(|side| current.get(side)).copied().unwrap_or(0);
        let north = above.get(at).copied().unwrap_or(0);
        let corner = side.and_then(|side| above.get(side)).copied().unwrap_or(0);
        let guess = match kind {
            1 => west,
            2 => north,
            3 => u8::try_from((u16::from(west) + u16::from(north)) / 2).unwrap_or(0),
            4 => paeth(west, north, corner),
            _ => 0,
        };
        if let Some(slot) = current.get_mut(at) {
            *slot = byte.wrapping_add(guess);
        }
    }
}

fn paeth(west: u8, north: u8, corner: u8) -> u8 {
    let guess = i16::from(west) + i16::from(north) - i16::from(corner);
    let distance = |byte: u8| (guess - i16::from(byte)).abs();
    if distance(west) <= distance(north) && distance(west) <= distance(corner) {
        west
    } else if distance(north) <= distance(corner) {
        north
    } else {
        corner
    }
}
