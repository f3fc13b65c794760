//! The style sheet and the script, carried in the binary and named by their content, so that a browser keeps them for a year.
//!
//! Never: a path of the disk, anything that a person uploaded.
//! Truth: `ui/dist`, built by `cargo xtask`; where it was not built, pages work without style.
use std::borrow::Cow;
use std::sync::LazyLock;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Built;

/// Where the style sheet is: its address changes when it does.
pub static STYLE: LazyLock<String> = LazyLock::new(|| address("app.css"));
/// Where the script is.
pub static SCRIPT: LazyLock<String> = LazyLock::new(|| address("app.js"));

/// The mark of the site in a browser's tab.
pub const FAVICON: &str = include_str!("favicon.svg");

/// A file that pages need.
#[derive(Debug, Clone)]
pub struct Asset {
    /// What it is, such as `text/css`.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

/// The file of this name, whatever mark its address had: a page may be older than we are.
#[must_use]
pub fn find(name: &str) -> Option<Asset> {
    let file = Built::get(name)?;
    Some(Asset { media_type: file.metadata.mimetype().to_owned(), bytes: file.data })
}

fn address(name: &str) -> String {
    let mark = Built::get(name).map_or_else(|| "none".to_owned(), |file| mark(&file.metadata.sha256_hash()));
    format!("/assets/{mark}/{name}")
}

/// The first six bytes of the hash, in letters that an address may hold.
fn mark(hash: &[u8; 32]) -> String {
    let mut mark = String::with_capacity(12);
    for nibble in hash.iter().take(6).flat_map(|byte| [byte >> 4, byte & 15]) {
        mark.extend(char::from_digit(u32::from(nibble), 16));
    }
    mark
}
