use jiff::civil::{Date, date};
use kernel::Fen;
use kernel::id::{CaseId, OfficeId};
use proptest::prelude::*;

use super::answer::AnswerWords;
use super::*;
use crate::cases::decide::No;

const TODAY: Date = date(2026, 3, 20);
const NUMBER: &str = "2026-2-1";

fn key(case: i64, payment: u32) -> PaymentKey {
    PaymentKey { case: CaseId(case), payment }
}

fn payable(case: i64, yuan: i64) -> Payable {
    let (checked_on, payable_from) = (Some(TODAY), Some(TODAY));
    Payable {
        key: key(case, 1),
        amount: Fen::from_yuan(yuan).expect("small"),
        checked_on,
        payable_from,
        in_batch: false,
    }
}

fn fund() -> Fund {
    let mut fund = Fund::new(OfficeId(2), 2026);
    let (amount, on, document) = (Fen(50_000_000), TODAY, "2026-12".to_owned());
    let position = Position::of(&fund, Flows::default()).expect("small sums");
    let entry = Entry { movement: Movement::Appropriated, amount, on, document };
    fund.apply(record(&fund, entry, &position, TODAY).expect("recorded"));
    fund
}

/// A fund with a batch of three payments at the bank: 100, 200 and 300.05 yuan.
fn sent() -> Fund {
    let mut fund = fund();
    let mut payments = vec![payable(12, 100), payable(13, 200), payable(14, 300)];
    payments[2].amount = Fen(30_005);
    fund.apply(make_batch(&fund, &payments, "user:5", TODAY).expect("made"));
    fund.apply(release(&fund, 1, "user:6", TODAY).expect("released"));
    fund
}

fn words() -> AnswerWords {
    let one = |word: &str| vec![word.to_owned()];
    AnswerWords {
        heads: AnswerColumn::ALL.map(|column| one(column.word())),
        results: [one("paid"), one("failed"), one("reversed")],
        total: one("total"),
    }
}

fn rows(text: &str) -> Vec<AnswerRow> {
    let head = "batch,payment,amount,result,day,reference,reason";
    let cells = |line: &str| line.split(',').map(ToOwned::to_owned).collect();
    let lines = std::iter::once(head).chain(text.lines());
    lines.zip(1..).map(|(line, number)| AnswerRow { number, cells: cells(line) }).collect()
}

const GOOD: &str = "2026-2-1,12-1,100.00,paid,2026-03-20,R-1,\n2026-2-1,13-1,200.00,failed,2026-03-20,,no such account\n,total,300.00,2,,,";

#[test]
fn an_answer_that_fits_its_batch_is_understood_row_by_row() {
    let fund = sent();
    let lines = read(&rows(GOOD), &words(), (&fund.batches[0], NUMBER), TODAY).expect("understood");
    let told: Vec<_> = lines.iter().map(|own| (own.row, own.settled.outcome, own.known)).collect();
    assert_eq!(told, [(2, Outcome::Paid, false), (3, Outcome::Failed, false)]);
}

