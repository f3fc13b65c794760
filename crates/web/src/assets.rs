//! The style sheet and the script, carried in the binary and named by their content, so that a browser keeps them for a year.
//!
//! Never: a path of the disk, anything that a person uploaded.
//! Truth: `ui/dist`, built by `cargo xtask`; where it was not built, pages work without style.
use std::sync::LazyLock;

use axum::extract::RawPathParams;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Built;

/// Where the style sheet is: its address changes when it does.
pub static STYLE: LazyLock<String> = LazyLock::new(|| address("app.css"));
/// Where the script is.
pub static SCRIPT: LazyLock<String> = LazyLock::new(|| address("app.js"));

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

/// `GET /assets/{mark}/{name}`. The mark is for the browser only: an old one still answers, since a page may be older than we are.
pub(crate) fn serve(params: &RawPathParams) -> Response {
    let name = params.iter().find(|(key, _)| *key == "name").map_or("", |(_, name)| name);
    let Some(file) = Built::get(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind =
        HeaderValue::from_str(file.metadata.mimetype()).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let keep = HeaderValue::from_static("public, max-age=31536000, immutable");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], file.data.into_owned()).into_response()
}
