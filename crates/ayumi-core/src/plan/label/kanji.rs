//! Numbers in kanji, by units (二十一) and by places (二〇二六).

fn kanji_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壱' | '壹' => 1,
        '二' | '弐' | '貳' => 2,
        '三' | '参' | '參' => 3,
        '四' => 4,
        '五' | '伍' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn kanji_unit(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '廿' => 20,
        '卅' => 30,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// May this character stand in a kanji number? `○` only counts inside one (`二○`).
#[must_use]
pub fn is_kanji_numeral(c: char) -> bool {
    kanji_digit(c).is_some() || kanji_unit(c).is_some()
}

/// The value of a kanji number: by units (`二十一`, `廿一`, `百二`) or by places (`二〇二六`).
#[must_use]
pub fn kanji_number(text: &str) -> Option<u32> {
    let letters: Vec<char> = text.chars().collect();
    if letters.is_empty() || letters.len() > 9 || matches!(letters[0], '○' | '◯') {
        return None;
    }
    if letters.iter().all(|c| kanji_digit(*c).is_some()) {
        return letters.iter().try_fold(0u32, |sum, c| {
            sum.checked_mul(10)?.checked_add(kanji_digit(*c)?)
        });
    }
    let (mut sum, mut pending, mut last_unit) = (0, None, u32::MAX);
    for c in letters {
        if let Some(value) = kanji_digit(c) {
            if pending.is_some() || value == 0 {
                return None;
            }
            pending = Some(value);
        } else {
            let unit = kanji_unit(c)?;
            let order = if unit < 100 { 10 } else { unit };
            if order >= last_unit || (pending.is_some() && matches!(unit, 20 | 30)) {
                return None;
            }
            sum += pending.take().unwrap_or(1) * unit;
            last_unit = order;
        }
    }
    Some(sum + pending.unwrap_or(0))
}

/// A kanji number by units (`二十一`), 1–9999.
#[must_use]
pub fn kanji_text(number: u32) -> String {
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number == 0 {
        return "〇".to_owned();
    }
    let mut text = String::new();
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let count = number / unit % 10;
        if count == 0 {
            continue;
        }
        if count > 1 || unit == 1 {
            text.push(digits[count as usize]);
        }
        text.push_str(name);
    }
    text
}
