//! Amounts of money as offices write them: `12,000元`, `¥7,200.00`, `7.22万`, `叁拾万元整`.
//!
//! Never: an approximate amount, a fraction of a fen, less than nothing.
use rust_decimal::Decimal;

use super::number::{is_long, read, stored};
use super::{CellMistake, Parsed, RawCell, fold, value, whole};
use crate::money::Fen;

/// The unit of a number that stands alone, as the header or the sheet's title declares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum MoneyUnit {
    /// Yuan: what is meant when nobody says so.
    #[default]
    Yuan,
    /// Ten thousand yuan (万元).
    TenThousandYuan,
}

/// A trillion yuan: more than any case, and what a mistyped 万 makes of an amount.
const TOO_MANY_YUAN: i64 = 1_000_000_000_000;

impl MoneyUnit {
    /// The unit that a header such as `应赔金额（万元）` or a note such as `单位：元` declares, if it declares one.
    #[must_use]
    pub fn declared(text: &str) -> Option<Self> {
        let text = fold::no_blanks(&fold::all(text));
        let after_word = text.split_once("单位").map(|(_, rest)| rest.trim_start_matches([':', '为']));
        let in_brackets = || text.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
        match after_word.or_else(in_brackets)?.trim_start_matches("人民币").trim_end_matches(')') {
            "元" => Some(MoneyUnit::Yuan),
            "万元" | "万" => Some(MoneyUnit::TenThousandYuan),
            _ => None,
        }
    }

    fn in_yuan(self) -> Decimal {
        match self {
            MoneyUnit::Yuan => Decimal::ONE,
            MoneyUnit::TenThousandYuan => Decimal::from(10_000),
        }
    }
}

/// An amount of money; `unit` is that of a bare number, a unit in the cell itself wins.
pub fn money(cell: &RawCell, unit: MoneyUnit) -> Parsed<Fen> {
    let yuan = match cell {
        RawCell::Number { text } => {
            // What a formula left behind the 15th digit is noise of the spreadsheet, not a fraction of a fen.
            let shown = stored(text).and_then(|number| number.round_sf(15));
            Parsed::from(shown.and_then(|number| number.checked_mul(unit.in_yuan())).ok_or(CellMistake::TooLarge))
        }
        RawCell::Date(_) | RawCell::Truth(_) => Parsed::Bad(CellMistake::NotAnAmount),
        RawCell::Empty | RawCell::Text(_) | RawCell::Error(_) => {
            cell.line().then(|line| value(&line)).then(|text| written(&text, unit).into())
        }
    };
    yuan.then(|yuan| in_fen(yuan).into())
}

/// The yuan that `text`, folded, writes.
fn written(text: &str, unit: MoneyUnit) -> Result<Decimal, CellMistake> {
    let text = fold::no_blanks(text);
    let bracketed = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if bracketed.and_then(|inside| amount(inside, unit)).is_some() {
        return Err(CellMistake::Negative);
    }
    match amount(&text, unit) {
        Some(yuan) => Ok(yuan),
        None if is_long(without_currency(&text)) => Err(CellMistake::TooLarge),
        None => Err(CellMistake::NotAnAmount),
    }
}

fn amount(text: &str, unit: MoneyUnit) -> Option<Decimal> {
    const YUAN: [char; 4] = ['元', '圆', '块', '圓'];
    let size = without_currency(text.strip_prefix('-').unwrap_or(text));
    let (size, is_minus) = size.strip_prefix('-').map_or((size, text.starts_with('-')), |size| (size, true));
    let size = ["人民币", "整", "正", "钱"].iter().fold(size, |size, end| size.strip_suffix(end).unwrap_or(size));
    let (yuan, small) = size.split_once(YUAN).map_or((size, None), |(yuan, small)| (yuan, Some(small)));
    let says_its_unit = small.is_some() || yuan.contains(['万', '萬', '亿', '億']);
    let bare = if says_its_unit { Decimal::ONE } else { unit.in_yuan() };
    let whole = read(yuan).filter(|yuan| !yuan.is_sign_negative())?;
    let mut sum = whole.checked_mul(bare)?.checked_add(jiao_and_fen(small.unwrap_or_default())?)?;
    sum.set_sign_negative(is_minus && !sum.is_zero());
    Some(sum)
}

fn without_currency(text: &str) -> &str {
    const SIGNS: [&str; 6] = ["人民币", "RMB", "rmb", "CNY", "¥", ":"];
    SIGNS.iter().fold(text, |text, sign| text.strip_prefix(sign).unwrap_or(text))
}

/// What follows the yuan: `5角3分`, `五角`, or nothing.
fn jiao_and_fen(text: &str) -> Option<Decimal> {
    let (jiao, rest) = text.split_once('角').unwrap_or(("", text));
    let fen = match rest {
        "" => "",
        rest => rest.strip_suffix('分')?,
    };
    let one = |digits: &str, scale: u32| match digits.trim_start_matches('零') {
        "" => Some(Decimal::ZERO),
        digits => whole(read(digits)?).filter(|size| (0..=9).contains(size)).map(|size| Decimal::new(size, scale)),
    };
    one(jiao, 1)?.checked_add(one(fen, 2)?)
}

fn in_fen(yuan: Decimal) -> Result<Fen, CellMistake> {
    if yuan.is_sign_negative() && !yuan.is_zero() {
        return Err(CellMistake::Negative);
    }
    if yuan >= Decimal::from(TOO_MANY_YUAN) {
        return Err(CellMistake::TooLarge);
    }
    let fen = yuan.checked_mul(Decimal::ONE_HUNDRED).ok_or(CellMistake::TooLarge)?;
    whole(fen).map(Fen).ok_or(CellMistake::TooPrecise)
}
