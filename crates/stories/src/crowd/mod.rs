//! A crowd: as many cases as a nation has, for measuring. Each is a life decided as the house decides it, brought in whole
//! through the store as cases that move in are, sealed under the key of a person of its own.
//!
//! Never: a row or an entry written past the store; real people.
mod applicant;
mod lives;
mod province;

use std::collections::BTreeMap;

use app::{App, Error};
use domain::access::action::WorkCases;
use domain::access::{Act, Actor, Who, permit};
use domain::case_types::CaseType;
use domain::cases::Event;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kernel::id::{CaseTypeId, OfficeId};
use store::{NewPerson, PastAct};
use tokio::sync::mpsc;

use crate::StoryError;
use crate::town::Account;
use applicant::{Applicant, settle_in};
use lives::{Done, Life};
use province::{Bench, Province};

pub use applicant::Somebody;

/// Cases in one transaction.
const PORTION: usize = 2_000;
/// Portions that wait to be written: making and writing overlap, and memory stays bounded.
const WAITING: usize = 2;
/// One case in so many is left lying at some step, so that there are clocks that ran out.
const LEFT_LYING: u64 = 40;
/// The first day of the cases: from then on the wages of the province are known.
const FIRST: Date = jiff::civil::date(2022, 6, 6);
const LIVES: &str = include_str!("../../lives.toml");

/// What to make.
#[derive(Debug, Clone)]
pub struct Crowd {
    /// Their kind.
    pub case_type: CaseTypeId,
    /// How many.
    pub cases: usize,
    /// The day on which they are looked at.
    pub today: Date,
    /// The seed of all chance.
    pub seed: u64,
}

/// Somebody for each case, by its number.
pub type People = Box<dyn Fn(usize) -> Somebody + Send>;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Cases.
    pub cases: usize,
    /// Acts, each an entry of the journal.
    pub acts: usize,
    /// Accounts to look at them with.
    pub accounts: Vec<Account>,
}

/// Some cases, made and not yet written.
#[derive(Default)]
struct Portion {
    people: Vec<NewPerson>,
    cases: Vec<Vec<PastAct>>,
}

/// Writes `crowd` into an empty house; `told` hears how many cases are in.
///
/// # Errors
/// When the database fails, or a life comes out otherwise than it was written.
pub async fn write(
    app: &App,
    crowd: &Crowd,
    people: People,
    now: Timestamp,
    mut told: impl FnMut(usize),
) -> Result<Written, StoryError> {
    let Province { benches, accounts } = province::settle(app, now).await?;
    let (to, mut portions) = mpsc::channel(WAITING);
    let (house, wanted) = (app.clone(), crowd.clone());
    let making = tokio::task::spawn_blocking(move || Maker::make(&house, &wanted, benches, &people, &to));
    let mut written = Written { cases: 0, acts: 0, accounts };
    let who = Actor::system("simulator", OfficeId(0), &[Act::WorkCases]);
    while let Some(portion) = portions.recv().await {
        written.cases = written.cases.saturating_add(portion.cases.len());
        written.acts = written.acts.saturating_add(portion.cases.iter().map(Vec::len).sum());
        keep(app, &who, portion, now).await?;
        told(written.cases);
    }
    let series = making.await.map_err(Error::fault)??;
    let mut tx = app.store().begin(&who.who, now).await.map_err(Error::from)?;
    for ((office, year), given) in series {
        tx.skip_serials(office, &crowd.case_type, year, given).await.map_err(Error::from)?;
    }
    tx.commit().await.map_err(Error::from)?;
    app.pass_over_the_past().await?;
    Ok(written)
}

async fn keep(app: &App, who: &Actor, portion: Portion, now: Timestamp) -> Result<(), StoryError> {
    let allowed = permit::<WorkCases>(who).map_err(Error::from)?;
    let mut tx = app.store().begin(&Who::System("simulator".to_owned()), now).await.map_err(Error::from)?;
    let people = tx.add_people(portion.people).await.map_err(Error::from)?;
    let mut cases = portion.cases;
    for (acts, person) in cases.iter_mut().zip(people) {
        settle_in(acts, person);
    }
    tx.add_cases(&allowed, cases).await.map_err(Error::from)?;
    Ok(tx.commit().await.map_err(Error::from)?)
}

/// So many days earlier a life may begin.
const EARLIER: i32 = 60;

/// The last number given in each office's series of a year.
type Series = BTreeMap<(OfficeId, i16), u32>;

/// Makes the cases, day by day.
struct Maker<'a> {
    app: &'a App,
    case_type: &'a CaseType,
    crowd: &'a Crowd,
    lives: Vec<Life>,
    benches: Vec<Bench>,
    series: Series,
    zone: TimeZone,
}

