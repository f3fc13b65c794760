//! The press: a template and its data in, a PDF and its text out.
//!
//! Never: disk or network while printing (fonts are read once, in [`Press::new`]), the clock (`made_on` is the
//! day), a document with a missing glyph. The same job on the same fonts gives the same bytes.
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use jiff::civil::Date;
use kernel::Code;
use kernel::label::Language;
use serde::Serialize;
use serde_json::Value;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

mod binding;
mod fonts;
mod reading;
mod world;

#[cfg(test)]
mod tests;

pub use binding::{Leaf, Mark, pages};
use fonts::Fonts;
use world::Desk;

/// The GB/T 9704 form as a Typst module; every template finds it as `/gb9704.typ`.
pub const GB9704: &str = include_str!("../assets/gb9704.typ");

/// What a case has for its documents, as a Typst module: values, and lines to write on; `/case.typ`.
pub const CASE: &str = include_str!("../assets/case.typ");

/// How many prints a remembered layout outlives unused; without forgetting, memory grows by 0.4 MB a letter.
const REMEMBERED_PRINTS: usize = 10;

/// Civil dates are Shanghai's: 8 hours before UTC.
const SHANGHAI_OFFSET_MINUTES: i32 = 480;

/// What is to be printed.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The Typst source of the document; its own name in errors is `template.typ`.
    pub template: &'a str,
    /// Files that the template may import, by name; `gb9704.typ` and `case.typ` are always there.
    pub files: &'a BTreeMap<String, Vec<u8>>,
    /// What the template reads with `json("/data.json")`.
    pub data: &'a Value,
    /// The title in the PDF's properties.
    pub title: &'a str,
    /// The language of the text, for readers of screens and for line breaks.
    pub language: Language,
    /// The day on the document, in Shanghai; also what `datetime.today()` answers.
    pub made_on: Date,
}

/// A printed document.
#[derive(Clone, PartialEq, Eq)]
pub struct Printed {
    /// PDF/A-2b and PDF/UA-1.
    pub pdf: Vec<u8>,
    /// The same words in reading order, one paragraph or table row a line, without page numbers and marks.
    pub text: String,
    /// How many pages it has.
    pub pages: u32,
}

/// Personal text stands in every letter: only its size is shown.
impl fmt::Debug for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Printed({} pages, {} bytes)", self.pages, self.pdf.len())
    }
}

/// Why nothing could be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum PressError {
    /// No font that can write Chinese stands in the configured folders.
    #[error("no font with Chinese characters in {}", folders.join(", "))]
    NoFonts {
        /// The folders that were searched.
        folders: Vec<String>,
    },
    /// A folder or a file of fonts cannot be read.
    #[error("font {path} cannot be read: {reason}")]
    FontUnreadable {
        /// Which one.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The template is wrong, or its data is not what it expects.
    #[error("{file}:{line}: {message}")]
    Template {
        /// The file at fault, as the template names it.
        file: String,
        /// The line, from 1; 0 when no line is at fault.
        line: usize,
        /// What is wrong.
        message: String,
        /// What to do about it, where that is known.
        hint: Option<String>,
    },
    /// No font has this character, or it is from a private area and means something else on each machine.
    #[error("no font has the character {} (U+{:04X})", ch, u32::from(*ch))]
    NoGlyph {
        /// The character.
        ch: char,
    },
    /// What is to be bound is no PDF.
    #[error("{name} cannot be read as a PDF: {reason}")]
    NoPdf {
        /// Which one.
        name: String,
        /// What the reader said.
        reason: String,
    },
    /// The document breaks a rule of PDF/A-2b or PDF/UA-1.
    #[error("the document cannot become an archival, accessible PDF: {message}")]
    Standard {
        /// Which rule.
        message: String,
        /// What to do about it, where that is known.
        hint: Option<String>,
    },
}

impl PressError {
    /// The code to search for.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::NoFonts { .. } => Code("DOC-001"),
            Self::FontUnreadable { .. } => Code("DOC-002"),
            Self::Template { .. } => Code("DOC-003"),
            Self::NoGlyph { .. } => Code("DOC-004"),
            Self::Standard { .. } => Code("DOC-005"),
            Self::NoPdf { .. } => Code("DOC-006"),
        }
    }
}

/// A press with its fonts loaded; one for the whole process, shared between threads.
///
/// [`Press::print`] computes for tens of milliseconds: call it off the async threads.
pub struct Press {
    fonts: Fonts,
    standards: PdfStandards,
}

impl fmt::Debug for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Press").field("families", &self.families()).finish_non_exhaustive()
    }
}

impl Press {
    /// A press with every font of the folders; earlier folders win over later ones.
    ///
    /// # Errors
    /// `NoFonts` when nothing there can write Chinese, `FontUnreadable` when a file cannot be read.
    pub fn new(folders: &[PathBuf]) -> Result<Press, PressError> {
        Self::with(Fonts::load(folders)?)
    }

    /// A press without a single font, for who prints nothing: what it is given to print is refused.
    ///
    /// # Errors
    /// `Standard` when the library no longer knows the standards.
    pub fn without_fonts() -> Result<Press, PressError> {
        Self::with(Fonts::none())
    }

    fn with(fonts: Fonts) -> Result<Press, PressError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2b, PdfStandard::Ua_1])
            .map_err(|wrong| PressError::Standard { message: wrong.message().to_string(), hint: None })?;
        Ok(Press { fonts, standards })
    }

    /// The font families it can use, sorted.
    #[must_use]
    pub fn families(&self) -> Vec<String> {
        self.fonts.families()
    }

    /// Prints one document.
    ///
    /// # Errors
    /// `Template` with file and line, `NoGlyph`, `Standard`.
    pub fn print(&self, job: &Job<'_>) -> Result<Printed, PressError> {
        let desk = Desk::new(&self.fonts, job);
        let printed = print_on(&desk, job, &self.standards);
        typst::comemo::evict(REMEMBERED_PRINTS);
        printed
    }
}

fn print_on(desk: &Desk<'_>, job: &Job<'_>, standards: &PdfStandards) -> Result<Printed, PressError> {
    let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(desk);
    let document = output.map_err(|faults| desk.explain(faults.first()))?;
    let text = reading::read(&document).map_err(|ch| PressError::NoGlyph { ch })?;
    let pdf = typst_pdf::pdf(&document, &options(job, standards)).map_err(|faults| standard(faults.first()))?;
    let pages = u32::try_from(document.pages().len()).unwrap_or(u32::MAX);
    Ok(Printed { pdf, text, pages })
}

fn options(job: &Job<'_>, standards: &PdfStandards) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(format!("{} {}", job.title, job.made_on)),
        creator: Smart::Custom(Some("Timely Rain".to_owned())),
        timestamp: midnight(job.made_on).and_then(|day| Timestamp::new_local(day, SHANGHAI_OFFSET_MINUTES)),
        standards: standards.clone(),
        ..PdfOptions::default()
    }
}

fn midnight(day: Date) -> Option<Datetime> {
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Datetime::from_ymd_hms(i32::from(day.year()), month, of_month, 0, 0, 0)
}

fn standard(fault: Option<&SourceDiagnostic>) -> PressError {
    let message = fault.map_or_else(|| "unknown fault".to_owned(), |fault| fault.message.to_string());
    PressError::Standard { message, hint: fault.and_then(world::hint) }
}
