//! Roman numbers, in letters and in signs of their own.

const ROMAN_SIGNS: [&str; 16] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "L", "C", "D", "M",
];

/// A Roman sign in letters.
pub(super) fn spelled(c: char) -> Option<&'static str> {
    let at = match c {
        'Ⅰ'..='Ⅿ' => u32::from(c) - u32::from('Ⅰ'),
        'ⅰ'..='ⅿ' => u32::from(c) - u32::from('ⅰ'),
        _ => return None,
    };
    Some(ROMAN_SIGNS[at as usize])
}

/// The value of a Roman number in capital letters, if it is written as such numbers are.
pub(super) fn roman(letters: &str) -> Option<u32> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        'D' => Some(500),
        'M' => Some(1000),
        _ => None,
    };
    let values: Vec<u32> = letters.chars().map(value).collect::<Option<_>>()?;
    let mut sum = 0;
    for (index, one) in values.iter().enumerate() {
        if values.get(index + 1).is_some_and(|next| next > one) {
            sum -= i64::from(*one);
        } else {
            sum += i64::from(*one);
        }
    }
    let ordinal = u32::try_from(sum)
        .ok()
        .filter(|sum| (1..4000).contains(sum))?;
    (roman_text(ordinal) == letters).then_some(ordinal)
}

/// A number in capital letters (`XIV`), 1–3999.
#[must_use]
pub fn roman_text(number: u32) -> String {
    let parts = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in parts {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

/// `Ⅰ`–`Ⅻ` as one sign, beyond that one sign for the tens and one for the rest (`ⅩⅢ`).
pub(super) fn roman_as_signs(ordinal: u32) -> String {
    let sign = |n: u32| char::from_u32(u32::from('Ⅰ') + n - 1).map(String::from);
    match ordinal {
        1..=12 => sign(ordinal).unwrap_or_default(),
        13..=19 => format!("Ⅹ{}", sign(ordinal - 10).unwrap_or_default()),
        _ => roman_text(ordinal),
    }
}