#[test]
fn each_bad_answer_is_told_by_row_and_column_and_nothing_of_it_counts() {
    let bad = [
        ("", "file", "answer-no-total"),
        ("2026-2-1,12-1,100.00,paid,2026-03-20,R-1,", "file", "answer-no-total"),
        ("2026-2-1,12-1,100.00,paid,2026-03-20,R-1,\n,total,100.01,1,,,", "row.3.amount", "answer-wrong-sum"),
        ("2026-2-1,12-1,100.00,paid,2026-03-20,R-1,\n,total,100.00,2,,,", "row.3.result", "answer-wrong-count"),
        ("2026-2-1,99-1,100.00,paid,2026-03-20,R-1,\n,total,100.00,1,,,", "row.2.payment", "answer-unknown-payment"),
        ("2026-2-9,12-1,100.00,paid,2026-03-20,R-1,\n,total,100.00,1,,,", "row.2.batch", "answer-other-batch"),
        ("2026-2-1,12-1,100.01,paid,2026-03-20,R-1,\n,total,100.01,1,,,", "row.2.amount", "answer-other-amount"),
        ("2026-2-1,12-1,1oo,paid,2026-03-20,R-1,\n,total,100.00,1,,,", "row.2.amount", "not-an-amount"),
        ("2026-2-1,12-1,100.00,maybe,2026-03-20,R-1,\n,total,100.00,1,,,", "row.2.result", "answer-no-result"),
        ("2026-2-1,12-1,100.00,paid,2026-02-30,R-1,\n,total,100.00,1,,,", "row.2.day", "not-a-date"),
        ("2026-2-1,12-1,100.00,paid,2026-03-21,R-1,\n,total,100.00,1,,,", "row.2.day", "date-in-future"),
        ("2026-2-1,12-1,100.00,paid,2026-03-20,,\n,total,100.00,1,,,", "row.2.reference", "required"),
        ("2026-2-1,12-1,100.00,failed,2026-03-20,,\n,total,100.00,1,,,", "row.2.reason", "required"),
        ("2026-2-1,12-1,100.00,reversed,2026-03-20,,back\n,total,100.00,1,,,", "row.2.result", "answer-not-paid"),
        (
            "2026-2-1,12-1,100.00,paid,2026-03-20,R-1,\n2026-2-1,12-1,100.00,paid,2026-03-20,R-1,\n,total,200.00,2,,,",
            "row.3.payment",
            "answer-twice",
        ),
    ];
    let fund = sent();
    for (text, field, code) in bad {
        let told = read(&rows(text), &words(), (&fund.batches[0], NUMBER), TODAY).expect_err(text);
        let told: Vec<_> = told.iter().map(|own| (own.field.as_str(), own.code.as_str())).collect();
        assert_eq!(told, [(field, code)], "{text}");
    }
    let no_head = vec![AnswerRow { number: 1, cells: vec!["payment".to_owned()] }];
    let told = read(&no_head, &words(), (&fund.batches[0], NUMBER), TODAY).expect_err("six columns are missing");
    assert_eq!(told.len(), 6);
}

#[test]
fn a_later_answer_may_repeat_or_reverse_an_earlier_one_and_not_contradict_it() {
    let mut fund = sent();
    let lines = read(&rows(GOOD), &words(), (&fund.batches[0], NUMBER), TODAY).expect("understood");
    let lines = lines.into_iter().map(|own| own.settled).collect();
    fund.apply(FundEvent::Answered { batch: 1, file: "a".to_owned(), lines, on: TODAY });
    let again = read(&rows(GOOD), &words(), (&fund.batches[0], NUMBER), TODAY).expect("the same again");
    assert!(again.iter().all(|own| own.known));
    let later = |text: &str| read(&rows(text), &words(), (&fund.batches[0], NUMBER), TODAY);
    assert!(later("2026-2-1,12-1,100.00,reversed,2026-03-20,,closed\n,total,100.00,1,,,").is_ok());
    for text in [
        "2026-2-1,12-1,100.00,failed,2026-03-20,,x\n,total,100.00,1,,,",
        "2026-2-1,13-1,200.00,paid,2026-03-20,R-2,\n,total,200.00,1,,,",
    ] {
        let told = later(text).expect_err("it contradicts");
        assert_eq!(told[0].code, "answer-contradicts");
    }
}

#[test]
fn only_checked_payments_whose_day_has_come_enter_a_batch_and_none_twice() {
    let ready = payable(12, 100);
    let day = date(2026, 3, 21);
    for (payment, why) in [
        (Payable { checked_on: None, ..ready }, NotReady::Unchecked),
        (Payable { payable_from: Some(day), ..ready }, NotReady::NotBefore(day)),
        (Payable { in_batch: true, ..ready }, NotReady::InBatch),
    ] {
        assert_eq!(may_enter(&payment, TODAY), Err(why));
        assert!(matches!(make_batch(&fund(), &[payment], "user:5", TODAY), Err(No::Mistaken(_))));
    }
    assert_eq!(may_enter(&ready, TODAY), Ok(()));
    assert!(matches!(make_batch(&fund(), &[], "user:5", TODAY), Err(No::Mistaken(_))));
}

