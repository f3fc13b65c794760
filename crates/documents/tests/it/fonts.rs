//! The press of the tests, with the fonts of the workspace.
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use documents::Press;

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let folder = option_env!("TIMELYRAIN_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts"), PathBuf::from);
    match Press::new(std::slice::from_ref(&folder)) {
        Ok(press) => press,
        Err(error) => {
            panic!("{error}. Run `cargo xtask ui`: it puts the fonts into {}", folder.display())
        }
    }
});

/// One press for all tests of the process.
pub(crate) fn press() -> &'static Press {
    &PRESS
}
