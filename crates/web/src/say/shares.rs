//! The account of everyone as shares of a whole.
use intake::screening::AccountCategory;

use super::{Say, thousandths};
use frame::parts::Share;

impl Say<'_> {
    /// Each category with its part of all; those with nobody are left out.
    pub(crate) fn shares(&self, lines: &[(AccountCategory, u64)]) -> Vec<Share> {
        let of = lines.iter().map(|(_, people)| *people).fold(0, u64::saturating_add);
        let whole = i64::try_from(of).unwrap_or(i64::MAX);
        let mut before: i64 = 0;
        let mut shares = Vec::with_capacity(lines.len());
        for (category, people) in lines.iter().filter(|(_, people)| *people > 0) {
            let from = thousandths(before, whole);
            before = before.saturating_add(i64::try_from(*people).unwrap_or(i64::MAX));
            shares.push(Share {
                class: category.word(),
                label: self.t(&format!("account-{}", category.word())),
                count: self.words.count(*people),
                href: None,
                from,
                wide: thousandths(before, whole).saturating_sub(from),
            });
        }
        shares
    }
}
