//! When what was checked is to be checked again, and what is overdue. No clock: today comes from outside.

use crate::calendar::Date;
use crate::pack::upkeep::Upkeep;

/// The day before which a row is to be checked again: its own, or so many months after it was checked.
///
/// `None` where the pack asks for no review, or the day is in no calendar.
pub(super) fn due(upkeep: &Upkeep, checked: &str, own: Option<&String>) -> Option<Date> {
    match own {
        Some(own) => Date::parse(own),
        None => months_after(Date::parse(checked)?, u32::from(upkeep.review_months?)),
    }
}

/// The same day of the month, so many months later; the last of the month where it has no such day.
fn months_after(date: Date, months: u32) -> Option<Date> {
    let (year, month, day) = date.parts();
    let months = year * 12 + month - 1 + months;
    (0..4).find_map(|less| Date::new(months / 12, months % 12 + 1, day.checked_sub(less)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn later(date: &str, months: u32, expected: Option<&str>) {
        let found = months_after(Date::parse(date).unwrap(), months).map(|it| it.to_string());
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn months_are_counted_as_people_do() {
        later("2026-11-23", 12, Some("2027-11-23"));
        later("2026-11-23", 0, Some("2026-11-23"));
        later("2026-12-31", 2, Some("2027-02-28"));
        later("2027-12-31", 2, Some("2028-02-29"));
        later("2026-08-31", 1, Some("2026-09-30"));
        later("2199-12-31", 1, None);
    }

    #[test]
    fn a_row_may_say_its_own_day() {
        let upkeep = Upkeep { review_months: Some(6), ..Upkeep::default() };
        let said = |upkeep: &Upkeep, own: Option<&str>| {
            due(upkeep, "2026-11-23", own.map(str::to_owned).as_ref()).map(|it| it.to_string())
        };
        assert_eq!(said(&upkeep, None).as_deref(), Some("2027-05-23"));
        assert_eq!(said(&upkeep, Some("2026-12-01")).as_deref(), Some("2026-12-01"));
        assert_eq!(said(&Upkeep::default(), None), None);
    }
}
