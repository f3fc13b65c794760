//! The zip of a workbook, looked through before anything of it is believed: real sizes, not declared ones.
//!
//! Never: more than one chunk of any part in memory.
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use super::{Found, Limits, SheetError, What};

const CHUNK_BYTES: usize = 64 * 1024;
/// No workbook has more parts.
const MOST_PARTS: usize = 10_000;
/// `<si/>`: what each entry of the shared strings takes at the least. A larger count is a lie that reserves memory.
const STRING_BYTES: u64 = 5;
/// No register merges more cells; each is held in memory.
const MOST_MERGES: usize = 400_000;
/// A word may lie across two chunks.
const OVERLAP_BYTES: usize = 64;

/// What is worth knowing about a package that is safe to open.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    /// Whether any sheet has merged cells.
    pub(super) merged: bool,
}

/// Looks through all parts.
pub(super) fn inspect(path: &Path, limits: &Limits) -> Result<Facts, SheetError> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(SheetError::broken)?;
    if archive.len() > MOST_PARTS {
        return Err(SheetError::broken("too many parts"));
    }
    kind(&archive)?;
    let mut scan = Scan { limits, packed: 0, unpacked: 0, merges: 0 };
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(SheetError::broken)?;
        let name = part.name().map_err(SheetError::broken)?.to_ascii_lowercase().replace('\\', "/");
        scan.packed = scan.packed.saturating_add(part.compressed_size());
        scan.part(&name, part)?;
    }
    Ok(Facts { merged: scan.merges > 0 })
}

/// A workbook in XML, or what it is instead.
fn kind(archive: &ZipArchive<BufReader<File>>) -> Result<(), SheetError> {
    let names: BTreeSet<_> =
        archive.file_names().filter_map(Result::ok).map(|name| name.to_ascii_lowercase()).collect();
    let starts = |prefix: &str| names.iter().any(|name| name.starts_with(prefix));
    let found = if names.contains("xl/workbook.bin") {
        Found::BinaryWorkbook
    } else if starts("word/") {
        Found::WordDocument
    } else if starts("ppt/") {
        Found::Slides
    } else if names.contains("content.xml") {
        Found::OpenDocument
    } else if names.contains("[content_types].xml") || starts("xl/") {
        return Ok(());
    } else {
        Found::Archive
    };
    Err(SheetError::NotASheet { found })
}

struct Scan<'a> {
    limits: &'a Limits,
    /// Bytes of the parts begun so far.
    packed: u64,
    unpacked: u64,
    merges: usize,
}

impl Scan<'_> {
    fn part(&mut self, name: &str, mut part: impl Read) -> Result<(), SheetError> {
        let role = Role::of(name);
        let (mut buffer, mut text) = (vec![0; CHUNK_BYTES], Text::default());
        let mut size: u64 = 0;
        loop {
            let read = part.read(&mut buffer).map_err(SheetError::broken)?;
            let chunk = buffer.get(..read).unwrap_or_default();
            if chunk.is_empty() {
                break;
            }
            size = size.saturating_add(bytes(read));
            self.grown(bytes(read))?;
            self.look(role, &mut text, chunk)?;
            if role != Role::Sheet && size > self.limits.part_bytes {
                return Err(SheetError::too_large(What::Part, self.limits.part_bytes, 0));
            }
        }
        if text.promised > size.div_euclid(STRING_BYTES) {
            return Err(SheetError::broken("more shared strings are promised than there is room for"));
        }
        Ok(())
    }

    fn grown(&mut self, by: u64) -> Result<(), SheetError> {
        self.unpacked = self.unpacked.saturating_add(by);
        let dense = self.unpacked > Limits::RATIO_FROM
            && self.unpacked.checked_div(self.packed.max(1)).is_none_or(|ratio| ratio > self.limits.ratio);
        if dense || self.unpacked > self.limits.unpacked_bytes {
            return Err(SheetError::ZipBomb { packed: self.packed, unpacked: self.unpacked });
        }
        Ok(())
    }

    fn look(&mut self, role: Role, text: &mut Text, chunk: &[u8]) -> Result<(), SheetError> {
        if role == Role::Other {
            return Ok(());
        }
        // Entities take up to ten bytes a character; a longer run without any tag is one endless cell or attribute.
        let longest = self.limits.cell_chars.saturating_mul(16).max(CHUNK_BYTES);
        if text.run(chunk) > longest {
            return Err(SheetError::too_large(What::CellText, self.limits.cell_chars, 0));
        }
        match role {
            Role::Sheet => {
                self.merges = self.merges.saturating_add(text.words(chunk).matches("mergeCell ").count());
                if self.merges > MOST_MERGES {
                    return Err(SheetError::broken("too many merged cells"));
                }
            }
            Role::Strings => {
                let words = text.words(chunk);
                for after in words.split("uniqueCount").skip(1) {
                    text.promised = text.promised.max(promised(after));
                }
            }
            Role::Markup | Role::Other => {}
        }
        Ok(())
    }
}

/// What a part of a workbook is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Read cell by cell.
    Sheet,
    /// Held in memory, with a count that memory is reserved by.
    Strings,
    /// Held in memory.
    Markup,
    /// Pictures and the like, which are not read.
    Other,
}

impl Role {
    /// By its name, in small letters.
    fn of(name: &str) -> Role {
        if name.ends_with("sharedstrings.xml") {
            Role::Strings
        } else if name.contains("worksheets/") && !name.contains("/_rels/") {
            Role::Sheet
        } else if [".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending)) {
            Role::Markup
        } else {
            Role::Other
        }
    }
}

/// What is carried from one chunk of a part to the next.
#[derive(Default)]
struct Text {
    /// Bytes since the last tag began.
    since_tag: usize,
    /// The end of the last chunk.
    tail: Vec<u8>,
    /// The largest `uniqueCount`.
    promised: u64,
}

impl Text {
    /// The longest run without a tag that ends in this chunk (runs inside one chunk are short enough).
    fn run(&mut self, chunk: &[u8]) -> usize {
        let first = chunk.iter().position(|byte| *byte == b'<');
        let last = chunk.iter().rposition(|byte| *byte == b'<');
        let longest = self.since_tag.saturating_add(first.unwrap_or(chunk.len()));
        self.since_tag = last.map_or(longest, |at| chunk.len().saturating_sub(at));
        longest
    }

    /// The chunk as text, with the end of the last one before it.
    fn words(&mut self, chunk: &[u8]) -> String {
        let mut all = std::mem::take(&mut self.tail);
        all.extend_from_slice(chunk);
        let from = chunk.len().saturating_sub(OVERLAP_BYTES);
        self.tail = chunk.get(from..).unwrap_or_default().to_vec();
        String::from_utf8_lossy(&all).into_owned()
    }
}

/// `="123"` as 123; what is no number promises nothing.
fn promised(after: &str) -> u64 {
    let digits = after.trim_start_matches(|ch: char| ch.is_whitespace() || matches!(ch, '=' | '"' | '\''));
    let end = digits.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(digits.len());
    match digits.get(..end) {
        Some("") | None => 0,
        Some(digits) => digits.parse().unwrap_or(u64::MAX),
    }
}

fn bytes(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
