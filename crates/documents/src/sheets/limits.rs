//! How much of a file is looked at before it is refused.

/// Bounds on a spreadsheet. The default takes a register of a million rows and refuses what no office sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of an old `.xls`, which is held in memory.
    pub xls_bytes: u64,
    /// Rows with a value, over all sheets.
    pub rows: u64,
    /// Columns up to the last with a value.
    pub columns: usize,
    /// Cells, over all sheets; of an old `.xls`, a quarter of it for each sheet's rectangle.
    pub cells: u64,
    /// Characters in one cell; a spreadsheet itself holds 32,767.
    pub cell_chars: usize,
    /// Bytes of a workbook when unpacked.
    pub unpacked_bytes: u64,
    /// Unpacked over packed bytes, once more than [`Limits::RATIO_FROM`] came out.
    pub ratio: u64,
    /// Bytes of any part that is held in memory: the shared strings, the styles.
    pub part_bytes: u64,
    /// Sheets.
    pub sheets: usize,
}

impl Limits {
    /// A workbook this small unpacked is no bomb, however well it packed.
    pub const RATIO_FROM: u64 = 64 * 1024 * 1024;
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            file_bytes: 160 * MIB,
            xls_bytes: 48 * MIB,
            rows: 1_500_000,
            columns: 512,
            cells: 60_000_000,
            cell_chars: 32_767,
            unpacked_bytes: 3 * 1024 * MIB,
            ratio: 150,
            part_bytes: 256 * MIB,
            sheets: 256,
        }
    }
}
