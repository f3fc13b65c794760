//! Examples of the queue.
use super::QueuePage;
use crate::screens::preview::{both, shell};
use crate::screens::today::preview::leads;
use frame::parts::Pager;
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, QueuePage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let full = QueuePage {
        shell: shell(words, Area::Leads, "/leads"),
        said: say("12 条等着核实，其中 3 条紧急", "12 wait to be checked, 3 of them urgent"),
        take_next: true,
        kept: vec![
            (say("等待核实", "To check"), "/leads".to_owned(), true),
            (say("我领取的", "Mine"), "/leads?of=mine".to_owned(), false),
            (say("要先问清楚", "To ask first"), "/leads?of=ask".to_owned(), false),
            (say("已处理", "Settled"), "/leads?of=settled".to_owned(), false),
        ],
        none: (words.say("leads-none").into_owned(), words.say("leads-none-hint").into_owned()),
        leads: leads(words),
        pager: Pager { label: say("翻页", "Pages"), said: say("共 12 条", "12 leads"), first: None, next: None },
    };
    let empty =
        QueuePage {
            leads: Vec::new(), said: say("没有等着核实的线索", "nothing waits to be checked"), ..full.clone()
        };
    vec![("leads", full), ("leads-empty", empty)]
}
