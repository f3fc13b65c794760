//! The stories come out through the house as the packs tell them, on both databases.
use kernel::id::CaseTypeId;
use stories::{SHIPPED, Story, play};
use testkit::{at, on_both, tree};

#[test]
fn every_shipped_story_ends_closed_with_its_documents_printed_and_its_rows_rebuilt() {
    on_both(|house| async move {
        let tree = tree();
        for path in SHIPPED {
            let text = tree.text(path).expect("UTF-8").unwrap_or_else(|| panic!("the packs have {path}"));
            for story in Story::read(text).expect("a story") {
                let desk =
                    house.town.elsewhere.iter().find(|desk| desk.area == story.area).unwrap_or(&house.town.county);
                let case = play(&house.app, &CaseTypeId::from("judicial-assistance"), &story, &desk.cast).await;
                let case = case.unwrap_or_else(|error| panic!("{error}"));
                let worked = house.app.work(at("2026-11-22")).await.expect("the worker runs");
                assert_eq!(worked.failed, 0, "{}", story.name);
                let officer = house.of(desk, "assistance-officer", "2026-11-22").await;
                let head = house.app.case_head(&officer, case).await.expect("the officer sees the case");
                assert!(head.closed, "{} ends closed", story.name);
                assert!(head.number.is_some(), "{} has a number", story.name);
            }
        }
        let proof = house.app.verify().await.expect("the proof runs");
        assert!(proof.is_sound(), "{proof:?}");
    });
}
