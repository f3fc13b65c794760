//! The lists of the tests, taken in; and files that are none.
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::Duration;

use app::{Asker, Error};
use intake::registers::{Imported, Upload};
use kernel::id::BatchId;
use store::{BatchCounts, BatchState};
use testkit::House;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The day on which the lists come in.
pub(crate) const DAY: &str = "2024-07-05";

const NAMES: [&str; 4] = ["victims.xlsx", "low-income.csv", "disabled.xls", "grants.csv"];

/// All four lists, taken in.
pub(crate) struct Lists(BTreeMap<&'static str, Imported>);

impl Lists {
    pub(crate) async fn take_in(house: &House, asker: &Asker) -> Self {
        let mut all = BTreeMap::new();
        for name in NAMES {
            all.insert(name, house.app.intake().import_file(asker, list(name)).await.expect("the list is taken in"));
        }
        Self(all)
    }

    pub(crate) fn batch(&self, name: &str) -> BatchId {
        self.0[name].batch
    }

    pub(crate) fn counts(&self, name: &str) -> BatchCounts {
        self.0[name].counts
    }
}

/// One of the lists, as its agency hands it over.
pub(crate) fn list(name: &str) -> Upload {
    Upload {
        name: name.to_owned(),
        path: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registers").join(name),
        sender: "某县民政局".to_owned(),
        sender_kind: "agency".to_owned(),
        purpose: "司法救助".to_owned(),
        keep_until: None,
    }
}

/// Fields as a form sends them.
pub(crate) fn typed(fields: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect()
}

/// The codes that a person is told.
pub(crate) fn code(error: &Error) -> String {
    match error {
        Error::Refused(refusal) => refusal.code.to_string(),
        Error::Mistaken(mistakes) => mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Error::NotFound | Error::Changed | Error::Full | Error::Away | Error::Fault(_) => format!("{error:?}"),
    }
}

/// Waits until an import that runs by itself is in.
pub(crate) async fn wait_for(house: &House, asker: &Asker, batch: BatchId) {
    for _ in 0..200 {
        let page = house.app.intake().batch_page(asker, batch, None).await.expect("the batch");
        if page.row.state == BatchState::Imported {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the import does not come to an end");
}

/// A table of one row with so many columns.
pub(crate) fn wide(columns: usize) -> Vec<u8> {
    "1,".repeat(columns).into_bytes()
}

/// A workbook of some kilobytes that unpacks to a hundred megabytes.
pub(crate) fn bomb() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let spaces = vec![b' '; 100 * 1024 * 1024];
    let parts = [("[Content_Types].xml", &b"<Types/>"[..]), ("xl/workbook.xml", b"<w/>"), ("xl/media/a.png", &spaces)];
    for (name, bytes) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("the name is a name");
        writer.write_all(bytes).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}
