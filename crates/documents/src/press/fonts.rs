//! The fonts of a press: what each can write is read once from folders, the font itself when a document first wants it.
//!
//! Never: fonts of the operating system (two machines would print two documents), a font with no family.
use std::fs;
use std::path::{Path, PathBuf};

use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst_kit::fonts::{FontPath, FontStore};

use super::PressError;

/// Whoever can write this writes Chinese.
const PROBE: char = '检';

/// The endings of font files.
const ENDINGS: [&str; 4] = ["otf", "ttf", "ttc", "otc"];

/// Fonts in the order of their folders and file names.
pub(super) struct Fonts(FontStore);

impl Fonts {
    pub(super) fn none() -> Fonts {
        Fonts(FontStore::new())
    }

    pub(super) fn load(folders: &[PathBuf]) -> Result<Fonts, PressError> {
        let mut store = FontStore::new();
        let mut chinese = false;
        for path in files(folders)? {
            let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
            for (index, info) in (0..).zip(FontInfo::iter(&bytes)) {
                chinese = chinese || info.coverage.contains(u32::from(PROBE));
                store.push((FontPath { path: path.clone(), index }, info));
            }
        }
        if chinese {
            return Ok(Fonts(store));
        }
        let folders = folders.iter().map(|folder| folder.display().to_string()).collect();
        Err(PressError::NoFonts { folders })
    }

    pub(super) fn families(&self) -> Vec<String> {
        self.0.book().families().map(|(family, _)| family.to_owned()).collect()
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        self.0.book()
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.0.font(index)
    }
}

/// The font files, folder by folder, sorted by name: the order decides between two fonts of one name.
fn files(folders: &[PathBuf]) -> Result<Vec<PathBuf>, PressError> {
    let mut files = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let mut here = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
            let path = entry.map_err(|error| unreadable(folder, &error))?.path();
            let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
            if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
                here.push(path);
            }
        }
        here.sort();
        files.append(&mut here);
    }
    Ok(files)
}

fn unreadable(path: &Path, error: &std::io::Error) -> PressError {
    PressError::FontUnreadable { path: path.display().to_string(), reason: error.to_string() }
}
