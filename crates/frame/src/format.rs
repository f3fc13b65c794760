//! How dates, money and counts are written, in each language.
//!
//! Never: parsing, arithmetic of law, the clock. Moments are shown in the civil time of Shanghai.
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use kernel::{Count, Fen, Language};

use super::words::Words;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Words {
    /// `2024年5月23日`, `23 May 2024`.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        match self.language() {
            Language::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            Language::English => format!("{} {} {}", date.day(), month(date), date.year()),
        }
    }

    /// Without the year where it is that of `today`: `5月23日`, `23 May`.
    #[must_use]
    pub fn near_date(self, date: Date, today: Date) -> String {
        if date.year() != today.year() {
            return self.date(date);
        }
        match self.language() {
            Language::Chinese => format!("{}月{}日", date.month(), date.day()),
            Language::English => format!("{} {}", date.day(), month(date)),
        }
    }

    /// `3月20日 星期一`, `Monday 20 March`.
    #[must_use]
    pub fn day_and_date(self, date: Date) -> String {
        let day = self.say(weekday(date.weekday()));
        let near = self.near_date(date, date);
        match self.language() {
            Language::Chinese => format!("{near} {day}"),
            Language::English => format!("{day} {near}"),
        }
    }

    /// The day and the minute in Shanghai: `3月20日 09:12`.
    #[must_use]
    pub fn moment(self, at: Timestamp, today: Date) -> String {
        let local = at.to_zoned(shanghai()).datetime();
        format!("{} {:02}:{:02}", self.near_date(local.date(), today), local.hour(), local.minute())
    }

    /// Money as people write it: `20,000 元` where there are no fen, else `20,000.50 元`; in English `¥20,000`.
    #[must_use]
    pub fn money(self, amount: Fen) -> String {
        let written = amount.to_string();
        self.yuan(written.strip_suffix(".00").unwrap_or(&written))
    }

    /// Money to the fen, as in a working: `20,000.00 元`.
    #[must_use]
    pub fn exact_money(self, amount: Fen) -> String {
        self.yuan(&amount.to_string())
    }

    fn yuan(self, written: &str) -> String {
        match self.language() {
            Language::Chinese => format!("{written} 元"),
            Language::English => format!("¥{written}"),
        }
    }

    /// How many there are: `12,345`, or `1,000+` where nobody counted further.
    #[must_use]
    pub fn counted(self, n: Count) -> String {
        let more = if n.more { "+" } else { "" };
        format!("{}{more}", self.count(n.counted))
    }

    /// The values of a refusal or a mistake, which programs read, as people write them: days, money, limits.
    pub(crate) fn written(self, values: &[(String, String)]) -> Vec<(String, String)> {
        /// What limits are called.
        const LIMITS: [&str; 3] = ["min", "max", "limit"];
        let limit = |name: &str, text: &str| {
            text.parse::<u64>().ok().filter(|_| LIMITS.contains(&name)).map(|number| self.count(number))
        };
        let written = |name: &str, text: &str| {
            let day = || text.parse::<Date>().ok().filter(|day| day.to_string() == text).map(|day| self.date(day));
            let sum = || fen(text).map(|sum| self.money(sum));
            day().or_else(sum).or_else(|| limit(name, text)).unwrap_or_else(|| text.to_owned())
        };
        values.iter().map(|(name, text)| (name.clone(), written(name, text))).collect()
    }

    /// A number with separators: `12,345`.
    #[must_use]
    pub fn count(self, n: u64) -> String {
        let digits = n.to_string();
        let mut written = String::with_capacity(digits.len().saturating_mul(2));
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
                written.push(',');
            }
            written.push(digit);
        }
        written
    }
}

/// The money that `text` is, where it reads as money is written: `20,000.00`.
fn fen(text: &str) -> Option<Fen> {
    let plain: String = text.chars().filter(|sign| !matches!(sign, ',' | '.')).collect();
    plain.parse::<i64>().ok().map(Fen).filter(|fen| fen.to_string() == text)
}

/// The civil day in Shanghai at a moment.
#[must_use]
pub fn civil_day(at: Timestamp) -> Date {
    at.to_zoned(shanghai()).date()
}

fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").expect("the time zones are carried in the binary")
}

fn month(date: Date) -> &'static str {
    usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or_default()
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "weekday-monday",
        Weekday::Tuesday => "weekday-tuesday",
        Weekday::Wednesday => "weekday-wednesday",
        Weekday::Thursday => "weekday-thursday",
        Weekday::Friday => "weekday-friday",
        Weekday::Saturday => "weekday-saturday",
        Weekday::Sunday => "weekday-sunday",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::{Fen, Language, Mistake, Refusal};

    use super::{Words, civil_day};

    const ZH: Words = Words::in_language(Language::Chinese);
    const EN: Words = Words::in_language(Language::English);

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let day = date(2024, 5, 23);
        assert_eq!([ZH.date(day), EN.date(day)], ["2024年5月23日", "23 May 2024"]);
        assert_eq!(
            [ZH.near_date(day, date(2024, 1, 1)), EN.near_date(day, date(2023, 1, 1))],
            ["5月23日", "23 May 2024"]
        );
        assert_eq!([ZH.day_and_date(day), EN.day_and_date(day)], ["5月23日 星期四", "Thursday 23 May"]);
    }

    #[test]
    fn money_shows_fen_only_where_there_are_any() {
        assert_eq!(ZH.money(Fen(2_000_000)), "20,000 元");
        assert_eq!(EN.money(Fen(2_000_050)), "¥20,000.50");
        assert_eq!(ZH.exact_money(Fen(800_000)), "8,000.00 元");
        assert_eq!(ZH.count(1_234_567), "1,234,567");
    }

    #[test]
    fn days_money_and_limits_of_a_refusal_or_a_mistake_are_written_as_on_every_page() {
        let granted = Refusal::new("PAY-002").with("amount", Fen(2_000_000)).with("granted", Fen(150_050));
        assert!(EN.refusal(&granted).contains("¥20,000") && EN.refusal(&granted).contains("¥1,500.50"));
        assert!(ZH.refusal(&granted).contains("20,000 元"), "{}", ZH.refusal(&granted));
        let early = Mistake::at("on", "date-too-early").with("day", date(2024, 7, 1));
        assert_eq!([ZH.mistake(&early), EN.mistake(&early)], ["不能早于 2024年7月1日", "cannot be before 1 Jul 2024"]);
        let large = Mistake::at("household", "number-out-of-range").with("min", 0).with("max", 1_000_000);
        assert_eq!(EN.mistake(&large), "between 0 and 1,000,000");
        // What only looks like a number stays as it is: an area, an account.
        let area = Refusal::new("AMT-001").with("area", "340000");
        assert!(EN.instead(&area).contains("340000"), "{}", EN.instead(&area));
    }

    #[test]
    fn a_moment_late_in_the_evening_of_utc_is_the_next_day_in_shanghai() {
        let at = "2023-03-19T16:30:00Z".parse().unwrap();
        assert_eq!(civil_day(at), date(2023, 3, 20));
        assert_eq!(ZH.moment(at, date(2023, 3, 20)), "3月20日 00:30");
    }
}
