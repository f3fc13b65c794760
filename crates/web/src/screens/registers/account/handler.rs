//! The account of everyone: one answer of `app`, as shares of a whole; and comparing the registers anew.
use axum::response::Response;
use intake::screening::{Account, AccountCategory, AccountLine};

use super::AccountPage;
use crate::edge::{Asked, Desk, FormBody, Trouble};
use crate::say::Say;
use frame::Area;
use frame::forms::Choice;

/// `GET /registers/account?month=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let month = asked.get("month");
    let account = desk.app.intake().account(&desk.asker, None, month).await?;
    let say = desk.say();
    let shown = |line: &&AccountLine| line.people > 0;
    let lines: Vec<&AccountLine> = account.lines.iter().filter(shown).collect();
    let categories: Vec<AccountCategory> = lines.iter().map(|line| line.category).collect();
    let page = AccountPage {
        shell: desk.shell(Area::Registers).await?,
        said: said(say, &account),
        months: months(say, &account),
        whole: say.shares(&account.lines.iter().map(|line| (line.category, line.people)).collect::<Vec<_>>()),
        grounds: lines.iter().map(|line| grounds(say, line)).collect(),
        sum: sum(say, &lines, account.of),
        agrees: account.sums_agree,
        registers: account.registers.iter().map(|own| register(say, own, &categories)).collect(),
    };
    Desk::page(&page)
}

/// `POST /registers/screen`
pub(crate) async fn screen(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let screened = desk.app.intake().screen_by_hand(&desk.asker, &form.once()).await?;
    let counts = [("opened", screened.leads_opened.to_string()), ("withdrawn", screened.withdrawn.to_string())];
    desk.done(vec![desk.words.with_numbers("registers-screened", counts)], "/leads").await
}

fn said(say: Say<'_>, account: &Account) -> String {
    let month = account.month.as_deref().map_or_else(|| say.t("account-all-months"), ToOwned::to_owned);
    say.words.with("account-said", [("month", month), ("at", say.words.moment(account.as_of, say.today))])
}

fn months(say: Say<'_>, account: &Account) -> Vec<Choice> {
    let chosen = account.month.as_deref().unwrap_or_default();
    let all = Choice::of("", say.t("account-all-months"), chosen);
    let each = account.months.iter().map(|month| Choice::of(month, month.clone(), chosen));
    [all].into_iter().chain(each).collect()
}

fn grounds(say: Say<'_>, line: &AccountLine) -> Vec<(String, String)> {
    line.grounds.iter().map(|(_, label, people)| (say.l(label), say.words.count(*people))).collect()
}

fn sum(say: Say<'_>, lines: &[&AccountLine], of: u64) -> String {
    let all = lines.iter().map(|line| line.people).fold(0, u64::saturating_add);
    format!("{} = {}", say.words.count(all), say.words.count(of))
}

fn register(
    say: Say<'_>,
    own: &intake::screening::RegisterAccount,
    categories: &[AccountCategory],
) -> (String, String, Vec<String>) {
    let count = |category: &AccountCategory| {
        let people = own.people.iter().find(|(other, _)| other == category).map_or(0, |(_, people)| *people);
        say.words.count(people)
    };
    (say.l(&own.label), say.words.count(own.of), categories.iter().map(count).collect())
}
