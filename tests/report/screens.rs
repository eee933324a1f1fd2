//! Screens to write to, and the expected outputs.

use std::io;
use std::io::Write;

use provenance::report::terminal::Palette;
use provenance::report::terminal::Screen;

pub(crate) const NARROW: Screen = Screen { width: 44, palette: Palette::Plain };
pub(crate) const PLAIN: Screen = Screen { width: 80, palette: Palette::Plain };
pub(crate) const WIDE: Screen = Screen { width: 120, palette: Palette::Plain };
pub(crate) const COLOUR: Screen = Screen { width: 80, palette: Palette::Ansi };

/// What a writer writes.
pub(crate) fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Compares an output with the expected one of that name; escape characters are shown as `␛`.
pub(crate) fn expect(name: &str, output: &str) {
    let settings = insta::Settings::clone_current();
    let mut settings = settings;
    settings.set_snapshot_path("../expected/report");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, output.replace('\u{1b}', "␛")));
}

/// Fails when a line is wider than the screen, unless it is a hint: that may hold a command to
/// copy, which is never cut.
pub(crate) fn expect_fits(output: &str, screen: &Screen) {
    for line in output.lines().filter(|line| !line.starts_with("  hint:")) {
        let width = unicode_width::UnicodeWidthStr::width(line);
        assert!(width <= screen.width, "{width} columns: {line}");
    }
}
