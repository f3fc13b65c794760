//! What holds of every cell there may be.
use super::*;

proptest! {
    #[test]
    fn no_cell_at_all_breaks_a_reader(line in "[\\PC\\s]{0,30}", digits in "-?[0-9]{1,25}([.][0-9]{1,9})?(e[+-]?[0-9]{1,3})?") {
        for cell in [words(&line), words(&digits), number(&digits), number(&line)] {
            let _ = (text(&cell), name(&cell), citizen_id(&cell), phone(&cell), date(&cell));
            let _ = (money(&cell, MoneyUnit::TenThousandYuan), count(&cell), decimal(&cell), yes_no(&cell));
            let _ = (case_number(&cell), cell.is_blank());
        }
    }

    #[test]
    fn every_day_is_read_back_from_every_spelling(days in 0_i32..73_000) {
        let date_meant = day(1901, 1, 1).checked_add(jiff::Span::new().days(days)).expect("before 2101");
        for spelling in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y%m%d", "%Y年%-m月%-d日"] {
            let written = date_meant.strftime(spelling).to_string();
            prop_assert_eq!(date(&words(&written)), Parsed::Known(date_meant), "{}", written);
        }
    }

    #[test]
    fn every_amount_is_read_back_from_its_spelling(fen in 0_i64..1_000_000_000_000) {
        let fen = crate::Fen(fen);
        for written in [fen.to_string(), format!("¥{fen}"), format!("{fen}元"), fen.to_string().replace(',', "")] {
            prop_assert_eq!(money(&words(&written), MoneyUnit::Yuan), Parsed::Known(fen), "{}", written);
        }
    }
}
