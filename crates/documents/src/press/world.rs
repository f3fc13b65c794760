//! The desk: all that a template can see, which is its own files, its data, the fonts and the day.
//!
//! Never: disk, network, packages, the clock. File ids are few fixed names, because Typst keeps every id for ever.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::json;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use super::fonts::Fonts;
use super::{CASE, GB9704, Job, PressError, midnight};

/// The document that every job compiles: title and language, then the template.
const MAIN: &str = r#"#let job = json("/job.json")
#set document(title: job.title, date: auto)
#set text(lang: job.language, region: job.region)
#include "/template.typ"
"#;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static MAIN_ID: LazyLock<FileId> = LazyLock::new(|| {
    let path = VirtualPath::new("main.typ").expect("`main.typ` is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
});

/// One job laid out before the compiler.
pub(super) struct Desk<'a> {
    fonts: &'a Fonts,
    job: &'a Job<'a>,
    made: BTreeMap<&'static str, Bytes>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(fonts: &'a Fonts, job: &'a Job<'a>) -> Desk<'a> {
        let language = job.language.tag();
        let region = if language == "zh" { "cn" } else { "gb" };
        let about = json!({ "title": job.title, "language": language, "region": region });
        let made = BTreeMap::from([
            ("main.typ", Bytes::from_string(MAIN)),
            ("job.json", Bytes::from_string(about.to_string())),
            ("data.json", Bytes::from_string(job.data.to_string())),
            ("template.typ", Bytes::from_string(job.template.to_owned())),
        ]);
        Desk { fonts, job, made }
    }

    fn bytes(&self, id: FileId) -> FileResult<Bytes> {
        if !matches!(id.root(), VirtualRoot::Project) {
            return Err(FileError::AccessDenied);
        }
        let name = id.vpath().get_without_slash();
        if let Some(bytes) = self.made.get(name) {
            return Ok(bytes.clone());
        }
        match self.job.files.get(name) {
            Some(bytes) => Ok(Bytes::new(bytes.clone())),
            None if name == "gb9704.typ" => Ok(Bytes::from_string(GB9704)),
            None if name == "case.typ" => Ok(Bytes::from_string(CASE)),
            None => Err(FileError::NotFound(name.into())),
        }
    }

    /// The first fault, where the author of the template can see it: in the template if any call from there led to it.
    pub(super) fn explain(&self, fault: Option<&SourceDiagnostic>) -> PressError {
        let Some(fault) = fault else {
            return PressError::Template {
                file: "template.typ".to_owned(),
                line: 0,
                message: "unknown fault".to_owned(),
                hint: None,
            };
        };
        let calls = fault.trace.iter().map(|call| DiagSpan::from(call.span));
        let places: Vec<_> = [fault.span].into_iter().chain(calls).filter_map(|span| self.place(span)).collect();
        let own = places.iter().find(|(file, _)| file == "template.typ").or(places.first());
        let (file, line) = own.cloned().unwrap_or(("template.typ".to_owned(), 0));
        let message = match places.first() {
            Some((inner, at)) if *inner != file => format!("{} (in {inner}:{at})", fault.message),
            Some(_) | None => fault.message.to_string(),
        };
        PressError::Template { file, line, message, hint: hint(fault) }
    }

    /// File and line, from 1.
    fn place(&self, span: DiagSpan) -> Option<(String, usize)> {
        let id = span.id()?;
        let range = self.range(span)?;
        let line = self.source(id).ok()?.lines().byte_to_line(range.start)?;
        Some((id.vpath().get_without_slash().to_owned(), line.saturating_add(1)))
    }
}

/// What Typst advises.
pub(super) fn hint(fault: &SourceDiagnostic) -> Option<String> {
    let hints: Vec<_> = fault.hints.iter().map(|hint| hint.v.to_string()).collect();
    (!hints.is_empty()).then(|| hints.join("; "))
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        *MAIN_ID
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let text = String::from_utf8(self.bytes(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.bytes(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        midnight(self.job.made_on)
    }
}
