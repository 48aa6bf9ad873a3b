//! Working days against tables worked out elsewhere (`calendar.txt` says by what), and the laws of counting.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

use std::fs;
use std::iter::successors;

use cpx_guide::calendar::{Date, Region, after, before, is_working};

const REGIONS: [(&str, Region); 2] = [("usual", Region::Usual), ("alsace-moselle", Region::AlsaceMoselle)];

/// The lines of the table of that name, in words.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string("tests/calendar.txt").unwrap();
    let rows = text.lines().map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let rows: Vec<_> =
        rows.filter(|row| row.first().is_some_and(|it| it == name)).map(|row| row[1..].to_vec()).collect();
    assert!(!rows.is_empty(), "no table {name}");
    rows
}

#[track_caller]
fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no date"))
}

/// Every day from one to another, both included.
fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    successors(Some(first), |day| day.next()).take_while(move |day| *day <= last)
}

fn twelve_years() -> impl Iterator<Item = Date> {
    days(date("2024-01-01"), date("2035-12-31"))
}

/// The day that many days after, or before.
fn moved(date: Date, by: i32) -> Date {
    let step = if by < 0 { Date::previous } else { Date::next };
    (0..by.abs()).fold(date, |day, _| step(day).unwrap())
}

#[test]
fn movable_holidays_are_those_of_the_table() {
    for row in table("easter") {
        let easter = date(&row[1]);
        for (column, by) in [(2, 1), (3, 39), (4, 50), (5, -2)] {
            assert_eq!(moved(easter, by), date(&row[column]), "{} of {}", column, row[0]);
        }
        for day in &row[2..5] {
            assert!(REGIONS.iter().all(|(_, region)| !is_working(date(day), *region)), "{day} is a holiday");
        }
        assert!(is_working(date(&row[5]), Region::Usual) && !is_working(date(&row[5]), Region::AlsaceMoselle));
    }
}

#[test]
fn each_month_has_the_working_days_of_the_table() {
    for (name, region) in REGIONS {
        let rows = table(name);
        assert_eq!(rows.len(), 12);
        for row in rows {
            for (month, expected) in (1..).zip(&row[1..]) {
                let year: u32 = row[0].parse().unwrap();
                let of_month = twelve_years().filter(|day| day.parts().0 == year && day.parts().1 == month);
                let working = of_month.filter(|day| is_working(*day, region)).count();
                assert_eq!(working.to_string(), *expected, "{name} {year}-{month}");
            }
        }
    }
}

/// Over the whole range, from the Easter Sundays of the table: a weekday is off if it is a holiday, and only then.
#[test]
fn every_day_of_three_centuries_works_or_not() {
    let fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
    let mut years = 0;
    for row in table("decade") {
        let first: u32 = row[0].parse().unwrap();
        for (year, easter) in (first..).zip(&row[1..]) {
            years += 1;
            let easter = date(&format!("{year}-{easter}"));
            let usual = [1, 39, 50].map(|by| moved(easter, by));
            let more = [moved(easter, -2), date(&format!("{year}-12-26"))];
            for day in days(date(&format!("{year}-01-01")), date(&format!("{year}-12-31"))) {
                let off = day.weekday() > 4 || usual.contains(&day) || fixed.contains(&&day.to_string()[5..]);
                assert_eq!(is_working(day, Region::Usual), !off, "{day}");
                assert_eq!(is_working(day, Region::AlsaceMoselle), !off && !more.contains(&day), "{day}");
            }
        }
    }
    assert_eq!(years, 300);
}

#[test]
fn counting_forth_and_back_ends_where_it_began() {
    for (name, region) in REGIONS {
        for day in twelve_years() {
            assert_eq!((after(day, 0, region), before(day, 0, region)), (Some(day), Some(day)));
            let mut last = day;
            for n in 1..=30 {
                let there = after(day, n, region).unwrap();
                assert!(is_working(there, region) && there > last, "{n} after {day}, {name}");
                // One further is one after the one before.
                assert_eq!(after(last, 1, region), Some(there));
                // The days passed, this one included, have n that work.
                last = there;
                let back = before(there, n, region).unwrap();
                // From a day off, counting back ends on the last working day before it.
                let start = if is_working(day, region) { day } else { before(day, 1, region).unwrap() };
                assert_eq!(back, start, "{n} before {there}, {name}");
            }
            let passed = days(day.next().unwrap(), last).filter(|day| is_working(*day, region));
            assert_eq!(passed.count(), 30, "from {day}, {name}");
        }
    }
}

#[test]
fn days_have_their_weekday() {
    for row in table("weekday") {
        assert_eq!(date(&row[0]).weekday().to_string(), row[1], "{}", row[0]);
    }
}

#[test]
fn dates_are_read_back_as_written_and_follow_each_other() {
    let mut count = 0;
    let (mut year, mut month, mut day) = (1900, 1, 1);
    for date in successors(Date::parse("1900-01-01"), |date| date.next()) {
        assert_eq!(date.parts(), (year, month, day));
        assert_eq!(Date::new(year, month, day), Some(date));
        assert_eq!(Date::parse(&date.to_string()), Some(date));
        assert_eq!(date.weekday(), count % 7);
        assert!(date.next().is_none_or(|next| next.previous() == Some(date) && date < next));
        count += 1;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        (month, day) = if day == length { (month + 1, 1) } else { (month, day + 1) };
        (year, month) = if month > 12 { (year + 1, 1) } else { (year, month) };
    }
    assert_eq!((count, year), (109_573, 2200));
}

#[test]
fn what_is_no_date_is_refused() {
    let texts = [
        "",
        "-",
        "--",
        "2026",
        "2026-11",
        "2026-11-",
        "2026-11-23-",
        "2026-11-23 ",
        " 2026-11-23",
        "2026-11-23T00:00",
        "26-11-23",
        "2026-1-23",
        "2026-11-3",
        "+026-11-23",
        "2026-+1-23",
        "2026/11/23",
        "20261123",
        "２026-11-23",
        "1899-12-31",
        "2200-01-01",
        "9999-12-31",
        "0000-00-00",
        "2026-00-10",
        "2026-13-10",
        "2026-11-00",
        "2026-11-31",
        "2026-02-29",
        "2100-02-29",
        "2024-02-30",
        "12345-01-01",
        "2026-99-99",
    ];
    for text in texts {
        assert_eq!(Date::parse(text), None, "{text}");
    }
    for number in [0, 13, 32, u32::MAX] {
        assert_eq!(Date::new(2026, number, 1), None);
        assert_eq!(Date::new(number, 1, 1), None);
        assert_eq!(Date::new(2026, 1, number).is_some(), number == 13);
    }
}

#[test]
fn the_ends_of_the_range_hold() {
    let (first, last) = (date("1900-01-01"), date("2199-12-31"));
    assert_eq!((first.previous(), last.next()), (None, None));
    for (_, region) in REGIONS {
        assert_eq!((before(first, 1, region), after(last, 1, region)), (None, None));
        assert_eq!((before(first, 0, region), after(last, 0, region)), (Some(first), Some(last)));
        assert_eq!((before(last, u32::MAX, region), after(first, u32::MAX, region)), (None, None));
        // The last day of the range is a Tuesday that works.
        assert_eq!(after(before(last, 500, region).unwrap(), 500, region), Some(last));
    }
}
