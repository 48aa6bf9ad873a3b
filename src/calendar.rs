//! Days and working days as France counts them. No clock: today is never asked for, each date comes from outside.
//!
//! A working day is a *jour ouvré*: Monday to Friday, and no public holiday. The holidays are those of article L3133-1
//! of the Code du travail, and for Alsace-Moselle the two that article L3134-13 adds. Good Friday is a holiday there only
//! in towns with a Protestant or a shared church; it counts in all of them, since who plans with a day too many is not
//! late. Whit Monday counts too, although some employers have it worked. The days of the overseas departments are not
//! known here.

use std::fmt;

/// Days up to the first of each month, in a year that begins in March: its leap day then comes last.
const UP_TO_MONTH: [u32; 12] = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];
/// How many days there are from 1 January 1900 to 31 December 2199.
const DAYS: u32 = 109_573;
/// 1 January 1900, counted from 1 March of the year 0.
const FIRST: u32 = 693_901;
/// Four centuries, after which the calendar repeats itself.
const ERA: u32 = 146_097;

/// A day from 1 January 1900 to 31 December 2199, in the Gregorian calendar.
///
/// ```
/// use cpx_guide::calendar::Date;
/// let date = Date::parse("2026-11-23").unwrap();
/// assert_eq!(date.to_string(), "2026-11-23");
/// assert_eq!(date.weekday(), 0);
/// assert_eq!(Date::parse("2026-02-29"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(u32);

/// Where the public holidays are those of most places, and where there are two more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Region {
    /// Everywhere but in the next.
    #[default]
    Usual,
    /// Bas-Rhin, Haut-Rhin and Moselle: Good Friday and 26 December as well.
    AlsaceMoselle,
}

impl Date {
    /// The day of that year, month and day of the month; `None` if there is none, or not in range.
    #[must_use]
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let date = Self::count(year, month, day)?;
        // What is not in the calendar, as 30 February, comes out as another day.
        (date.parts() == (year, month, day)).then_some(date)
    }

    /// A day as ISO 8601 writes it, and a date field gives it: `2026-11-23`, with nothing around it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = [0_u32; 3];
        let mut parts = text.split('-');
        for (field, digits) in fields.iter_mut().zip([4, 2, 2]) {
            let part = parts.next().filter(|it| it.len() == digits && it.bytes().all(|byte| byte.is_ascii_digit()))?;
            *field = part.parse().ok()?;
        }
        let [year, month, day] = fields;
        if parts.next().is_some() { None } else { Self::new(year, month, day) }
    }

    /// Year, month from 1, day of the month from 1.
    #[must_use]
    pub fn parts(self) -> (u32, u32, u32) {
        let days = self.0 + FIRST;
        let (era, day) = (days / ERA, days % ERA);
        let year = (day - day / 1460 + day / 36_524 - day / (ERA - 1)) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (400 * era + year + u32::from(month <= 2), month, day)
    }

    /// From 0, Monday, to 6, Sunday: the place of its name in a list.
    #[must_use]
    pub fn weekday(self) -> usize {
        // The first day of the range is a Monday.
        self.0 as usize % 7
    }

    /// The day after; `None` after the last of the range.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        (self.0 + 1 < DAYS).then_some(Self(self.0 + 1))
    }

    /// The day before; `None` before the first of the range.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// The day that many days after the first of that month, if it is in range.
    fn count(year: u32, month: u32, day: u32) -> Option<Self> {
        if !(1900..2200).contains(&year) || day > 31 {
            return None;
        }
        let before = usize::try_from(month.checked_sub(1)?).ok()?;
        let month = UP_TO_MONTH.get((before + 10) % 12).filter(|_| before < 12)?;
        let year = if before < 2 { year - 1 } else { year };
        let days = 365 * year + year / 4 - year / 100 + year / 400 + month + day;
        days.checked_sub(FIRST + 1).filter(|days| *days < DAYS).map(Self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year}-{month:02}-{day:02}")
    }
}

/// Whether offices work that day: Monday to Friday, and no public holiday.
#[must_use]
pub fn is_working(date: Date, region: Region) -> bool {
    date.weekday() < 5 && !is_holiday(date, region)
}

/// The `n`-th working day after a day, which need not be one; with `n` = 0, the day itself. `None` if that is out of
/// range.
///
/// ```
/// use cpx_guide::calendar::{Date, Region, after};
/// // Ten working days over Christmas, New Year and two weekends.
/// let there = after(Date::parse("2026-12-21").unwrap(), 10, Region::Usual).unwrap();
/// assert_eq!(there.to_string(), "2027-01-06");
/// ```
#[must_use]
pub fn after(date: Date, n: u32, region: Region) -> Option<Date> {
    away(date, n, region, Date::next)
}

/// The `n`-th working day before a day, which need not be one; with `n` = 0, the day itself. `None` if that is out of
/// range.
#[must_use]
pub fn before(date: Date, n: u32, region: Region) -> Option<Date> {
    away(date, n, region, Date::previous)
}

/// A step at a time: a plan spans weeks, and the range ends every walk.
fn away(mut date: Date, n: u32, region: Region, step: fn(Date) -> Option<Date>) -> Option<Date> {
    let mut left = n;
    while left > 0 {
        date = step(date)?;
        left -= u32::from(is_working(date, region));
    }
    Some(date)
}

fn is_holiday(date: Date, region: Region) -> bool {
    let (year, month, day) = date.parts();
    let fixed = matches!((month, day), (1 | 5 | 11, 1) | (5, 8) | (7, 14) | (8, 15) | (11, 11) | (12, 25));
    let Some(march) = Date::count(year, 3, 0) else { return fixed };
    let easter = march.0 + easter(year);
    // Easter Monday, Ascension, Whit Monday.
    let movable = [1, 39, 50].iter().any(|later| date.0 == easter + later);
    let more = region == Region::AlsaceMoselle && (date.0 + 2 == easter || (month, day) == (12, 26));
    fixed || movable || more
}

/// Easter Sunday, as a day of March: 32 is 1 April. The reckoning of Meeus, Jones and Butcher.
fn easter(year: u32) -> u32 {
    let (century, rest) = (year / 100, year % 100);
    let shift = (century + 8) / 25;
    let moon = (19 * (year % 19) + century + 15 - century / 4 - (century + 1 - shift) / 3) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (year % 19 + 11 * moon + 22 * sunday) / 451;
    22 + moon + sunday - 7 * late
}
