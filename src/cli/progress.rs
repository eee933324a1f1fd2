//! Progress bars on standard error, for work that takes longer than a moment.

use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressStyle;

use crate::project::Progress;

/// A bar that appears when a step takes longer than a second, and only on a terminal.
#[derive(Debug, Default)]
pub(super) struct Bar(Mutex<Option<ProgressBar>>);

impl Bar {
    fn with(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Progress for Bar {
    fn begin(&self, what: &'static str, total: u64) {
        if !io::stderr().is_terminal() {
            return;
        }
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len} {eta}");
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden())
            .with_style(style.unwrap_or_else(|_bad_template| ProgressStyle::default_bar()))
            .with_message(what);
        self.with(|held| *held = Some(bar));
    }

    fn advance(&self) {
        self.with(|held| {
            if let Some(bar) = held {
                bar.inc(1);
                if bar.is_hidden() && bar.elapsed() > Duration::from_secs(1) {
                    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(4));
                }
            }
        });
    }

    fn end(&self) {
        self.with(|held| {
            if let Some(bar) = held.take() {
                bar.finish_and_clear();
            }
        });
    }

    fn wait(&self, holder: &str) {
        drop(writeln!(io::stderr(), "waiting: {holder} is writing to snapshots/"));
    }
}
