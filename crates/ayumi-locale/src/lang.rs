//! The languages, and how a message becomes text.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language Ayumi speaks. Japanese is the first one and the default.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}

/// The name of a message. Only the constants of [`crate::key`] exist, and each of them stands in
/// both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub(crate) id: &'static str,
    pub(crate) variables: &'static [&'static str],
}

impl Key {
    /// The name as written in the words' files.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.id
    }

    /// The variables its text speaks of.
    #[must_use]
    pub fn variables(self) -> &'static [&'static str] {
        self.variables
    }
}

/// A language Ayumi does not speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLang(pub String);

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is neither ja nor en", self.0)
    }
}

impl std::error::Error for UnknownLang {}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Takes `ja`, `en`, and longer forms of them (`ja-JP`, `en_US.UTF-8`).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let primary = text
            .trim()
            .split(['-', '_', '.'])
            .next()
            .unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "ja" => Ok(Self::Ja),
            "en" => Ok(Self::En),
            _ => Err(UnknownLang(text.to_owned())),
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

static JA: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Lang::Ja, include_str!(concat!(env!("OUT_DIR"), "/ja.ftl"))));
static EN: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Lang::En, include_str!(concat!(env!("OUT_DIR"), "/en.ftl"))));

fn bundle(lang: Lang, source: &str) -> Bundle {
    let tag: LanguageIdentifier = lang.tag().parse().expect("our own tags are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Japanese and English run the same way: isolation marks would only end up in files.
    bundle.set_use_isolating(false);
    let resource =
        FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The language a browser asks for by `Accept-Language`; `None` when it asks for neither.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',').take(32) {
            let mut pieces = part.split(';');
            let Ok(lang) = pieces.next().unwrap_or_default().parse::<Self>() else {
                continue;
            };
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            if weight > 0.0 && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }

    /// The text of a message without variables.
    #[must_use]
    pub fn text(self, key: Key) -> String {
        self.format(key, &[])
    }

    /// The text of a message with its variables filled in. In debug builds a variable that is not
    /// given stops the program: it is a mistake of ours.
    #[must_use]
    pub fn format(self, key: Key, values: &[(&str, &str)]) -> String {
        debug_assert!(
            key.variables
                .iter()
                .all(|name| values.iter().any(|(given, _)| given == name)),
            "{} needs {:?}",
            key.id,
            key.variables
        );
        self.format_known(key, values)
    }

    /// The same, for values that come from elsewhere: what is not given is printed as `…`.
    pub(crate) fn format_known(self, key: Key, values: &[(&str, &str)]) -> String {
        let bundle = match self {
            Self::Ja => &JA,
            Self::En => &EN,
        };
        let mut arguments = FluentArgs::with_capacity(values.len());
        for name in key.variables {
            let value = values
                .iter()
                .find(|(given, _)| given == name)
                .map_or("…", |(_, v)| *v);
            arguments.set(*name, value_of(value));
        }
        let pattern = bundle
            .get_message(key.id)
            .and_then(|message| message.value())
            .expect("the build refuses a key that is not in both languages");
        bundle
            .format_pattern(pattern, Some(&arguments), &mut Vec::new())
            .into_owned()
    }
}

/// A value as fluent takes it. Only what prints the same as a number becomes one, so that the
/// plural can be chosen; `007` and `1,234` stay text.
fn value_of(text: &str) -> FluentValue<'_> {
    let plain = !text.is_empty()
        && text.len() < 16
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'));
    if plain {
        FluentValue::try_number(text)
    } else {
        FluentValue::from(text)
    }
}