impl Maker<'_> {
    fn make(
        app: &App,
        crowd: &Crowd,
        benches: Vec<Bench>,
        people: &People,
        to: &mpsc::Sender<Portion>,
    ) -> Result<Series, StoryError> {
        let unknown = || StoryError::Unreadable(format!("no kind of case {}", crowd.case_type));
        let case_type = &app.library().case_types.get(&crowd.case_type).ok_or_else(unknown)?.first;
        let lives = Life::read(LIVES, case_type)?;
        let zone = TimeZone::get("Asia/Shanghai").map_err(Error::fault)?;
        let mut maker = Maker { app, case_type, crowd, lives, benches, series: Series::new(), zone };
        let days = working_days(crowd.today);
        let (mut seen, mut decided, mut portion) = (None, vec![], Portion::default());
        for place in 0..crowd.cases {
            let day = days.get(place.saturating_mul(days.len()).div_euclid(crowd.cases.max(1))).copied();
            let day = day.unwrap_or(crowd.today);
            if seen != Some(day) {
                (seen, decided) = (Some(day), maker.decided(day)?);
            }
            maker.case(place, &decided, &people(place), &mut portion)?;
            if portion.cases.len() == PORTION && to.blocking_send(std::mem::take(&mut portion)).is_err() {
                return Ok(maker.series); // nobody writes any more: who waits for us knows why
            }
        }
        let _last = to.blocking_send(portion);
        Ok(maker.series)
    }

    /// Every life as it goes when opened on `day`; a little earlier where a figure would close between its proposal and
    /// its approval.
    fn decided(&self, day: Date) -> Result<Vec<Vec<Done>>, StoryError> {
        let rules = (self.app.library(), self.case_type);
        let life = |life: &Life| {
            let earlier = (1..=EARLIER).filter_map(|days| day.checked_sub(days.days()).ok());
            let on = |day| life.decided(rules, day, self.crowd.today);
            on(day).or_else(|error| earlier.map(on).find_map(Result::ok).ok_or(error))
        };
        self.lives.iter().map(life).collect()
    }

    fn case(
        &mut self,
        place: usize,
        decided: &[Vec<Done>],
        who: &Somebody,
        to: &mut Portion,
    ) -> Result<(), StoryError> {
        let mut chance = Chance::new(self.crowd.seed, place);
        let Some(life) = decided.get(self.which(&mut chance)) else { return Ok(()) };
        let lies = chance.below(LEFT_LYING) == 0;
        let done = if lies { chance.place(life.len()).saturating_add(1) } else { life.len() };
        let life = life.get(..done).unwrap_or_default();
        let bench = chance.place(self.benches.len());
        let Some(bench) = self.benches.get(bench) else { return Ok(()) };
        let year = numbered(life);
        let serial = year.map_or(0, |year| {
            let last = self.series.entry((bench.office, year)).or_default();
            *last = last.saturating_add(1);
            *last
        });
        let minute = i8::try_from(chance.below(60)).unwrap_or(0);
        let harm = format!("演示〔{}〕{place}号", life.first().map_or(0, |done| done.on.year()));
        let applicant = Applicant { who, bench, serial, harm, minute };
        to.cases.push(applicant.acts(life, &self.zone)?);
        to.people.push(who.person(bench));
        Ok(())
    }

    fn which(&self, chance: &mut Chance) -> usize {
        let all: u32 = self.lives.iter().map(|life| life.often).sum();
        let mut left = chance.below(u64::from(all.max(1)));
        let past = |life: &Life| {
            let (own, before) = (u64::from(life.often), left);
            left = left.saturating_sub(own);
            before < own
        };
        self.lives.iter().position(past).unwrap_or(0)
    }
}

/// The year of the number that a case gets, where it gets one.
fn numbered(life: &[Done]) -> Option<i16> {
    life.iter().flat_map(|done| &done.act.events).find_map(|event| {
        let Event::NumberGiven { year, .. } = event else { return None };
        Some(*year)
    })
}

/// Mondays to Fridays up to `today`; holidays among them do no harm.
fn working_days(today: Date) -> Vec<Date> {
    let days = FIRST.series(1.day()).take_while(|day| *day <= today);
    days.filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)).collect()
}

/// Chance from a seed and a place: the same for the same case, whatever stands before it.
struct Chance(u64);

impl Chance {
    fn new(seed: u64, place: usize) -> Self {
        let place = u64::try_from(place).unwrap_or(u64::MAX);
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(place))
    }

    /// A number below `end`; the mixing of `SplitMix64`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).checked_rem(end).unwrap_or(0)
    }

    fn place(&mut self, len: usize) -> usize {
        let end = u64::try_from(len).unwrap_or(u64::MAX);
        usize::try_from(self.below(end)).unwrap_or(0)
    }
}
