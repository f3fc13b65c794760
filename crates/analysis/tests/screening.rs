//! Sheets in, findings out: each reason, each question, and the near misses.
mod support;

use analysis::{AnalysisError, Limits, Live, Tables};
use jiff::civil::date;
use kernel::id::{BatchId, RegisterId};
use law::expr::Truth;
use support::{County, Sent, county, csv, findings};

const HEAD: &str = "案号,案由,被害人姓名,身份证号,出生日期,伤情等级,应赔金额,已赔金额";

/// Victims as lines of case, offence, name, number, birth date, injury, owed, paid.
fn victims(lines: &[&str]) -> Sent {
    csv("刑事案件被害人台账.csv", &format!("{HEAD}\n{}", lines.join("\n")))
}

fn low_income(lines: &[&str]) -> Sent {
    csv("低保名单.csv", &format!("户号,姓名,身份证号,救助类别,享受终止年月\n{}", lines.join("\n")))
}

fn grants(lines: &[&str]) -> Sent {
    csv("已发放救助金.csv", &format!("救助案号,原案号,受助人,身份证号,救助机关,救助金额\n{}", lines.join("\n")))
}

const WANG: &str = "990101197401210176";
const LI: &str = "990116195201200075";
const ZHAO: &str = "99010819750424121X";

#[tokio::test]
async fn a_table_that_is_missing_is_no_empty_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let register = RegisterId::from("low_income");
    let live = Live::from([(BatchId(1), [register.clone()].into())]);
    let opened =
        Tables::open(folder.path(), &support::registers(), &live, date(2024, 7, 5), Limits::default()).await.map(drop);
    assert!(matches!(opened, Err(AnalysisError::Missing { register: own, batch: BatchId(1) }) if own == register));
}

async fn screened(files: &[Sent]) -> (County, Vec<(u32, String)>) {
    let county = county(tempfile::tempdir().expect("a folder"), files, date(2024, 7, 5)).await;
    let found = findings(&county.outcomes);
    (county, found)
}

fn only(found: &[(u32, String)]) -> Vec<&str> {
    found.iter().map(|(_, finding)| finding.as_str()).collect()
}

#[tokio::test]
async fn a_poor_victim_who_got_nothing_is_a_lead_and_one_who_got_everything_is_not() {
    let files = [
        victims(&[
            &format!("某检1号,故意伤害,王小明,{WANG},1974-01-21,重伤二级,10万,0"),
            &format!("某检2号,故意伤害,李桂兰,{LI},1952-01-20,重伤二级,10万,10万元"),
            &format!("某检3号,故意伤害,赵丽,{ZHAO},1975-04-24,重伤二级,10万,9.9999万"),
        ]),
        low_income(&[&format!("A1,王小明,{WANG},特困,"), &format!("A2,李桂兰,{LI},低保,")]),
    ];
    let (county, found) = screened(&files).await;
    assert_eq!(only(&found), ["lead", "none made-good", "none no-sign-of-hardship"]);
    assert_eq!(county.received.iter().map(|file| file.kept).sum::<usize>(), 5);
}

#[tokio::test]
async fn help_for_this_case_ends_it_and_help_for_another_does_not() {
    let line = |case: &str| format!("某检{case}号,故意伤害,王小明,{WANG},1974-01-21,重伤二级,10万,0");
    let files = [
        victims(&[&line("〔2024〕7"), &line("〔2024〕8")]),
        low_income(&[&format!("A1,王小明,{WANG},特困,")]),
        grants(&[&format!("救1号,某检（2024） 07号,王小明,{WANG},某法院,20000")]),
    ];
    let (_, found) = screened(&files).await;
    assert_eq!(only(&found), ["none helped-for-this-case", "lead"]);
}

#[tokio::test]
async fn a_grant_that_names_no_case_is_a_question_and_not_a_no() {
    let files = [
        victims(&[&format!("某检7号,故意伤害,王小明,{WANG},1974-01-21,重伤二级,10万,0")]),
        low_income(&[&format!("A1,王小明,{WANG},特困,")]),
        grants(&[&format!("救1号,,王小明,{WANG},某法院,20000")]),
    ];
    assert_eq!(only(&screened(&files).await.1), ["ask payment"]);
}

