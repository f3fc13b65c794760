//! Many files in one ZIP, each as it is: for papers that leave the house together.
//!
//! Never: a time of the machine's clock in it. The same files give the same bytes.
use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A ZIP in the making.
pub struct Bundle(ZipWriter<Cursor<Vec<u8>>>);

impl std::fmt::Debug for Bundle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bundle")
    }
}

impl Default for Bundle {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::new(vec![])))
    }
}

impl Bundle {
    /// Adds a file; PDFs are small already and are stored as they are.
    ///
    /// # Errors
    /// When a name stands in it twice, or it grows beyond what a ZIP holds.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default());
        self.0.start_file(name, options)?;
        self.0.write_all(bytes)
    }

    /// The bytes.
    ///
    /// # Errors
    /// When it grew beyond what a ZIP holds.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        Ok(self.0.finish()?.into_inner())
    }
}
