//! The Chinese faces that documents are set in, copied to `fonts/` at the root (not committed).
//! Song from npm is required; the Fandol faces from Debian are better for official letters, and documents say so and
//! fall back to Song without them. An office puts its own licensed faces in the same folder.
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::needs::{debian, node};
use crate::place::Place;
use crate::say;
use crate::shell::Task;
use crate::temporary;

const SONG: [(&str, &str); 2] = [
    ("400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC_400Regular.ttf"),
    ("700Bold/NotoSerifSC_700Bold.ttf", "NotoSerifSC_700Bold.ttf"),
];
const SONG_LICENCE: (&str, &str) = ("LICENSE_FONT", "NotoSerifSC-LICENSE.txt");
/// FangSong for the body, Hei, Kai and heavy Song for the headings of GB/T 9704.
const FANDOL: [&str; 4] =
    ["FandolFang-Regular.otf", "FandolHei-Regular.otf", "FandolKai-Regular.otf", "FandolSong-Bold.otf"];
const FANDOL_PACKAGE: &str = "texlive-lang-chinese";
const FANDOL_WHY: &str =
    "official letters are set in Song alone, because the Fandol faces (FangSong, Hei, Kai) are missing";

/// The faces of documents are in `fonts/`.
pub(crate) fn ensure(place: &Place) -> Result<(), Failure> {
    let fonts = place.path("fonts");
    fs::create_dir_all(&fonts).map_err(Failure::io(fonts.display()))?;
    song(place, &fonts)?;
    if FANDOL.iter().all(|face| fonts.join(face).is_file()) {
        return Ok(());
    }
    if !debian::here() {
        let faces = FANDOL.join(", ");
        say::note(&format!("{FANDOL_WHY}: copy {faces} (CTAN's fandol, or Debian's {FANDOL_PACKAGE}) to fonts/"));
        return Ok(());
    }
    // A document without FangSong is right and legible, so no network is no reason to stop.
    if let Err(failure) = fandol(place, &fonts) {
        say::note(&format!("{FANDOL_WHY}: {failure}"));
    }
    Ok(())
}

fn song(place: &Place, fonts: &Path) -> Result<(), Failure> {
    if SONG.iter().all(|(_, to)| fonts.join(to).is_file()) {
        return Ok(());
    }
    node::packages(place, "ui")?;
    let from = place.path("ui/node_modules/@expo-google-fonts/noto-serif-sc");
    for (source, to) in SONG.iter().chain([&SONG_LICENCE]) {
        copy(&from.join(source), &fonts.join(to))?;
    }
    Ok(())
}

/// Takes the faces out of Debian's package without installing the 49 MB of it.
fn fandol(place: &Place, fonts: &Path) -> Result<(), Failure> {
    say::note(&format!("fetching the faces of official letters from Debian's {FANDOL_PACKAGE}"));
    let folder = temporary::Folder::new("fonts")?;
    let download = || Task::new(place, "apt-get").args(&["download", FANDOL_PACKAGE]).folder(folder.path()).run();
    if download().is_err() {
        // A fresh machine has no lists yet, and only root may fetch them.
        debian::update(place)?;
        download()?;
    }
    let package = only_file(folder.path(), "deb")?;
    let unpacked = folder.path().join("unpacked");
    Task::new(place, "dpkg-deb").args(&["-x".as_ref(), package.as_os_str(), unpacked.as_os_str()]).run()?;
    for name in FANDOL {
        let face = find(&unpacked, name).ok_or_else(|| Failure::Wrong(format!("{FANDOL_PACKAGE} has no {name}")))?;
        copy(&face, &fonts.join(name))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    // Never half a face under its final name: a stopped copy must not look finished.
    let half = to.with_extension("half");
    fs::copy(from, &half).map_err(Failure::io(from.display()))?;
    fs::rename(&half, to).map_err(Failure::io(to.display()))
}

fn only_file(folder: &Path, extension: &str) -> Result<PathBuf, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::io(folder.display()))?;
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|found| found == extension))
        .ok_or_else(|| Failure::Wrong(format!("{} has no .{extension} file", folder.display())))
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    fs::read_dir(folder).ok()?.filter_map(Result::ok).find_map(|entry| {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            return find(&path, name);
        }
        (entry.file_name() == name).then_some(path)
    })
}
