//! An example of Today: a Monday in March with one thing late.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{Elsewhere, ElsewhereLine, LeadLine, Task, TodayPage};
use crate::screens::preview::{both, shell};
use frame::parts::{Hidden, Share, Stat, Tag, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, TodayPage)> {
    let day = "星期一 3月20日";
    let full = TodayPage {
        shell: shell(words, Area::Today, "/today"),
        lede: both(
            words,
            &format!("{day} · 你名下在办 9 件，今天要动手 2 件"),
            "Monday 20 March · 9 open cases are yours, 2 need you today",
        ),
        values: Some((both(words, "1 项数值待您确认", "1 value waits for you to confirm it"), "/admin/standards")),
        take_next: true,
        stats: stats(words),
        tasks: tasks(words),
        waiting: Vec::new(),
        elsewhere: Some(elsewhere(words)),
        leads_shown: true,
        leads: leads(words),
        leads_said: both(words, "全部 12 条", "All 12"),
        account_shown: true,
        account: account(words),
        account_sum: "214 = 214".to_owned(),
    };
    let empty = TodayPage { tasks: Vec::new(), leads: Vec::new(), account: Vec::new(), ..full.clone() };
    vec![("today", full), ("today-empty", empty)]
}

fn stats(words: Words) -> Vec<Stat> {
    let stat = |number: &str, zh: &str, en: &str, tone| Stat {
        number: number.to_owned(),
        label: both(words, zh, en),
        href: Some("/cases?of=desk&due=late".to_owned()),
        tone,
    };
    vec![
        stat("1", "已超期", "overdue", Tone::Late),
        stat("4", "三个工作日内到期", "due within three working days", Tone::Plain),
        stat("12", "新线索，其中 3 条紧急", "new leads, 3 of them urgent", Tone::Plain),
        stat("2", "待我审批", "waiting for my approval", Tone::Plain),
    ]
}

fn tasks(words: Words) -> Vec<Task> {
    let task = |due: (&str, &str, Tone),
                day: (&str, &str),
                what: (&str, &str),
                who: (&str, &str),
                number: &str,
                why: (&str, &str),
                act: (&str, &str)| Task {
        due: Tag::new(both(words, due.0, due.1), due.2),
        day: both(words, day.0, day.1),
        what: both(words, what.0, what.1),
        who: Hidden::masked(both(words, who.0, who.1), both(words, "已遮蔽", "masked")),
        number: number.to_owned(),
        href: "/cases/7".to_owned(),
        why: both(words, why.0, why.1),
        act: both(words, act.0, act.1),
        act_href: "/cases/7/steps/remind".to_owned(),
    };
    vec![
        task(
            ("超 1 天", "1 day late", Tone::Late),
            ("3月19日", "19 Mar"),
            ("催办：街道办答复就业帮扶", "Remind the neighbourhood office: help with work"),
            ("黄某某", "Huang ××"),
            "金牛检司救〔2023〕7号",
            ("协作约定，10 个工作日", "agreed, 10 working days"),
            ("催办", "Remind"),
        ),
        task(
            ("今天", "today", Tone::Soon),
            ("3月20日", "20 Mar"),
            ("告知补正材料", "Say which papers are missing"),
            ("陈某", "Chen ×"),
            "金牛检司救〔2023〕5号",
            ("收到申请后 5 个工作日", "5 working days from the application"),
            ("起草告知", "Draft notice"),
        ),
        task(
            ("剩 3 个工作日", "3 working days left", Tone::Soon),
            ("3月23日", "23 Mar"),
            ("提出救助意见", "Propose a decision"),
            ("黄某某", "Huang ××"),
            "金牛检司救〔2023〕7号",
            ("受理后 10 个工作日", "10 working days from acceptance"),
            ("起草意见", "Draft opinion"),
        ),
        task(
            ("剩 4 天", "4 days left", Tone::Plain),
            ("3月24日", "24 Mar"),
            ("首次答复来信", "First answer to a letter"),
            ("周某", "Zhou ×"),
            "金牛检司救〔2023〕9号",
            ("收到后 7 日", "7 days from receipt"),
            ("答复", "Answer"),
        ),
        task(
            ("剩 7 天", "7 days left", Tone::Plain),
            ("3月27日", "27 Mar"),
            ("回访：救助金使用情况", "Return visit: how the money is used"),
            ("刘某（未成年人）", "Liu × (a minor)"),
            "金牛检司救〔2022〕41号",
            ("发放后 3 个月，本院设定", "3 months from payment, our own setting"),
            ("安排走访", "Plan visit"),
        ),
    ]
}

