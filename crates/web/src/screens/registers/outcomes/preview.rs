//! Examples of what became of the rows of a file.
use super::{OutcomesPage, RowLine};
use crate::screens::preview::{both, masked, shell};
use frame::parts::{Pager, Tag, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, OutcomesPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let row = |place: u32, became: Tag, why: String, lead: Option<(String, String)>| RowLine {
        place: say(&format!("第 {place} 行"), &format!("row {place}")),
        who: masked(words, "李某", "李某"),
        person: Some("/people/7".to_owned()),
        harm_case: "示检刑诉〔2024〕12号".to_owned(),
        became,
        why,
        lead,
    };
    let none = ("outcomes-empty", Vec::new());
    let rows = vec![
        row(
            5,
            Tag::new(say("有线索", "lead"), Tone::Good),
            String::new(),
            Some((say("看线索", "See the lead"), "/leads/3".to_owned())),
        ),
        row(6, Tag::new(say("待查明", "question"), Tone::Soon), say("伤情", "the injury"), None),
        row(7, Tag::new(say("没有线索", "none"), Tone::Quiet), say("损失已经赔偿", "made good"), None),
    ];
    [("outcomes", rows), none]
        .map(|(name, rows)| {
            let page = OutcomesPage {
                shell: shell(words, Area::Registers, "/registers/batches/3/rows"),
                base: "/registers/batches/3".to_owned(),
                file: "刑事案件被害人台账.xlsx".to_owned(),
                rows,
                pager: Pager {
                    label: say("翻页", "Pages"), said: say("共 3 行", "3 rows"), first: None, next: None
                },
            };
            (name, page)
        })
        .to_vec()
}
