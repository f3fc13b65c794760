//! The browser of the journeys, and a Chinese face for its screenshots.
//! Never a browser that a test tool downloads for itself: the distribution's own is patched with the machine.
use std::path::PathBuf;

use crate::failure::Failure;
use crate::needs::debian;
use crate::place::{self, Place};
use crate::shell::Task;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser's program; installs what is missing.
pub(crate) fn ensure(place: &Place) -> Result<PathBuf, Failure> {
    if place::program(&NAMES, &[]).is_none() {
        debian::install(place, &["chromium", "fonts-noto-cjk"], "the browser journeys need Chromium")?;
    }
    if !chinese_face(place) {
        debian::install(place, &["fonts-noto-cjk", "fontconfig"], "screenshots need a Chinese face")?;
    }
    place::program(&NAMES, &[]).ok_or_else(|| Failure::Wrong("Chromium was installed but is not in PATH".to_owned()))
}

fn chinese_face(place: &Place) -> bool {
    let listed = Task::new(place, "fc-list").args(&[":lang=zh-cn", "family"]).read();
    listed.is_ok_and(|faces| !faces.trim().is_empty())
}
