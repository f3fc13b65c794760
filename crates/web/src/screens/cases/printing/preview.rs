//! Examples of printing many papers: the choice, a run that goes on, one of which some failed.
use super::{PrintingPage, ProgressPage};
use crate::screens::preview::{both, field, shell};
use frame::forms::{Choice, Input};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, PrintingPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let decision = Choice::of("decision", say("国家司法救助决定书（587）", "Decision (587)"), "decision");
    let page = PrintingPage {
        shell: shell(words, Area::Cases, "/cases/printing"),
        back: "/cases".to_owned(),
        said: say("612 件。请选择要打印的文书。", "612 cases; choose the document to print."),
        filters: vec![("of".to_owned(), "mine".to_owned())],
        once: "k-17".to_owned(),
        errors: Vec::new(),
        fields: vec![field(words, "document", ("文书", "Document"), Input::One(vec![decision]))],
    };
    vec![("cases-printing", page)]
}

pub(crate) fn runs(words: Words) -> Vec<(&'static str, ProgressPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let run = |zh: &str, en: &str, left: &[&str]| ProgressPage {
        shell: shell(words, Area::Cases, "/cases/printing/812"),
        title: say("国家司法救助决定书：已制作 341 / 587 份", "Decision: 341 of 587 printed"),
        said: say(zh, en),
        bar: (341, 587),
        left: left.iter().map(|number| ((*number).to_owned(), "/cases/7/papers".to_owned())).collect(),
        more: None,
        take: Some("/cases/printing/812/zip".to_owned()),
        again: Some("/cases/printing/812".to_owned()),
    };
    vec![
        ("cases-printing-run", run("后台正在制作。", "Printing goes on by itself.", &[])),
        ("cases-printing-failed", run("下列文书未能制作。", "These could not be printed.", &["金牛检司救〔2023〕7号"])),
    ]
}
