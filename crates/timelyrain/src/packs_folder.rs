//! The packs: those built into the binary, with the site's own folder laid over them.
use std::path::Path;

use packs::{Library, Tree};
use rust_embed::RustEmbed;

use crate::say::Failure;

#[derive(RustEmbed)]
#[folder = "../../packs"]
struct BuiltIn;

/// Everything that the packs say, checked.
pub(crate) fn library(site: Option<&Path>) -> Result<Library, Failure> {
    Library::load(&tree(site)?).map_err(Failure::Packs)
}

/// The tree of packs.
pub(crate) fn tree(site: Option<&Path>) -> Result<Tree, Failure> {
    let built_in: Tree =
        BuiltIn::iter().filter_map(|path| Some((path.to_string(), BuiltIn::get(&path)?.data.into_owned()))).collect();
    Ok(match site {
        Some(folder) => built_in.overlaid(folder_tree(folder)?),
        None => built_in,
    })
}

fn folder_tree(folder: &Path) -> Result<Tree, Failure> {
    let mut files = vec![];
    read_into(folder, "", &mut files)
        .map_err(|error| Failure::Told(format!("packs folder {}: {error}", folder.display())))?;
    Ok(files.into_iter().collect())
}

fn read_into(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read_into(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push((name, std::fs::read(entry.path())?));
        }
    }
    Ok(())
}
