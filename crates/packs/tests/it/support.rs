//! Reads folders of packs; the library itself never does.
use std::fs;
use std::path::Path;

use packs::{Library, Tree};

/// The packs that ship.
pub(crate) fn shipped() -> Tree {
    tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"))
}

/// The packs that ship, with a kind of case laid over them that only this folder knows.
pub(crate) fn with_library_loan() -> Tree {
    shipped().overlaid(tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs")))
}

/// Every file under `root`.
pub(crate) fn tree(root: &Path) -> Tree {
    let mut open = vec![root.to_path_buf()];
    let mut files = vec![];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of packs") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { open.push(path) } else { files.push(file(root, &path)) }
        }
    }
    files.into_iter().collect()
}

fn file(root: &Path, path: &Path) -> (String, Vec<u8>) {
    let inside = path.strip_prefix(root).expect("under its root");
    let parts: Vec<&str> = inside.iter().map(|part| part.to_str().expect("a name in UTF-8")).collect();
    (parts.join("/"), fs::read(path).expect("a file"))
}

/// The library of `tree`; every mistake is printed.
pub(crate) fn load(tree: &Tree) -> Library {
    Library::load(tree).unwrap_or_else(|mistakes| {
        let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        panic!("the packs do not load:\n{}", told.join("\n"))
    })
}
