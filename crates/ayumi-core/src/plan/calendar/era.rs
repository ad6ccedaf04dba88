//! The eras and how their years are counted.

use jiff::civil::{Date, date};

/// A Japanese era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治.
    Meiji,
    /// 大正.
    Taisho,
    /// 昭和.
    Showa,
    /// 平成.
    Heisei,
    /// 令和.
    Reiwa,
}

/// A year of an era; 1 is 元年.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EraYear {
    /// The era.
    pub era: Era,
    /// Counted from 1.
    pub number: u32,
}

/// The highest year an era is read with: 平成32 stands in many plans, 令和100 in none.
const MOST_YEARS: u32 = 99;

impl Era {
    /// All, from the oldest.
    pub const ALL: [Self; 5] = [
        Self::Meiji,
        Self::Taisho,
        Self::Showa,
        Self::Heisei,
        Self::Reiwa,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// The letter printed for it (`R8`).
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }

    /// The name as one character (`㋿`).
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Meiji => '㍾',
            Self::Taisho => '㍽',
            Self::Showa => '㍼',
            Self::Heisei => '㍻',
            Self::Reiwa => '㋿',
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            Self::Meiji => date(1868, 10, 23),
            Self::Taisho => date(1912, 7, 30),
            Self::Showa => date(1926, 12, 25),
            Self::Heisei => date(1989, 1, 8),
            Self::Reiwa => date(2019, 5, 1),
        }
    }

    /// Its last day; `None` while it lasts.
    #[must_use]
    pub fn last_day(self) -> Option<Date> {
        let next = Self::ALL.into_iter().find(|era| *era > self)?;
        next.first_day().yesterday().ok()
    }

    /// The western year of its year `number`; `None` outside 1–99.
    #[must_use]
    pub fn western(self, number: u32) -> Option<i32> {
        let number = i32::try_from(number).ok()?;
        let fits = (1..=MOST_YEARS as i32).contains(&number);
        fits.then(|| i32::from(self.first_day().year()) - 1 + number)
    }

    /// The number of a western year in this era, whether or not the era lasted that long.
    #[must_use]
    pub fn count(self, western: i32) -> Option<u32> {
        let number = western - i32::from(self.first_day().year()) + 1;
        u32::try_from(number)
            .ok()
            .filter(|number| (1..=MOST_YEARS).contains(number))
    }

    /// Had the era ended before the fiscal year of its year `number` began (平成32年度)?
    #[must_use]
    pub fn is_over(self, number: u32) -> bool {
        match (self.western(number), self.last_day()) {
            (Some(year), Some(last)) => {
                i16::try_from(year).map_or(true, |year| date(year, 4, 1) > last)
            }
            _ => false,
        }
    }
}