#[tokio::test]
async fn a_namesake_neither_links_nor_suppresses() {
    let files = [
        victims(&[&format!("某检7号,故意伤害,王小明,{WANG},1974-01-21,重伤二级,10万,0")]),
        low_income(&[&format!("A1,王小明,{LI},特困,")]),
        grants(&[&format!("救1号,某检7号,王小明,{LI},某法院,20000")]),
    ];
    assert_eq!(only(&screened(&files).await.1), ["none no-sign-of-hardship"]);
}

#[tokio::test]
async fn without_a_valid_number_it_is_asked_who_it_is_and_a_namesake_of_the_birthday_is_shown() {
    let files = [
        victims(&[
            "某检1号,故意伤害,王小明,990101********0176,1974-01-21,重伤二级,10万,0",
            "某检2号,故意伤害,李桂兰,,1952-01-20,重伤二级,10万,0",
            "某检3号,故意伤害,赵丽,990108197504241211,1975-04-24,重伤二级,10万,0",
            "某检4号,故意伤害,钱多,,1980-01-01,重伤二级,10万,0",
            "某检5号,故意伤害,孙少,,1980-01-02,重伤二级,10万,10万",
        ]),
        low_income(&[
            &format!("A1,王小明,{WANG},特困,"),
            &format!("A2,李桂兰,{LI},低保,"),
            &format!("A3,赵丽,{ZHAO},低保,"),
        ]),
    ];
    let (county, found) = screened(&files).await;
    let asked = "ask identity to-confirm";
    assert_eq!(only(&found), [asked, asked, asked, "ask identity", "none made-good"]);
    assert_eq!(county.received[0].bad.len(), 1, "a wrong check digit is bad, a mask is not");
}

#[tokio::test]
async fn whoever_may_be_somebody_in_hardship_is_a_lead_to_confirm_whatever_else_is_open() {
    let line =
        |case: u8, injury: &str, paid: &str| format!("某检{case}号,故意伤害,李桂兰,,1952-01-20,{injury},10万,{paid}");
    let files = [
        victims(&[&line(1, "重伤二级", "0"), &line(2, "轻伤二级", "0"), &line(3, "重伤二级", "—")]),
        low_income(&[&format!("A2,李桂兰,{LI},低保,")]),
    ];
    assert_eq!(only(&screened(&files).await.1), ["ask identity to-confirm"; 3]);
}

#[tokio::test]
async fn whoever_may_be_somebody_helped_for_this_very_case_is_a_question_and_no_lead_to_confirm() {
    let line = |case: u8| format!("某检{case}号,故意伤害,李桂兰,,1952-01-20,重伤二级,10万,0");
    let files = [
        victims(&[&line(1), &line(2)]),
        low_income(&[&format!("A2,李桂兰,{LI},低保,")]),
        grants(&[&format!("救1号,某检1号,李桂兰,{LI},某法院,20000")]),
    ];
    assert_eq!(only(&screened(&files).await.1), ["ask identity", "ask identity to-confirm"]);
}

#[tokio::test]
async fn a_victim_whose_name_was_written_by_ear_may_be_the_one_of_that_birthday() {
    let files = [
        victims(&["某检1号,故意伤害,李贵兰,,1952-01-20,重伤二级,10万,0"]),
        low_income(&[&format!("A2,李桂兰,{LI},低保,")]),
    ];
    assert_eq!(only(&screened(&files).await.1), ["ask identity to-confirm"]);
}

#[tokio::test]
async fn a_hardship_row_without_a_number_makes_a_known_victim_a_lead_to_confirm() {
    let women = csv("困难妇女.csv", "姓名,身份证号,联系电话,困难类别\n赵丽,99010819750424****,,单亲困难母亲");
    let files = [victims(&[&format!("某检3号,故意伤害,赵丽,{ZHAO},1975-04-24,重伤二级,10万,0")]), women];
    assert_eq!(only(&screened(&files).await.1), ["ask identity to-confirm"]);
}

