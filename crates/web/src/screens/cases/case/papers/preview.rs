//! Examples of the tab: Ms Huang's case.
use super::{Asked, Made, MakeLine, PapersPage};
use crate::screens::cases::case::preview::{Say, frame, head};
use app::cases::Tab;
use frame::Words;
use frame::parts::{Sure, Tone};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, PapersPage)> {
    let w = Say(words);
    let made = |zh: &str, en: &str, when: (&str, &str)| Made {
        label: w.s(zh, en),
        number: "金牛检司救受〔2023〕7号".to_owned(),
        when: w.s(when.0, when.1),
        href: Some("/cases/7/papers/1".to_owned()),
        set: Some("/documents/1/set".to_owned()),
        public: None,
        state: None,
    };
    let paper = |zh: &str, en: &str, hint: (&str, &str)| MakeLine {
        label: w.s(zh, en),
        hint: w.s(hint.0, hint.1),
        href: "/cases/7/steps/make-delivery-receipt".to_owned(),
    };
    let asked = |zh: &str, en: &str, tone, note: (&str, &str)| Asked {
        label: w.s(zh, en),
        state: if tone == Tone::Good { w.tag("已收到", "received", tone) } else { w.tag("还缺", "missing", tone) },
        note: w.s(note.0, note.1),
    };
    vec![(
        "case-papers",
        PapersPage {
            shell: frame(words),
            head: head(words, Tab::Papers),
            kept: Some((
                w.s("结案后卷宗保管 30 年。", "The file is kept 30 years after closing."),
                w.s("检察诉讼档案保管期限规定", "Periods for keeping the files of procuratorates"),
                Sure { text: w.s("待确认", "to be confirmed"), check: true },
            )),
            made: vec![
                made("受理通知书", "Notice of acceptance", ("3月9日 · 沈岚", "9 March · Shen Lan")),
                made("补正材料通知书", "Notice of missing papers", ("3月13日 · 沈岚", "13 March · Shen Lan")),
            ],
            makeable: vec![paper("送达回证", "Delivery receipt", ("由受送达人签收", "Whoever gets them signs"))],
            file: Some("/cases/7/file".to_owned()),
            asked: vec![
                asked("申请书", "Application", Tone::Good, ("3月9日", "9 March")),
                asked("身份证明", "Proof of identity", Tone::Good, ("3月9日", "9 March")),
                asked(
                    "生活困难证明",
                    "Proof of hardship",
                    Tone::Soon,
                    ("村（居）委会或者街道出具", "from the village or neighbourhood"),
                ),
            ],
        },
    )]
}
