//! Binding: printed documents, page by page and as they are, in one file with page numbers and marks over them.
//!
//! Never: a document laid out anew. A page that is bound looks as it was issued; what is not kept is its claim to PDF/A and
//! PDF/UA, which nobody may make of pages that came from elsewhere: the file of its own stays beside.
use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use jiff::civil::Date;
use kernel::label::Language;
use serde::Serialize;
use serde_json::json;
use typst_pdf::PdfStandards;

use super::world::Desk;
use super::{Job, Press, PressError, Printed, REMEMBERED_PRINTS, print_on};

/// The document that binds; it reads the list of leaves.
const BINDER: &str = include_str!("../../assets/binder.typ");

/// What stands in the corner of a page that is bound; its words are the binder's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// A copy.
    Copy,
}

/// A document to be bound.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'a> {
    /// Its title, which readers of screens say for each of its pages.
    pub title: &'a str,
    /// The PDF.
    pub pdf: &'a [u8],
    /// What stands in the corner of each page.
    pub mark: Option<Mark>,
    /// The number of its first page, where its pages are numbered.
    pub first: Option<u32>,
}

/// How many pages a PDF has.
///
/// # Errors
/// `NoPdf` when it is none.
pub fn pages(name: &str, pdf: &[u8]) -> Result<u32, PressError> {
    let read = Pdf::new(pdf.to_vec());
    let read = read.map_err(|error| PressError::NoPdf { name: name.to_owned(), reason: format!("{error:?}") })?;
    Ok(u32::try_from(read.pages().len()).unwrap_or(u32::MAX))
}

impl Press {
    /// Binds `leaves` in their order; the text of what comes out is that of the numbers and marks alone.
    ///
    /// # Errors
    /// `NoPdf` when one is none, otherwise as [`Press::print`].
    pub fn bind(&self, leaves: &[Leaf<'_>], title: &str, made_on: Date) -> Result<Printed, PressError> {
        let (mut files, mut list) = (BTreeMap::new(), vec![]);
        for (place, leaf) in leaves.iter().enumerate() {
            let name = format!("leaf-{place}.pdf");
            list.push(json!({
                "file": name,
                "title": leaf.title,
                "pages": pages(leaf.title, leaf.pdf)?,
                "mark": leaf.mark,
                "first": leaf.first,
            }));
            files.insert(name, leaf.pdf.to_vec());
        }
        let data = json!({ "leaves": list });
        let language = Language::Chinese;
        let job = Job { template: BINDER, files: &files, data: &data, title, language, made_on };
        let bound = print_on(&Desk::new(&self.fonts, &job), &job, &PdfStandards::default());
        typst::comemo::evict(REMEMBERED_PRINTS.min(1));
        bound
    }
}