#[tokio::test]
async fn what_harm_counts_depends_on_the_offence() {
    let line = |case: u8, offence: &str, injury: &str, owed: &str| {
        let loss = if ["诈骗", "盗窃"].contains(&offence) { "" } else { "0" };
        format!("某检{case}号,{offence},王小明,{WANG},1974-01-21,{injury},{owed},0,否,{loss}")
    };
    let files = [
        with_all(&[
            &line(1, "交通肇事", "轻伤二级", "5000"),
            &line(2, "故意伤害", "轻伤二级", "9万"),
            &line(3, "交通肇事", "轻微伤", "9万"),
            &line(4, "诈骗", "无", "30000"),
            &line(5, "盗窃", "无", "29999.99元"),
            &line(6, "故意杀人", "死亡", "90万"),
            &line(7, "诈骗", "无", "约三十万"),
            &line(8, "过失致人重伤", "", "9万"),
        ]),
        low_income(&[&format!("A1,王小明,{WANG},特困,")]),
    ];
    let (_, found) = screened(&files).await;
    let none = "none no-harm";
    assert_eq!(only(&found), ["lead", none, none, "lead", none, "lead", "ask payment", "ask injury"]);
}

/// The same with 是否急需救治 and 财产损失额.
fn with_all(lines: &[&str]) -> Sent {
    csv("刑事案件被害人台账.csv", &format!("{HEAD},是否急需救治,财产损失额\n{}", lines.join("\n")))
}

#[tokio::test]
async fn what_nobody_wrote_down_is_asked_and_not_taken_for_a_no() {
    let line = |case: u8, offence: &str, injury: &str, urgent: &str, loss: &str| {
        format!("某检{case}号,{offence},王小明,{WANG},1974-01-21,{injury},9万,0,{urgent},{loss}")
    };
    let cases = [
        (line(1, "故意伤害", "轻伤二级", "否", "0"), "none no-harm"),
        (line(2, "故意伤害", "轻伤二级", "", "0"), "ask injury"),
        (line(3, "故意伤害", "轻伤二级", "否", ""), "ask payment"),
        (line(4, "交通肇事", "轻微伤", "否", ""), "ask payment"),
        (line(5, "故意伤害", "轻微伤", "是", ""), "lead"),
        (line(6, "诈骗", "无", "", "20000"), "none no-harm"),
        (line(7, "故意伤害", "轻微伤", "", "3万"), "lead"),
    ];
    let lines: Vec<&str> = cases.iter().map(|(line, _)| line.as_str()).collect();
    let files = [with_all(&lines), low_income(&[&format!("A1,王小明,{WANG},特困,")])];
    assert_eq!(only(&screened(&files).await.1), cases.map(|(_, finding)| finding));
}

#[tokio::test]
async fn help_for_a_case_without_a_number_is_unknown_to_whoever_has_a_grant() {
    let victim = |name: &str, id: &str| format!(",故意伤害,{name},{id},,重伤二级,10万,0");
    let files = [
        victims(&[&victim("王小明", WANG), &victim("李桂兰", LI)]),
        low_income(&[&format!("A1,王小明,{WANG},特困,"), &format!("A2,李桂兰,{LI},低保,")]),
        grants(&[&format!("救1号,某检〔2024〕7号,王小明,{WANG},某法院,20000")]),
    ];
    assert_eq!(only(&screened(&files).await.1), ["ask payment", "lead"]);
}

#[tokio::test]
async fn what_is_owed_to_one_is_not_set_against_what_was_paid_in_the_whole_case() {
    let own = victims(&[
        &format!("某检1号,故意伤害,王小明,{WANG},1974-01-21,重伤二级,10万,—"),
        &format!("某检2号,故意伤害,李桂兰,{LI},1952-01-20,重伤二级,,"),
    ]);
    let whole = csv("赔偿情况.csv", "案号,应赔金额,已赔金额\n某检1号,40万,30万\n某检2号,40万,30万");
    let poor = low_income(&[&format!("A1,王小明,{WANG},特困,"), &format!("A2,李桂兰,{LI},低保,")]);
    assert_eq!(only(&screened(&[own, whole, poor]).await.1), ["ask payment", "lead"]);
}

