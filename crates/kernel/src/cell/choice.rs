//! Words of a register that stand for one of a few choices: `重伤二级`, `轻伤（一级）`, `是`.
//!
//! Never: a choice by a word that is denied (`不起诉` is not `起诉`, `未达到重伤标准` is not `重伤`, nor is `重伤以下`) or that
//! fits two choices. A table may give a denial a meaning of its own (`未达轻微伤`).
use super::{CellMistake, Parsed, RawCell, fold, words};

/// The words of one column and what each stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aliases<T> {
    /// Folded word and meaning, the longest words first.
    words: Vec<(String, T)>,
}

/// One word is given two meanings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} stands for two choices")]
pub struct AliasMistake {
    /// The word.
    pub word: String,
}

impl<T: Clone + PartialEq> Aliases<T> {
    /// The table of the words and what they stand for; width, case, blanks and brackets make no difference.
    ///
    /// # Errors
    /// When a word is given two meanings.
    pub fn new(words: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Result<Self, AliasMistake> {
        let mut table: Vec<(String, T)> = Vec::new();
        for (word, meaning) in words {
            let key = key(word.as_ref());
            match table.iter().find(|(known, _)| *known == key) {
                Some((_, same)) if *same == meaning => {}
                Some(_) => return Err(AliasMistake { word: word.as_ref().to_owned() }),
                None => table.push((key, meaning)),
            }
        }
        table.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
        Ok(Self { words: table })
    }

    /// What `cell` chooses: a word of the table, or else the longest word of the table that it contains.
    pub fn choose(&self, cell: &RawCell) -> Parsed<T> {
        cell.line().then(|line| {
            let key = key(&line);
            if let Some((_, meaning)) = self.words.iter().find(|(word, _)| *word == key && !word.is_empty()) {
                return Parsed::Known(meaning.clone());
            }
            let text = fold::all(&line);
            match words::says_nothing(&text).or_else(|| words::has_none(&text)) {
                Some(why) => Parsed::Unknown(why),
                None => self.contained(&key).ok_or(CellMistake::UnknownWord).into(),
            }
        })
    }

    fn contained(&self, text: &str) -> Option<T> {
        let mut found = self.words.iter().filter(|(word, _)| word.chars().count() > 1 && says(text, word));
        let (longest, meaning) = found.next()?;
        let rivals = found.take_while(|(word, _)| word.chars().count() == longest.chars().count());
        rivals.map(|(_, rival)| rival).all(|rival| rival == meaning).then(|| meaning.clone())
    }
}

/// Yes or no, in the words and signs that forms use.
pub fn yes_no(cell: &RawCell) -> Parsed<bool> {
    const YES: &[&str] = &["是", "有", "对", "属", "属于", "已", "√", "✓", "✔", "☑", "Y", "YES", "TRUE", "T", "1"];
    const NO: &[&str] =
        &["否", "无", "没有", "不是", "不属于", "未", "非", "×", "✗", "✘", "╳", "☒", "N", "NO", "FALSE", "F", "0"];
    cell.line().then(|line| {
        let text = fold::all(&line);
        let says = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(&text));
        match words::says_nothing(&text) {
            _ if says(YES) => Parsed::Known(true),
            _ if says(NO) => Parsed::Known(false),
            Some(why) => Parsed::Unknown(why),
            None => Parsed::Bad(CellMistake::UnknownWord),
        }
    })
}

/// Letters and figures only, Latin ones small.
fn key(text: &str) -> String {
    fold::all(text).chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Signs that deny what stands after them, however far.
const DENIALS: &[char] = &['不', '非', '未', '无', '没', '免', '否'];
/// Words that take back what stands before them.
const TAKEN_BACK: &[&str] = &["以下", "不足", "不到", "未达", "不构成", "不成立"];

/// Whether `text` contains `word`, with nothing before it that denies it and nothing after it that takes it back.
fn says(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let after = rest.strip_prefix(word).unwrap_or_default();
        !before.contains(DENIALS) && !TAKEN_BACK.iter().any(|words| after.contains(words))
    })
}
