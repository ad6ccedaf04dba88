//! Dates and times by their format.

use ayumi_document::Value;

use super::super::era::Moment;
use super::super::names::{DAYS, MONTHS, WEEKDAY, WEEKDAYS};
use super::Shown;
use super::parts::{Part, Section};

/// The moment as the section shows it.
pub(super) fn show(section: &Section, moment: &Moment, serial: f64) -> Shown {
    let mut text = String::new();
    let half_day = section.parts.contains(&Part::Date('p', 1));
    for (at, part) in section.parts.iter().enumerate() {
        match part {
            Part::Words(words) => text.push_str(words),
            Part::Number | Part::Percent => {}
            Part::Date('m', count) if *count <= 2 && is_minute(&section.parts, at) => {
                text.push_str(&two(moment.seconds / 60 % 60, *count));
            }
            Part::Date(letter, count) => text.push_str(&field(moment, (*letter, *count), half_day)),
        }
    }
    // Below one it is a time of no day.
    let dated = section.parts.iter().any(|part| {
        matches!(part, Part::Date('y' | 'e' | 'd' | 'g' | 'a', _))
            || matches!(part, Part::Date('m', _))
    });
    let day = moment.iso().filter(|_| dated && serial >= 1.0);
    Shown {
        text: text.trim().to_owned(),
        value: day.map(Value::Date),
    }
}

/// An `m` beside hours or seconds means minutes.
fn is_minute(parts: &[Part], at: usize) -> bool {
    let date = |part: &&Part| matches!(part, Part::Date(..));
    let before = parts[..at].iter().rev().find(date);
    let after = parts[at + 1..].iter().find(date);
    matches!(before, Some(Part::Date('h', _))) || matches!(after, Some(Part::Date('s', _)))
}

fn two(number: u32, count: usize) -> String {
    if count >= 2 {
        format!("{number:02}")
    } else {
        number.to_string()
    }
}

fn field(moment: &Moment, (letter, count): (char, usize), half_day: bool) -> String {
    let number = |n: i8| u32::from(n.unsigned_abs());
    let year = u32::from(moment.year.unsigned_abs());
    let weekday = moment.weekday.and_then(|day| usize::try_from(day - 1).ok());
    match (letter, count) {
        ('y', 1 | 2) => format!("{:02}", year % 100),
        ('y', _) => format!("{year:04}"),
        ('g', _) => {
            let era = moment.era().map(|(era, _)| era.names[3 - count.min(3)]);
            era.unwrap_or_default().to_owned()
        }
        ('e', _) => {
            let own = moment
                .era()
                .map_or(year, |(_, own)| u32::from(own.unsigned_abs()));
            two(own, count)
        }
        ('m', 1 | 2) => two(number(moment.month), count),
        ('m', _) => {
            let name = MONTHS[usize::from(moment.month.unsigned_abs().clamp(1, 12)) - 1];
            if count == 3 { &name[..3] } else { name }.to_owned()
        }
        ('d', 1 | 2) => two(number(moment.day), count),
        ('d', _) => {
            let name = weekday.map_or("", |day| DAYS[day]);
            if count == 3 {
                name.get(..3).unwrap_or_default()
            } else {
                name
            }
            .to_owned()
        }
        ('a', _) => {
            let name = weekday.map_or("", |day| WEEKDAYS[day]);
            if count >= 4 && !name.is_empty() {
                format!("{name}{WEEKDAY}")
            } else {
                name.to_owned()
            }
        }
        ('h', _) => {
            let hour = moment.seconds / 3_600;
            let hour = if half_day { (hour + 11) % 12 + 1 } else { hour };
            two(hour, count)
        }
        ('s', _) => two(moment.seconds % 60, count),
        ('p', _) => if moment.seconds < 43_200 { "AM" } else { "PM" }.to_owned(),
        _ => String::new(),
    }
}
