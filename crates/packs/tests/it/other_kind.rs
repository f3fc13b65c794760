//! A kind of case that is nothing but a folder of a test, laid over the packs that ship. Never: code of its own.

use kernel::id::CaseTypeId;

use super::support::{load, with_library_loan};

#[test]
fn a_complaint_about_a_loan_is_a_kind_of_case_without_a_line_of_code() {
    let tree = with_library_loan();
    let library = load(&tree);
    let kind = &library.case_types.get(&CaseTypeId::from("library-loan")).expect("the folder is a kind of case").first;
    assert_eq!((kind.states.len(), kind.steps.len(), kind.clocks.len(), kind.documents.len()), (3, 3, 1, 1));
    let report = packs::examples::run(&library, &tree).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let own: Vec<_> = report.outcomes.iter().filter(|outcome| outcome.file.contains("library-loan")).collect();
    assert_eq!(own.len(), 3);
    let failures: Vec<String> = report.failures().iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
