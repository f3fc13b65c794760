//! The OLE compound file of an old `.xls`, looked through before calamine reserves memory by what it declares.
//!
//! Never: cell values. From it come only what kind of document it is and how large its sheets are.
//! Truth: [ms-cfb] 2.1–2.6 for the file, [ms-xls] 2.4 for the records.
use super::{Found, Limits, SheetError, What};

const END: u32 = 0xFFFF_FFFA;
const ENTRY_BYTES: usize = 128;
const MINI_BYTES: usize = 64;
/// Streams shorter than this live in the mini stream.
const MINI_BELOW: usize = 4096;
/// What an `.xls` can hold at most: reserving it costs address space only.
const WHOLE_SHEET: u64 = 65_536 * 256;

/// The document is an old workbook whose sheets fit into the limits.
pub(super) fn inspect(file: &[u8], limits: &Limits) -> Result<(), SheetError> {
    let compound = Compound::open(file).ok_or_else(|| SheetError::broken("not a whole compound file"))?;
    let Some(stream) = compound.stream("Workbook").or_else(|| compound.stream("Book")) else {
        return Err(SheetError::NotASheet { found: compound.kind() });
    };
    let stream = stream?;
    let mut sheets = Vec::new();
    for record in Records(&stream) {
        match (record.kind, record.data) {
            (0x002F, [low, high, ..]) if [*low, *high] != [0, 0] => {
                return Err(SheetError::NotASheet { found: Found::Encrypted });
            }
            (0x0085, data) => sheets.extend(u32_at(data, 0)),
            (0x000A, _) => break,
            _ => {}
        }
    }
    if sheets.len() > limits.sheets {
        return Err(SheetError::TooLarge { what: What::Sheets, limit: number(limits.sheets), row: 0 });
    }
    for start in sheets {
        let from = usize::try_from(start).unwrap_or(usize::MAX);
        let sheet = stream.get(from..).ok_or_else(|| SheetError::broken("a sheet begins past the end"))?;
        area(sheet, limits)?;
    }
    Ok(())
}

/// The rectangle of a sheet's cells, and the one it declares.
fn area(sheet: &[u8], limits: &Limits) -> Result<(), SheetError> {
    let most = limits.cells.div_euclid(4);
    let (mut rows, mut columns) = (Span::default(), Span::default());
    let mut depth: u32 = 0;
    for record in Records(sheet) {
        let data = record.data;
        match record.kind {
            0x0809 => depth = depth.saturating_add(1),
            0x000A if depth <= 1 => break,
            0x000A => depth = depth.saturating_sub(1),
            0x0200 if declared(data) > WHOLE_SHEET => {
                return Err(SheetError::broken("a sheet declares an absurd size"));
            }
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 => {
                rows.hold(u16_at(data, 0));
                columns.hold(u16_at(data, 2));
            }
            0x00BD => {
                rows.hold(u16_at(data, 0));
                columns.hold(u16_at(data, 2));
                columns.hold(data.len().checked_sub(2).and_then(|at| u16_at(data, at)));
            }
            _ => {}
        }
    }
    if rows.width().saturating_mul(columns.width()) > most {
        return Err(SheetError::TooLarge { what: What::Cells, limit: most, row: 0 });
    }
    Ok(())
}

/// The cells of a DIMENSIONS record, in its short or long form, as calamine will count them.
fn declared(data: &[u8]) -> u64 {
    let short = |at| u16_at(data, at).map_or(0, u64::from);
    let long = |at| u32_at(data, at).map_or(0, u64::from);
    let (top, bottom, left, right) = match data.len() {
        10 => (short(0), short(2), short(4), short(6)),
        _ => (long(0), long(4), short(8), short(10)),
    };
    let left = if left > 0xFF || right < left { 0 } else { left };
    if bottom == 0 || right == 0 {
        return 0;
    }
    // An end before its start wraps round in a reader that subtracts without looking.
    bottom.checked_sub(top).map_or(u64::MAX, |rows| rows.saturating_mul(right.saturating_sub(left)))
}

#[derive(Default)]
struct Span(Option<(u16, u16)>);

impl Span {
    fn hold(&mut self, place: Option<u16>) {
        if let Some(place) = place {
            let (low, high) = self.0.unwrap_or((place, place));
            self.0 = Some((low.min(place), high.max(place)));
        }
    }

