//! The style sheet, the little script and the images, built into `ui/dist`, which the binary embeds.
//! Never fetches at run time: what the pages use lies in `ui/dist` or is an error here.
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::failure::Failure;
use crate::needs::node;
use crate::place::Place;
use crate::say;
use crate::shell::Task;

const OURS: &str = "ui/src/images";
const THEIRS: [&str; 1] = ["ui/node_modules/@ministryofjustice/frontend/moj/assets/images"];

/// Builds what is older than its sources. cargo must come after: the binary embeds the result.
pub(crate) fn ensure(place: &Place) -> Result<(), Failure> {
    let dist = place.path("ui/dist");
    let mut newest = newest(&place.path("ui/src"))?;
    for file in ["ui/package.json", "ui/package-lock.json"] {
        newest = newest.max(changed(&place.path(file)));
    }
    let built = changed(&dist.join("app.css")).min(changed(&dist.join("app.js")));
    if built.is_some() && newest <= built {
        return Ok(());
    }
    build(place, &dist)
}

fn build(place: &Place, dist: &Path) -> Result<(), Failure> {
    node::packages(place, "ui")?;
    say::step("the style sheet and the script");
    if dist.exists() {
        fs::remove_dir_all(dist).map_err(Failure::io(dist.display()))?;
    }
    fs::create_dir_all(dist).map_err(Failure::io(dist.display()))?;
    let ui = place.path("ui");
    // MoJ imports `node_modules/govuk-frontend/…`, others plain package names: two load paths, in this order.
    Task::new(place, ui.join("node_modules/.bin/sass"))
        .folder(&ui)
        .args(&["--load-path=.", "--load-path=node_modules", "--style=compressed", "--no-source-map", "--quiet-deps"])
        .args(&["src/app.scss", "dist/app.css"])
        .run()?;
    Task::new(place, ui.join("node_modules/.bin/esbuild"))
        .folder(&ui)
        .args(&["src/app.js", "--bundle", "--format=esm", "--minify", "--target=es2020", "--log-level=warning"])
        .args(&["--outfile=dist/app.js"])
        .run()?;
    images(place, dist)
}

/// Copies our own images, and those of the libraries that the style sheet names, beside the style sheet: the site serves
/// `/assets/ANYTHING/name` by its name alone.
fn images(place: &Place, dist: &Path) -> Result<(), Failure> {
    for name in names(&place.path(OURS)) {
        copy(&place.path(OURS).join(&name), &dist.join(&name))?;
    }
    let css = fs::read_to_string(dist.join("app.css")).map_err(Failure::io("app.css"))?;
    for name in named_images(&css) {
        if dist.join(&name).is_file() {
            continue;
        }
        let found = THEIRS.iter().map(|folder| place.path(folder).join(&name)).find(|file| file.is_file());
        let from = found.ok_or_else(|| {
            Failure::Wrong(format!("the style sheet names /assets/images/{name}, which is not in {OURS} or a library"))
        })?;
        copy(&from, &dist.join(&name))?;
    }
    Ok(())
}

/// File names after `/assets/images/` in the style sheet.
fn named_images(css: &str) -> BTreeSet<String> {
    css.split("/assets/images/")
        .skip(1)
        .filter_map(|rest| rest.split(['"', '\'', ')', '?', '#']).next())
        .map(str::to_owned)
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter(|entry| entry.path().is_file()).filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(drop).map_err(Failure::io(from.display()))
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

/// When the newest file below a folder was changed.
fn newest(folder: &Path) -> Result<Option<SystemTime>, Failure> {
    let mut newest = None;
    let mut folders: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Failure::io(folder.display()))? {
            let path = entry.map_err(Failure::io(folder.display()))?.path();
            // A folder's own time tells of files that were taken away.
            newest = newest.max(changed(&path));
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    Ok(newest.max(changed(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_named_in_the_style_sheet_are_found_however_they_are_quoted() {
        let css = "a{background:url(/assets/images/one.svg)}b{background:url(\"/assets/images/two.png?v=2\")}";
        assert_eq!(named_images(css), BTreeSet::from(["one.svg".to_owned(), "two.png".to_owned()]));
    }
}
