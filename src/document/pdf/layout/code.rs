//! Preformatted lines: indents rebuilt from places.

use super::line::Line;
use super::measures::Measures;

/// Most blank lines between two lines.
const MOST_BLANK: usize = 2;

/// The text of preformatted lines, and the offsets where pages begin in it.
pub(super) fn text(lines: &[Line], measures: &Measures) -> (String, Vec<(usize, usize)>) {
    let mut text = String::new();
    let mut breaks = Vec::new();
    for part in lines.chunk_by(|one, next| one.page == next.page && next.y > one.y) {
        let left = part.iter().map(|line| line.x0).fold(f64::INFINITY, f64::min);
        let mut above: Option<&Line> = None;
        for line in part {
            if let Some(above) = above {
                let steps = (line.y - above.y) / measures.leading(line.size);
                text.extend(std::iter::repeat_n('\n', count(steps - 0.5).min(MOST_BLANK)));
            }
            above = Some(line);
            let start = text.len();
            let pitch = line.cells.first().map_or(6.0, |cell| cell.pitch).max(0.5);
            let mut column = 0;
            for cell in &line.cells {
                let at = count((cell.x0 - left) / pitch + 0.5).min(400);
                let least = usize::from(text.len() > start);
                let spaces = at.saturating_sub(column).max(least);
                text.extend(std::iter::repeat_n(' ', spaces));
                text.push_str(&cell.text);
                column = column + spaces + cell.text.chars().count();
            }
            text.push('\n');
        }
        let next = part.first().map_or(0, |line| line.page);
        breaks.push((next, text.len()));
    }
    (text, starts(&breaks))
}

/// From the ends of parts to the offsets where later pages begin.
fn starts(ends: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let pairs = ends.iter().zip(ends.iter().skip(1));
    pairs.filter(|(one, next)| one.0 != next.0).map(|(one, next)| (next.0, one.1)).collect()
}

/// The whole steps in a number, 0 for negative ones.
fn count(number: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, which is as good"
    )]
    {
        number.floor() as usize
    }
}
