//! A standard for the amount: where and when it holds, and how it computes.
use jiff::civil::Date;
use kernel::Label;
use kernel::id::{AreaCode, VariantId};
use law::amount::Quantification;

/// A standard for the amount of help.
#[derive(Debug, Clone)]
pub struct Standard {
    /// The pack it comes from, such as `provinces/340000`.
    pub id: String,
    /// Its name on pages.
    pub label: Label,
    /// The area it holds for; the whole country when absent.
    pub area: Option<AreaCode>,
    /// The variant it holds for; every variant when absent.
    pub variant: Option<VariantId>,
    /// First day in force.
    pub from: Date,
    /// Last day in force; open when absent.
    pub until: Option<Date>,
    /// How it computes.
    pub quantification: Quantification,
}

impl Standard {
    /// Whether it holds on `day` in `area` for `variant`.
    #[must_use]
    pub fn holds(&self, variant: &VariantId, area: &AreaCode, day: Date) -> bool {
        let in_force = self.from <= day && self.until.is_none_or(|until| day <= until);
        let of_variant = self.variant.as_ref().is_none_or(|own| own == variant);
        in_force && of_variant && self.area.as_ref().is_none_or(|own| covers(own, area))
    }

    /// How close it stands to a place: a county's standard goes before its province's, that before the nation's.
    #[must_use]
    pub fn closeness(&self) -> usize {
        self.area.as_ref().map_or(0, |area| significant(area).len())
    }
}

/// Whether `outer` is `inner` or contains it: area codes nest by pairs of digits.
fn covers(outer: &AreaCode, inner: &AreaCode) -> bool {
    inner.as_str().starts_with(significant(outer))
}

fn significant(area: &AreaCode) -> &str {
    let mut digits = area.as_str();
    while let Some(shorter) = digits.strip_suffix("00") {
        digits = shorter;
    }
    digits
}

#[cfg(test)]
mod tests {
    use kernel::id::AreaCode;

    use super::covers;

    #[test]
    fn a_province_covers_its_counties_and_no_others() {
        let cases = [("340000", "341622", true), ("340000", "340000", true), ("341600", "341622", true), ("340000", "520000", false), ("341600", "340100", false), ("341622", "340000", false)];
        for (outer, inner, expected) in cases {
            assert_eq!(covers(&AreaCode::from(outer), &AreaCode::from(inner)), expected, "{outer} {inner}");
        }
    }
}