    fn width(&self) -> u64 {
        self.0.map_or(0, |(low, high)| u64::from(high).saturating_sub(u64::from(low)).saturating_add(1))
    }
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

/// The records of a workbook's stream, until one is cut off.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, length) = (u16_at(self.0, 0)?, u16_at(self.0, 2)?);
        let (data, rest) = self.0.get(4..)?.split_at_checked(usize::from(length))?;
        self.0 = rest;
        Some(Record { kind, data })
    }
}

struct Compound<'a> {
    file: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<u8>,
}

impl<'a> Compound<'a> {
    /// `None` where a chain of sectors is broken or goes in a circle: calamine would follow it until memory ends.
    fn open(file: &'a [u8]) -> Option<Compound<'a>> {
        let sector = match u16_at(file, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut all =
            Compound { file, sector, fat: Vec::new(), mini_fat: Vec::new(), mini: Vec::new(), entries: Vec::new() };
        all.fat = all.allocation()?;
        all.entries = all.chain(u32_at(file, 48)?)?;
        let root = all.entries.get(..ENTRY_BYTES)?;
        let (start, mini_start) = (u32_at(root, 116)?, u32_at(file, 60)?);
        all.mini = all.chain(start)?;
        all.mini_fat = numbers(&all.chain(mini_start)?);
        Some(all)
    }

    /// The table of which sector follows which, itself scattered over sectors that the header and a chain name.
    fn allocation(&self) -> Option<Vec<u32>> {
        let mut places = numbers(self.file.get(76..512)?);
        let mut next = u32_at(self.file, 68)?;
        for _ in 0..self.sectors() {
            let Some(mut more) = self.sector(next).filter(|_| next < END).map(numbers) else {
                break;
            };
            next = more.pop()?;
            places.append(&mut more);
        }
        let tables = places.into_iter().filter(|place| *place < END).filter_map(|place| self.sector(place));
        Some(tables.flat_map(numbers).collect())
    }

    fn sectors(&self) -> usize {
        self.file.len().checked_div(self.sector).unwrap_or(0)
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let from = usize::try_from(id).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let to = from.checked_add(self.sector)?.min(self.file.len());
        self.file.get(from..to)
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        follow(start, &self.fat, self.sectors(), |id| self.sector(id))
    }

    /// The first stream of this name.
    fn stream(&self, name: &str) -> Option<Result<Vec<u8>, SheetError>> {
        let entry =
            self.entries.chunks_exact(ENTRY_BYTES).find(|entry| entry_name(entry).eq_ignore_ascii_case(name))?;
        Some(self.content(entry).ok_or_else(|| SheetError::broken("the workbook's stream is damaged")))
    }

    fn content(&self, entry: &[u8]) -> Option<Vec<u8>> {
        let (start, length) = (u32_at(entry, 116)?, usize::try_from(u32_at(entry, 120)?).ok()?);
        if self.sector > 512 && u32_at(entry, 124)? > 0 {
            return None;
        }
        let mut bytes = if length < MINI_BELOW {
            let piece = |id: u32| {
                let from = usize::try_from(id).ok()?.checked_mul(MINI_BYTES)?;
                self.mini.get(from..from.checked_add(MINI_BYTES)?.min(self.mini.len()))
            };
            follow(start, &self.mini_fat, self.mini.len().div_euclid(MINI_BYTES).saturating_add(1), piece)?
        } else {
            self.chain(start)?
        };
        bytes.truncate(length);
        Some(bytes)
    }

    fn kind(&self) -> Found {
        let has = |name: &str| self.entries.chunks_exact(ENTRY_BYTES).any(|entry| entry_name(entry) == name);
        if has("EncryptedPackage") {
            Found::Encrypted
        } else if has("WordDocument") {
            Found::WordDocument
        } else if has("PowerPoint Document") {
            Found::Slides
        } else {
            Found::Binary
        }
    }
}

/// The pieces of a chain; `None` for a circle, which has more steps than there are pieces.
fn follow<'a>(start: u32, table: &[u32], most: usize, piece: impl Fn(u32) -> Option<&'a [u8]>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut id = start;
    for _ in 0..=most {
        let Some(next) = piece(id).filter(|_| id < END) else {
            return Some(bytes);
        };
        bytes.extend_from_slice(next);
        let Some(following) = usize::try_from(id).ok().and_then(|at| table.get(at)) else {
            return Some(bytes);
        };
        id = *following;
    }
    None
}

/// Up to the first zero, as calamine reads it.
fn entry_name(entry: &[u8]) -> String {
    let units = entry.get(..64).unwrap_or_default().chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    char::decode_utf16(units.take_while(|unit| *unit != 0)).map(|ch| ch.unwrap_or('\u{FFFD}')).collect()
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|word| u32_at(word, 0)).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn number(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