fn elsewhere(words: Words) -> Elsewhere {
    let line = |late: (&str, &str), day: (&str, &str), what: (&str, &str), desk: (&str, &str)| ElsewhereLine {
        due: Tag::new(both(words, late.0, late.1), Tone::Late),
        day: both(words, day.0, day.1),
        what: both(words, what.0, what.1),
        who: Hidden::masked(both(words, "陈某", "Chen ×"), both(words, "已遮蔽", "masked")),
        number: "金牛检司救〔2023〕5号".to_owned(),
        href: "/cases/5".to_owned(),
        desk: both(words, desk.0, desk.1),
        officer: Some(both(words, "承办：沈岚", "officer: Shen Lan")),
    };
    Elsewhere {
        title: words.say("today-elsewhere-late").into_owned(),
        none: words.say("today-elsewhere-late-none").into_owned(),
        what: words.say("task-what").into_owned(),
        lines: vec![line(
            ("超 4 天", "4 days late"),
            ("3月16日", "16 Mar"),
            ("作出救助决定", "Decide on the application"),
            ("承办检察官", "Assistance officer"),
        )],
        all: (both(words, "全部 1 件", "All 1"), "/cases?due=late".to_owned()),
    }
}

pub(crate) fn leads(words: Words) -> Vec<LeadLine> {
    let lead = |score: &str,
                colour: &'static str,
                colour_word: (&str, &str),
                who: (&str, &str),
                why: (&str, &str),
                from: (&str, &str),
                confirm: bool| LeadLine {
        score: score.to_owned(),
        colour,
        colour_word: both(words, colour_word.0, colour_word.1),
        who: Hidden::masked(both(words, who.0, who.1), both(words, "已遮蔽", "masked")),
        why: both(words, why.0, why.1),
        from: both(words, from.0, from.1),
        href: "/leads/82".to_owned(),
        state: confirm.then(|| Tag::new(both(words, "身份待确认", "identity to confirm"), Tone::Soon)),
    };
    let (red, amber) = (("紧急", "urgent"), ("较急", "pressing"));
    vec![
        lead(
            "82",
            "red",
            red,
            ("王某", "Wang ×"),
            ("重伤二级，分文未赔；特困供养", "seriously injured, nothing paid; on subsistence support"),
            ("刑事案件被害人", "victims of crime"),
            false,
        ),
        lead(
            "74",
            "red",
            red,
            ("周某", "Zhou ×"),
            ("父亲被害，母亲一级残疾", "father killed, mother severely disabled"),
            ("困境儿童", "children in difficulty"),
            false,
        ),
        lead(
            "51",
            "amber",
            amber,
            ("李某某", "Li ××"),
            ("判赔 159,000 元，终本未得", "awarded ¥159,000, enforcement without result"),
            ("赔偿与执行", "compensation and enforcement"),
            true,
        ),
    ]
}

pub(crate) fn account(words: Words) -> Vec<Share> {
    let share = |class, zh: &str, en: &str, count: &str, from, wide| Share {
        class,
        label: both(words, zh, en),
        count: count.to_owned(),
        href: Some(format!("/registers/account?line={class}")),
        from,
        wide,
    };
    vec![
        share("helped", "已救助", "helped", "61", 0, 285),
        share("found", "办理中", "in hand", "38", 285, 178),
        share("asked", "已问，等答复", "asked, waiting for an answer", "17", 463, 79),
        share("not-eligible", "不符合（依据可查）", "not eligible (grounds on file)", "92", 542, 430),
        share("unknown", "事实不明，待查", "facts not known, to find out", "6", 972, 28),
    ]
}
