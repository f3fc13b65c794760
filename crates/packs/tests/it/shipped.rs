use kernel::id::CaseTypeId;

use super::support::{load, shipped};

#[test]
fn the_packs_that_ship_load() {
    let library = load(&shipped());
    assert!(library.case_types.contains_key(&CaseTypeId::from("judicial-assistance")));
}
