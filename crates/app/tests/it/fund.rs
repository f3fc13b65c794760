//! A payment on its way: into a batch, to the bank, and back with the bank's answer.
use std::collections::BTreeSet;

use app::cases::CaseFilter;
use app::fund::{
    AnswerColumn, AnswerFile, AnswerRow, AnswerWords, Encoding, FileWords, PaymentKey, Record, State, Taken,
};
use app::{Asker, Error, Once};
use kernel::Fen;
use kernel::id::CaseTypeId;
use stories::Story;
use testkit::{House, on_both};

use crate::support::{code, typed};

const DAY: &str = "2026-06-17";
const GRANTED: Fen = Fen(20_000_000);

fn once(key: &str) -> Once {
    Once(key.to_owned())
}

/// Two cases whose payment is under way, each of 200,000 yuan.
async fn ordered(house: &House) {
    let tree = testkit::tree();
    let text = tree.text(stories::AT_WORK).expect("UTF-8").expect("the walks are a file of the packs");
    let from = text.find("[[walk]]\nname = \"paid three months ago").expect("the walk");
    let walk = &text[from..];
    let arrives = walk.find("take = \"payment-arrived\"").expect("its end");
    let until = walk[..arrives].rfind("[[walk.step]]").expect("a step");
    let first = walk[..until].to_owned();
    let second = first
        .replace("paid three months ago", "paid as well")
        .replace("吴秀珍", "吴秀兰")
        .replace("〔2026〕5号", "〔2026〕6号")
        .replace("徐伟", "徐强");
    for text in [first, second] {
        let story = Story::read(&text).expect("it reads").remove(0);
        let kind = CaseTypeId::from("judicial-assistance");
        stories::play(&house.app, &kind, &story, &house.town.county.cast).await.expect("it goes as it says");
    }
}

fn words() -> AnswerWords {
    let one = |word: &str| vec![word.to_owned()];
    AnswerWords {
        heads: AnswerColumn::ALL.map(|column| one(column.word())),
        results: [one("paid"), one("failed"), one("reversed")],
        total: one("total"),
    }
}

fn file(lines: &[String]) -> AnswerFile {
    let head = "batch,payment,amount,result,day,reference,reason".to_owned();
    let cells = |line: &String| line.split(',').map(ToOwned::to_owned).collect();
    let rows = std::iter::once(&head).chain(lines).zip(1..);
    AnswerFile { rows: rows.map(|(line, number)| AnswerRow { number, cells: cells(line) }).collect() }
}

async fn states(house: &House, asker: &Asker) -> BTreeSet<String> {
    let cases = house.app.cases(asker, &CaseFilter::default(), None).await.expect("listed");
    cases.rows.iter().map(|row| row.state.en.clone()).collect()
}

/// A batch of both payments, released.
async fn released(house: &House, finance: &Asker, deputy: &Asker) -> Vec<PaymentKey> {
    let amount = typed(&[("amount", "500000"), ("on", DAY), ("document", "财社〔2026〕12号")]);
    let record = Record::read("appropriated", &amount).expect("a kind").expect("understood");
    house.app.record_in_fund(finance, 2026, record.clone(), &once("a")).await.expect("recorded");
    house.app.record_in_fund(finance, 2026, record, &once("a")).await.expect("sent twice does no harm");
    let payments = house.app.payments_to_send(finance).await.expect("listed");
    let keys: Vec<PaymentKey> = payments.iter().map(|own| own.key).collect();
    let view = house.app.fund(finance, 2026).await.expect("shown");
    assert_eq!((view.ready.0, view.position.flows.under_way), (2, Fen(40_000_000)));
    assert_eq!((view.position.appropriated, view.position.free), (Fen(50_000_000), Fen(10_000_000)));
    house.app.make_batch(finance, &keys, &once("b")).await.expect("made");
    let again = house.app.make_batch(finance, &keys, &once("c")).await.expect_err("they are in a batch");
    assert!(matches!(again, Error::Mistaken(_)), "{again:?}");
    let own = house.app.release_batch(finance, (2026, 1), &once("d")).await.expect_err("no clerk releases");
    assert_eq!(code(&own), "ACC-001");
    let words = file_words();
    let early = house.app.payment_file(finance, (2026, 1), (Encoding::Utf8, &words)).await.expect_err("not released");
    assert_eq!(code(&early), "FUND-004");
    house.app.release_batch(deputy, (2026, 1), &once("e")).await.expect("released");
    assert_eq!(house.app.batch(finance, (2026, 1)).await.expect("shown").line.state, State::Released);
    keys
}

fn file_words() -> FileWords {
    let heads = ["batch", "payment", "payee", "bank", "account", "amount", "purpose"].map(ToOwned::to_owned);
    let (name, purpose, total) = ("payments".to_owned(), "救助金".to_owned(), "total".to_owned());
    FileWords { name, heads, purpose, total }
}

