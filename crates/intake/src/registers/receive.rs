//! Receiving a file: looked through once from end to end, refused with a sentence or kept sealed until it is taken in.
//!
//! Never: writes anything of a file that cannot be read whole; trusts its name.
use std::path::{Path, PathBuf};
use std::sync::Arc;

use documents::sheets::{self, Flow, Limits, SheetError, What};
use domain::access::action::ImportRegisters;
use domain::access::permit;
use jiff::civil::Date;
use kernel::Mistake;
use kernel::id::BatchId;
use packs::registers::{Mapping, Registers, SheetPreview, guess};
use sha2::{Digest, Sha256};
use store::{NewBatch, NewSender};

use super::Detail;
use crate::Intake;
use crate::asking::{Answer, Asker, Error};

/// The first rows of a sheet that are guessed from and shown.
pub(crate) const TOP: usize = 40;
/// Characters of a name of a file, a sender, a purpose.
const CHARACTERS: usize = 200;

/// A file that somebody hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name, as the sender wrote it.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// From whom.
    pub sender: String,
    /// What kind of agency that is.
    pub sender_kind: String,
    /// What it may be used for.
    pub purpose: String,
    /// The last day on which it may be kept.
    pub keep_until: Option<Date>,
}

/// What became of a file that was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It waits to be looked at and taken in.
    Preview(BatchId),
    /// The very same file is in already: nothing changed.
    Same(BatchId),
}

/// A file that was looked through.
struct Looked {
    sha256: [u8; 32],
    bytes: Vec<u8>,
    mapping: Mapping,
    /// Rows that say something, heads and notes included.
    rows: u64,
    /// Those of them that stand below the heads.
    below: u64,
}

impl Intake {
    /// Receives a file: reads it through, guesses what its columns are, keeps it sealed. Nothing of it counts yet.
    ///
    /// # Errors
    /// Refuses who may not take files in; a mistake at `file` when it is no spreadsheet that can be taken.
    pub async fn preview(&self, asker: &Asker, upload: Upload) -> Answer<Received> {
        permit::<ImportRegisters>(&asker.actor)?;
        let mistakes = mistakes_of(&upload, asker.today);
        if !mistakes.is_empty() {
            return Err(Error::Mistaken(mistakes));
        }
        let (library, name, path) = (Arc::clone(&self.library), upload.name.clone(), upload.path.clone());
        let looked = tokio::task::spawn_blocking(move || look_through(&library.registers, &name, &path));
        let looked = looked.await.map_err(Error::fault)?.map_err(|error| Error::Mistaken(vec![mistake(&error)]))?;
        let Some(looked) = looked else { return Err(Error::Mistaken(vec![Mistake::at("file", "file-empty")])) };
        if let Some(same) = self.store.batch_with_file(&looked.sha256).await? {
            return Ok(Received::Same(same));
        }
        self.keep(asker, upload, looked).await.map(Received::Preview)
    }

    async fn keep(&self, asker: &Asker, upload: Upload, looked: Looked) -> Answer<BatchId> {
        let mut tx = self.store.begin(&asker.actor.who, asker.now).await?;
        let (name, kind) = (upload.sender.trim().to_owned(), upload.sender_kind);
        let sender = tx.add_sender(NewSender { name, kind, office: asker.office }).await?;
        let confirmed = self.store.mapping(sender, &looked.mapping.signature()).await?;
        let confirmed: Option<Mapping> = confirmed.map(serde_json::from_value).transpose().map_err(Error::fault)?;
        let reused = confirmed.and_then(|before| before.reuse(&looked.mapping));
        let known_sender = reused.is_some();
        let (rows, below) = (looked.rows, looked.below);
        let detail = Detail { mapping: reused.unwrap_or(looked.mapping), rows, below, known_sender, failure: None };
        let batch = NewBatch {
            file_name: upload.name,
            sha256: looked.sha256,
            sender,
            office: asker.office,
            purpose: upload.purpose.trim().to_owned(),
            keep_until: upload.keep_until,
            detail: detail.json()?,
        };
        let id = tx.add_batch(batch).await?;
        tx.keep_batch_file(id, &looked.bytes).await?;
        tx.commit().await?;
        Ok(id)
    }
}

fn mistakes_of(upload: &Upload, today: Date) -> Vec<Mistake> {
    let texts = [("file", &upload.name), ("sender", &upload.sender), ("purpose", &upload.purpose)];
    let text = |(field, text): (&str, &String)| match text.trim().chars().count() {
        0 => Some(Mistake::at(field, if field == "file" { "file-missing" } else { "required" })),
        1..=CHARACTERS => None,
        _ => Some(Mistake::at(field, "too-long").with("max", CHARACTERS)),
    };
    let past = upload.keep_until.is_some_and(|until| until < today);
    let past = past.then(|| Mistake::at("keep_until", "date-before").with("than", today));
    texts.into_iter().filter_map(text).chain(past).collect()
}

/// Reads the whole file once, so that what is wrong with its last row is known before anything is kept; nothing where
/// the file says nothing.
fn look_through(registers: &Registers, name: &str, path: &Path) -> Result<Option<Looked>, SheetError> {
    if std::fs::metadata(path)?.len() == 0 {
        return Ok(None);
    }
    let mapping = guess(registers, name, &top_of(path)?);
    let (mut rows, mut below): (u64, u64) = (0, 0);
    sheets::read(path, &Limits::default(), &mut |row| {
        let sheet = mapping.sheets.iter().find(|own| own.sheet == row.sheet);
        rows = rows.saturating_add(1);
        below = below.saturating_add(u64::from(sheet.is_none_or(|own| row.number >= own.first_row)));
        Flow::Next
    })?;
    let bytes = std::fs::read(path)?;
    Ok((rows > 0).then(|| Looked { sha256: Sha256::digest(&bytes).into(), bytes, mapping, rows, below }))
}

/// The first rows of every sheet.
pub(crate) fn top_of(path: &Path) -> Result<Vec<SheetPreview>, SheetError> {
    let top = sheets::peek(path, &Limits::default(), TOP)?;
    let sheet = |sheet: sheets::SheetPreview| SheetPreview {
        rows: sheet.rows.into_iter().map(|row| (row.number, row.cells)).collect(),
        name: sheet.name,
    };
    Ok(top.sheets.into_iter().map(sheet).collect())
}

/// What is wrong with a file, at the field where it was chosen.
pub(crate) fn mistake(error: &SheetError) -> Mistake {
    let mistake = Mistake::at("file", error.code().0).with("why", error.name());
    match error {
        SheetError::TooLarge { what, limit, row } => {
            let what = match what {
                What::File => "file",
                What::Rows => "rows",
                What::Cells => "cells",
                What::CellText => "cell-text",
                What::Part => "part",
                What::Sheets => "sheets",
            };
            mistake.with("what", what).with("limit", limit).with("row", row)
        }
        SheetError::ZipBomb { packed, unpacked } => mistake.with("packed", packed).with("unpacked", unpacked),
        SheetError::NotASheet { found } => {
            let found = serde_json::to_value(found).ok();
            mistake.with("found", found.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default())
        }
        SheetError::WrongEncoding { seems, line } => {
            mistake.with("seems", seems.unwrap_or_default()).with("line", line)
        }
        SheetError::TooManyColumns { sheet, row, found, limit } => {
            mistake.with("sheet", sheet).with("row", row).with("found", found).with("limit", limit)
        }
        SheetError::Broken { sheet, row, .. } => mistake.with("sheet", sheet).with("row", row),
        SheetError::Unreadable { .. } => mistake,
    }
}