#[test]
fn who_made_a_batch_does_not_release_it_and_what_was_released_is_not_taken_back() {
    let mut fund = fund();
    fund.apply(make_batch(&fund, &[payable(12, 100)], "user:5", TODAY).expect("made"));
    let code = |no: Result<FundEvent, No>| match no {
        Err(No::Refused(refusal)) => refusal.code.0,
        Err(No::Mistaken(_)) | Ok(_) => "",
    };
    assert_eq!(code(release(&fund, 1, "user:5", TODAY)), "FUND-002");
    fund.apply(release(&fund, 1, "user:6", TODAY).expect("released"));
    assert_eq!(code(release(&fund, 1, "user:6", TODAY)), "FUND-003");
    assert_eq!(code(withdraw(&fund, 1, "user:5", TODAY)), "FUND-003");
}

#[test]
fn an_entry_is_taken_back_by_a_counter_entry_once() {
    let mut fund = fund();
    fund.apply(correct(&fund, 1, "typed twice", TODAY).expect("taken back"));
    assert_eq!((fund.entries.len(), fund.moved(Movement::Appropriated)), (2, Some(Fen::ZERO)));
    for entry in [1, 2, 3] {
        assert!(matches!(correct(&fund, entry, "again", TODAY), Err(No::Refused(_))));
    }
}

proptest! {
    /// Whatever comes, goes, is sent and answered: what came is what is free and what was taken, and the account holds what
    /// came less what went and what arrived.
    #[test]
    fn no_fen_of_a_fund_is_made_or_lost(steps in prop::collection::vec((0_u8..7, 1_i64..9_000_000, 0_usize..8), 1..60)) {
        let (mut fund, mut paid, mut came) = (Fund::new(OfficeId(2), 2026), Fen::ZERO, Fen::ZERO);
        let mut flows = Flows::default();
        for ((what, fen, place), case) in steps.into_iter().zip(1_i64..) {
            let position = Position::of(&fund, flows).expect("small sums");
            let entry = |movement| Entry { movement, amount: Fen(fen), on: TODAY, document: "1".to_owned() };
            let event = match what {
                0 => record(&fund, entry(Movement::Appropriated), &position, TODAY).ok(),
                1 => record(&fund, entry(Movement::Returned), &position, TODAY).ok(),
                2 => correct(&fund, u32::try_from(place).expect("small"), "wrong", TODAY).ok(),
                3 => {
                    let item = Payable { amount: Fen(fen), ..payable(case, 1) };
                    flows.under_way = flows.under_way.plus(Fen(fen)).expect("small");
                    make_batch(&fund, &[item], "user:5", TODAY).ok()
                }
                4 => fund.batches.get(place).and_then(|own| release(&fund, own.no, "user:6", TODAY).ok()),
                _ => fund.batches.get(place).filter(|own| own.state == BatchState::Released).and_then(|own| {
                    let item = own.unanswered().next()?.item;
                    let outcome = if what == 5 { Outcome::Paid } else { Outcome::Failed };
                    flows.under_way = flows.under_way.minus(item.amount)?;
                    if outcome == Outcome::Paid {
                        paid = paid.plus(item.amount)?;
                        flows.paid = paid;
                    }
                    let lines = vec![Settled { key: item.key, outcome, on: TODAY }];
                    Some(FundEvent::Answered { batch: own.no, file: case.to_string(), lines, on: TODAY })
                }),
            };
            if let Some(event) = event {
                fund.apply(event);
            }
            came = fund.moved(Movement::Appropriated).and_then(|sum| sum.minus(fund.moved(Movement::Returned)?)).expect("small");
        }
        let position = Position::of(&fund, flows).expect("small sums");
        let taken = Fen::sum([flows.committed, flows.under_way, flows.paid, position.free]);
        prop_assert_eq!(taken, Some(came));
        prop_assert_eq!(fund.balance(), came.minus(paid));
        let whole = fund.batches.iter().all(|own| {
            let parts = [None, Some(Outcome::Paid), Some(Outcome::Failed), Some(Outcome::Reversed)].map(|own_of| own.sum_of(own_of));
            own.sum() == Fen::sum(parts.into_iter().flatten())
        });
        prop_assert!(whole);
    }
}