#[tokio::test]
async fn an_empty_cell_of_insurance_leaves_what_was_paid_unknown_unless_the_rest_makes_good() {
    let ledger = csv(
        "被害人.csv",
        &format!(
            "案号,案由,被害人姓名,身份证号,伤情等级\n某检1号,故意伤害,王小明,{WANG},重伤一级\n\
             某检2号,故意伤害,李桂兰,{LI},重伤一级\n某检3号,故意伤害,赵丽,{ZHAO},重伤一级"
        ),
    );
    let amounts = |cells: [&str; 3]| {
        let lines = (1..).zip(cells).map(|(case, cells)| format!("某检{case}号,{cells}"));
        csv("赔偿情况.csv", &format!("案号,应赔金额,已赔金额,保险赔付\n{}", lines.collect::<Vec<_>>().join("\n")))
    };
    let poor = || {
        low_income(&[
            &format!("A1,王小明,{WANG},特困,"),
            &format!("A2,李桂兰,{LI},低保,"),
            &format!("A3,赵丽,{ZHAO},低保,"),
        ])
    };
    let files = [ledger, amounts(["10万,4万,0", "10万,4万,—", "10万,10万,—"]), poor()];
    assert_eq!(only(&screened(&files).await.1), ["lead", "ask payment", "none made-good"]);
}

#[tokio::test]
async fn a_victim_of_a_crime_on_the_road_is_a_victim_of_a_crime() {
    let files = [
        victims(&[&format!("某检1号,交通肇事,王小明,{WANG},1974-01-21,重伤二级,10万,0")]),
        low_income(&[&format!("A1,王小明,{WANG},特困,")]),
    ];
    let (county, _) = screened(&files).await;
    let (facts, rules) = support::criteria_with("harm_kind = 'crime'");
    let criteria = analysis::forecast::Criteria { facts: &facts, rules: &rules, version: "one" };
    let sums = analysis::forecast(&county.tables, &support::rule(), criteria, |_| true).await.expect("it runs");
    assert_eq!((sums.grounds["serious-injury"].yes, sums.grounds["serious-injury"].no), (1, 0));
}

#[tokio::test]
async fn a_row_of_a_sites_own_query_that_says_nobody_is_an_error_and_no_lead() {
    let (county, _) =
        screened(&[victims(&[&format!("某检1号,故意伤害,王小明,{WANG},1974-01-21,重伤二级,10万,0")])]).await;
    let mut rule = support::rule();
    let last = rule.steps.last_mut().expect("a last step");
    last.sql = last.sql.replacen("victims.person,", "cast(null as bigint) as person,", 1);
    let told = analysis::screen(&county.tables, &rule).await.expect("it is planned").all().await.expect_err("nobody");
    assert_eq!(told.to_string(), "the query gives a row without person");
}

#[tokio::test]
async fn the_near_relative_of_the_dead_is_harmed_and_a_suspect_is_not() {
    let ledger = csv(
        "涉案人员.csv",
        &format!(
            "案号,案由,姓名,证件号码,角色,伤情等级,应赔金额,已赔金额\n\
             某检1号,故意杀人,王小明,{WANG},被害人,死亡,90万,0\n\
             某检1号,故意杀人,李桂兰,{LI},被害人近亲属,,90万,0\n\
             某检1号,故意杀人,赵丽,{ZHAO},犯罪嫌疑人,重伤二级,90万,0"
        ),
    );
    let poor = low_income(&[&format!("A2,李桂兰,{LI},低保,"), &format!("A3,赵丽,{ZHAO},低保,")]);
    let (_, found) = screened(&[ledger, poor]).await;
    assert_eq!(found, [(2, "none no-sign-of-hardship".to_owned()), (3, "lead".to_owned())]);
}

#[tokio::test]
async fn who_left_the_list_does_not_stand_in_it_and_this_month_still_counts() {
    let line = |case: u8, name: &str, id: &str| format!("某检{case}号,故意伤害,{name},{id},,重伤二级,10万,0");
    let files = [
        victims(&[&line(1, "王小明", WANG), &line(2, "李桂兰", LI)]),
        low_income(&[&format!("A1,王小明,{WANG},特困,2024-06"), &format!("A2,李桂兰,{LI},低保,2024-07")]),
    ];
    assert_eq!(only(&screened(&files).await.1), ["none no-sign-of-hardship", "lead"]);
}

#[tokio::test]
async fn a_later_ledger_adds_what_the_first_did_not_know() {
    let first = victims(&[&format!("某检1号,故意伤害,王小明,{WANG},1974-01-21,,10万,—")]);
    let later = victims(&[&format!("某检1号,故意伤害,王小明,{WANG},1974-01-21,重伤二级,,0")]);
    let poor = || low_income(&[&format!("A1,王小明,{WANG},特困,")]);
    assert_eq!(only(&screened(&[first, poor()]).await.1), ["ask injury"]);
    let first = victims(&[&format!("某检1号,故意伤害,王小明,{WANG},1974-01-21,,10万,—")]);
    let (county, found) = screened(&[first, later, poor()]).await;
    assert_eq!(only(&found), ["lead"], "one person and case has one finding");
    assert_eq!(county.outcomes[0].key.batch.0, 1, "the last row speaks for it");
}

