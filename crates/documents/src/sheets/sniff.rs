//! What a file is, by its first bytes and never by its name.
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Found, Limits, SheetError, What};

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Separated text.
    Text,
    /// A zip with XML inside.
    Package,
    /// An OLE compound file.
    Compound,
}

/// How many bytes tell what a file is.
const HEAD_BYTES: u64 = 4096;

const SIGNATURES: [(&[u8], Found); 15] = [
    (b"%PDF", Found::Pdf),
    (b"\x89PNG", Found::Picture),
    (b"\xFF\xD8\xFF", Found::Picture),
    (b"GIF8", Found::Picture),
    (b"II*\x00", Found::Picture),
    (b"MM\x00*", Found::Picture),
    (b"RIFF", Found::Picture),
    (b"BM", Found::Picture),
    (b"{\\rtf", Found::WordDocument),
    (b"Rar!", Found::Archive),
    (b"7z\xBC\xAF\x27\x1C", Found::Archive),
    (b"\x1F\x8B", Found::Archive),
    (b"<!DOCTYPE HTML", Found::WebPage),
    (b"<HTML", Found::WebPage),
    (b"<?XML", Found::Xml),
];

pub(super) fn sniff(path: &Path, limits: &Limits) -> Result<Format, SheetError> {
    let file = File::open(path)?;
    if file.metadata()?.len() > limits.file_bytes {
        return Err(SheetError::TooLarge { what: What::File, limit: limits.file_bytes, row: 0 });
    }
    let mut head = Vec::new();
    file.take(HEAD_BYTES).read_to_end(&mut head)?;
    match &head[..] {
        [] => Err(SheetError::NotASheet { found: Found::Nothing }),
        [b'P', b'K', 3, 4, ..] => Ok(Format::Package),
        [b'P', b'K', 5, 6, ..] => Err(SheetError::NotASheet { found: Found::Archive }),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Ok(Format::Compound),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Err(SheetError::WrongEncoding { seems: Some("UTF-16"), line: 1 }),
        head => text(head),
    }
}

/// Text, unless it is a page, a picture, or full of zeros.
fn text(head: &[u8]) -> Result<Format, SheetError> {
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    for (signature, found) in SIGNATURES {
        let letters = signature.starts_with(b"<");
        let start = bare.get(..signature.len()).unwrap_or_default();
        let same = if letters { start.eq_ignore_ascii_case(signature) } else { start == signature };
        // A table may begin with the letters BM; a bitmap has zeros in its first bytes.
        if same && (signature != b"BM" || head.contains(&0)) {
            return Err(SheetError::NotASheet { found });
        }
    }
    let lower = bare.to_ascii_lowercase();
    if lower.starts_with(b"<") && [&b"<table"[..], b"<body", b"<meta"].iter().any(|tag| holds(&lower, tag)) {
        return Err(SheetError::NotASheet { found: Found::WebPage });
    }
    if !head.contains(&0) {
        Ok(Format::Text)
    } else if is_wide(head) {
        Err(SheetError::WrongEncoding { seems: Some("UTF-16"), line: 1 })
    } else {
        Err(SheetError::NotASheet { found: Found::Binary })
    }
}

fn holds(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

/// Zeros only at odd or only at even places, as ASCII in UTF-16 has them.
fn is_wide(head: &[u8]) -> bool {
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).any(|byte| *byte == 0);
    zeros(0) != zeros(1)
}
