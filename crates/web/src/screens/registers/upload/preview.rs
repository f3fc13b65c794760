//! Examples of the upload.
use super::UploadPage;
use crate::screens::preview::{both, field, shell};
use frame::forms::field::Line;
use frame::forms::{Choice, Field, Input};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, UploadPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let field = |name: &str, zh: &str, en: &str, input| field(words, name, (zh, en), input);
    let mut file = field("file", "表格文件", "The table", Input::File { accept: ".csv,.xlsx,.xls".to_owned() });
    file.hint = Some(say("CSV、XLSX 或者 XLS，不超过 64 MB", "CSV, XLSX or XLS, at most 64 MB"));
    let sender = vec![Choice {
        value: "civil-affairs".to_owned(),
        label: say("民政局", "Civil affairs bureau"),
        hint: None,
        chosen: true,
    }];
    let fresh = UploadPage {
        shell: shell(words, Area::Registers, "/registers/upload"),
        once: "k-7".to_owned(),
        errors: Vec::new(),
        fields: vec![
            file,
            field("sender", "来自", "From", Input::OneOfMany(sender, say("请选择", "Choose"))),
            field(
                "purpose",
                "用途",
                "Purpose",
                Input::Line {
                    value: say("国家司法救助线索比对", "finding people who qualify for assistance"),
                    kind: Line::Text,
                },
            ),
            field(
                "until",
                "使用到",
                "May be used until",
                Input::Day { value: "2024-03-16".to_owned(), understood: true },
            ),
        ],
    };
    let mut wrong = fresh.clone();
    wrong.fields[0].error = Some((
        say("出错了：", "Error:"),
        say(
            "认不出这个文件。请上传 CSV、XLSX 或者 XLS 表格",
            "this file is not a table we know; send CSV, XLSX or XLS",
        ),
    ));
    wrong.errors = wrong.fields.iter().filter_map(Field::error_line).collect();
    vec![("upload", fresh), ("upload-wrong", wrong)]
}