#[tokio::test]
async fn compensation_by_case_counts_for_every_victim_of_the_case() {
    let ledger = csv(
        "被害人.csv",
        &format!(
            "案号,案由,被害人姓名,身份证号,伤情等级\n某检1号,故意伤害,王小明,{WANG},重伤一级\n某检2号,故意伤害,李桂兰,{LI},重伤一级"
        ),
    );
    let paid = csv(
        "赔偿情况.csv",
        "案号,应赔金额（万元）,已赔金额（万元）,保险赔付\n某检1号,10,4,6万元\n某检2号,10,4,5.9万元",
    );
    let poor = low_income(&[&format!("A1,王小明,{WANG},特困,"), &format!("A2,李桂兰,{LI},低保,")]);
    assert_eq!(only(&screened(&[ledger, paid, poor]).await.1), ["none made-good", "lead"]);
}

#[tokio::test]
async fn bulk_and_single_weighing_agree_on_every_victim() {
    let files = [
        victims(&[
            &format!("某检1号,交通肇事,王小明,{WANG},1974-01-21,轻伤,10万,0"),
            &format!("某检2号,诈骗,李桂兰,{LI},1952-01-20,,10万,—"),
            "某检3号,故意伤害,赵丽,,1975-04-24,重伤二级,,0",
        ]),
        low_income(&[&format!("A1,王小明,{WANG},特困,"), &format!("A3,赵丽,{ZHAO},低保,")]),
    ];
    let (county, _) = screened(&files).await;
    let rule = support::rule();
    assert_eq!(county.outcomes.len(), 3);
    for outcome in &county.outcomes {
        assert_eq!(rule.weigh(&outcome.facts, date(2024, 7, 5)), outcome.weighed);
    }
}

#[tokio::test]
async fn queries_only_read() {
    let (county, _) = screened(&[low_income(&[&format!("A1,王小明,{WANG},特困,")])]).await;
    for forbidden in ["create table x as select 1", "drop table low_income", "copy low_income to 'x.csv'", "set a = 1"]
    {
        assert!(county.tables.sql(forbidden).await.is_err(), "{forbidden}");
    }
    let rows =
        county.tables.sql("select kind, monthly from low_income").await.expect("planned").all().await.expect("run");
    assert_eq!(rows.iter().map(datafusion::arrow::array::RecordBatch::num_rows).sum::<usize>(), 1);
    assert!(county.tables.sql("select name from low_income").await.is_err(), "there are no names");
}

#[tokio::test]
async fn criteria_over_everyone_say_what_holds_and_what_is_to_be_found_out() {
    let files = [
        victims(&[
            &format!("某检1号,故意伤害,王小明,{WANG},1974-01-21,重伤二级,10万,0"),
            &format!("某检2号,故意伤害,李桂兰,{LI},1952-01-20,轻微伤,10万,0"),
        ]),
        low_income(&[&format!("A1,王小明,{WANG},特困,")]),
    ];
    let (county, _) = screened(&files).await;
    let case_type = support::criteria();
    let mut people = Vec::new();
    let criteria = analysis::forecast::Criteria { facts: &case_type.0, rules: &case_type.1, version: "one" };
    let rule = support::rule();
    let sums = analysis::forecast(&county.tables, &rule, criteria, |person| {
        people.push(person.clone());
        true
    });
    let sums = sums.await.expect("it runs");
    assert_eq!((sums.all.yes, sums.all.no, sums.all.unknown), (1, 0, 1));
    let poor_and_hurt = sums.grounds["serious-injury"];
    assert_eq!((poor_and_hurt.yes, poor_and_hurt.no, poor_and_hurt.unknown), (1, 1, 0));
    assert_eq!(people.iter().map(|person| person.result).filter(|result| *result == Truth::Unknown).count(), 1);
    let sums = analysis::forecast(&county.tables, &rule, criteria, |_| false).await.expect("it runs");
    assert_eq!(sums, analysis::forecast::Forecast::default(), "who does not count is in no sum");
}