#[test]
fn a_payment_goes_to_the_bank_and_its_answer_settles_the_case() {
    on_both(async |house| {
        ordered(&house).await;
        let (finance, deputy) = (house.asker("finance-clerk", DAY).await, house.asker("deputy-chief", DAY).await);
        let keys = released(&house, &finance, &deputy).await;
        let number = house.app.batch(&finance, (2026, 1)).await.expect("shown").line.number;

        let words_of_file = file_words();
        let utf8 = (Encoding::Utf8, &words_of_file);
        let sent = house.app.payment_file(&finance, (2026, 1), utf8).await.expect("a file");
        let text = String::from_utf8(sent.bytes).expect("UTF-8");
        assert!(text.contains("吴秀兰") && text.contains("6200000000000012"), "{text}");
        assert!(text.contains(&format!("{number},total,2,,,400000.00,")), "{text}");
        let gb = (Encoding::Gb18030, &words_of_file);
        let gb = house.app.payment_file(&finance, (2026, 1), gb).await.expect("a file");
        assert!(String::from_utf8(gb.bytes).is_err(), "it is another encoding");

        let paid = format!("{number},{},200000.00,paid,{DAY},R-1,", keys[0]);
        let failed = format!("{number},{},200000.00,failed,{DAY},,account closed", keys[1]);
        let bad = file(&[paid.clone(), failed.clone(), ",total,400000.01,2,,,".to_owned()]);
        let before = states(&house, &finance).await;
        let told = house.app.take_answer(&finance, (2026, 1), (&bad, &words(), ""), &once("f")).await;
        let Err(Error::Mistaken(told)) = told else { panic!("a wrong total is told: {told:?}") };
        assert_eq!((told[0].field.as_str(), told[0].code.as_str()), ("row.4.amount", "answer-wrong-sum"));

        let good = file(&[paid, failed, ",total,400000.00,2,,,".to_owned()]);
        let shown = house.app.preview_answer(&finance, (2026, 1), (&good, &words()), "").await.expect("it fits");
        assert_eq!(shown.len(), 2);
        assert_eq!(states(&house, &finance).await, before, "a look changes nothing");
        let taken = house.app.take_answer(&finance, (2026, 1), (&good, &words(), ""), &once("g")).await;
        assert_eq!(taken.expect("taken in"), Taken::In(2));
        let again = house.app.take_answer(&finance, (2026, 1), (&good, &words(), ""), &once("h")).await;
        assert_eq!(again.expect("told"), Taken::Before);
        let after = states(&house, &finance).await;
        assert!(!after.is_disjoint(&before) || after.len() == 2, "{after:?}");
        let view = house.app.fund(&finance, 2026).await.expect("shown");
        let flows = view.position.flows;
        assert_eq!((flows.paid, flows.under_way, flows.committed), (GRANTED, Fen::ZERO, GRANTED));
        assert_eq!((view.position.free, view.balance), (Fen(10_000_000), (Fen(30_000_000), Fen::ZERO)));

        let back = format!("{number},{},200000.00,reversed,{DAY},,recalled", keys[0]);
        let back = file(&[back, ",total,200000.00,1,,,".to_owned()]);
        let taken = house.app.take_answer(&finance, (2026, 1), (&back, &words(), ""), &once("i")).await;
        assert_eq!(taken.expect("told"), Taken::In(1));
        assert_eq!(house.app.fund(&finance, 2026).await.expect("shown").reversed.len(), 1);
        let proof = house.app.verify().await.expect("verified");
        assert_eq!((proof.funds, proof.different_funds, proof.is_sound()), (1, 0, true));
    });
}

#[test]
fn a_statement_is_held_against_what_is_computed_and_who_does_not_keep_the_fund_is_refused() {
    on_both(async |house| {
        let (finance, officer) =
            (house.asker("finance-clerk", DAY).await, house.asker("assistance-officer", DAY).await);
        let statement = |amount: &str| {
            let typed = typed(&[("amount", amount), ("on", DAY)]);
            Record::read("statement", &typed).expect("a kind").expect("understood")
        };
        house.app.record_in_fund(&finance, 2026, statement("0.01"), &once("a")).await.expect("recorded");
        let view = house.app.fund(&finance, 2026).await.expect("shown");
        assert_eq!((view.reconciled[0].statement, view.reconciled[0].computed), (Fen(1), Fen::ZERO));
        let no = house.app.record_in_fund(&officer, 2026, statement("1"), &once("b")).await.expect_err("no clerk");
        assert_eq!(code(&no), "ACC-001");
        let no = house.app.fund(&officer, 2026).await.expect_err("no clerk");
        assert_eq!(code(&no), "ACC-001");
        for (kind, fields) in [("budget", &[("amount", "x"), ("document", "1")][..]), ("correction", &[("why", "x")])] {
            assert!(Record::read(kind, &typed(fields)).expect("a kind").is_err(), "{kind}");
        }
    });
}
