//! Generated plans: 1–8 levels, odd and repeated labels, empty parents, long titles, findings of
//! every kind at every level, notes, periods in many printed forms. Nothing is thrown away after
//! it was generated (no `prop_assume`).

use ayumi_core::matching::matching_key;
use ayumi_core::plan::{
    Finding, FindingId, FindingKind, FiscalYear, Half, Indicator, Item, ItemId, Legend, NamedText,
    Part, Period, Plan, PlanId, Rating, RatingId, Reference, Reported, ScheduleCell, Standing,
    Term,
};
use ayumi_core::review::plain_number;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use crate::labels;

/// Labels as they are printed: every numbering style met, bullets, codes, none.
const LABELS: [&str; 34] = [
    "①",
    "②",
    "⑳",
    "㉑",
    "㊿",
    "(51)",
    "(1)",
    "（１）",
    "⑴",
    "1",
    "1.",
    "１．",
    "1)",
    "1-1",
    "2-1-1",
    "ア",
    "(ア)",
    "イ",
    "Ⅰ",
    "Ⅱ.",
    "第1章",
    "第一節",
    "A:",
    "a",
    "【1】",
    "基本方針1",
    "重点課題1.",
    "評価領域1",
    "11111",
    "041001020",
    "◇",
    "◆",
    "・",
    "★",
];

/// Names of levels.
const LEVELS: [&str; 10] = [
    "重点項目",
    "強化項目",
    "具体的な取り組み",
    "基本目標",
    "基本方針",
    "推進項目",
    "施策の方向",
    "事務事業",
    "活動項目",
    "実施計画",
];

/// Beginnings of titles that tempt a reader: digits, brackets, signs, era words.
const OPENINGS: [&str; 14] = [
    "",
    "",
    "",
    "",
    "3つの柱による",
    "（仮称）",
    "(仮称)",
    "1人ひとりの",
    "「声」を聴く",
    "令和の",
    "○○地区の",
    "※印の",
    "第2次の",
    "A型",
];

/// Words of titles and sentences. The last ones are there for those who escape badly.
const WORDS: [&str; 24] = [
    "相談",
    "見守り",
    "支援",
    "体制",
    "強化",
    "の",
    "と",
    "づくり",
    "担い手",
    "育成",
    "広報",
    "財源",
    "確保",
    "ニーズ",
    "把握",
    "＆",
    "(CSW)",
    "PR",
    "𠮷野",
    "葛󠄀城",
    "｜",
    "*",
    "_",
    "<b>",
];

/// Ends of sentences.
const ENDINGS: [&str; 6] = [
    "ができた。",
    "には至らなかった。",
    "を進めたが、遅れが生じた。",
    "について、第3次計画に引き継ぐ必要がある。",
    "。",
    "　ほか",
];

/// Signs before findings.
const MARKERS: [&str; 7] = ["○", "◎", "※", "-", "・", "(1)", "●"];

fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(select(&WORDS[..]), count).prop_map(|words| words.concat())
}

fn title() -> impl Strategy<Value = String> {
    let long = prop_oneof![9 => words(1..6), 1 => words(60..120)];
    (select(&OPENINGS[..]), long).prop_map(|(opening, rest)| format!("{opening}{rest}"))
}

fn sentence() -> impl Strategy<Value = String> {
    (words(1..20), select(&ENDINGS[..])).prop_map(|(words, ending)| words + ending)
}

fn kind() -> impl Strategy<Value = FindingKind> {
    select(
        &[
            FindingKind::Result,
            FindingKind::Reflection,
            FindingKind::Mixed,
            FindingKind::Note,
            FindingKind::Unclassified,
        ][..],
    )
}

/// Items a finding speaks of; [`finish`] turns the numbers into ids of the plan.
fn about() -> impl Strategy<Value = Vec<ItemId>> {
    let some = vec(any::<u32>(), 1..3);
    prop_oneof![3 => Just(Vec::new()), 1 => some]
        .prop_map(|numbers| numbers.into_iter().map(seed).collect())
}

/// A number in the place of an id.
fn seed(number: u32) -> ItemId {
    ItemId(Uuid::from_u128(u128::from(number)))
}

fn finding() -> impl Strategy<Value = Finding> {
    let marker = option::of(select(&MARKERS[..]));
    let plain =
        (marker, sentence(), kind(), about()).prop_map(|(marker, text, kind, about)| Finding {
            id: FindingId(Uuid::nil()),
            kind,
            marker: marker.map(str::to_owned),
            text,
            refs: Vec::new(),
            about,
            at: None,
        });
    let target = option::of(any::<u32>().prop_map(seed));
    let note = (words(1..6), 1_u32..400, target).prop_map(|(words, page, target)| Finding {
        id: FindingId(Uuid::nil()),
        kind: FindingKind::Note,
        marker: Some("※".to_owned()),
        text: format!("{words}については、{page}ページを参照"),
        refs: vec![Reference {
            page: Some(page),
            label: None,
            target,
        }],
        about: Vec::new(),
        at: None,
    });
    prop_oneof![4 => plain, 1 => note]
}

fn term() -> impl Strategy<Value = Term> {
    let part = prop_oneof![
        3 => Just(Part::Whole),
        1 => Just(Part::Half(Half::First)),
        1 => Just(Part::Half(Half::Second)),
        1 => (1_u8..=4).prop_map(Part::Quarter),
    ];
    (1985_i32..2045, part).prop_map(|(year, part)| Term {
        year: FiscalYear(year),
        part,
    })
}

fn section() -> impl Strategy<Value = String> {
    select(&["地域福祉課", "総務課", "健・こ", "事務局", "市民局地域課"][..])
        .prop_map(str::to_owned)
}

fn schedule() -> impl Strategy<Value = ScheduleCell> {
    let end = prop_oneof![
        3 => Just(None),
        1 => Just(Some(None)),
        1 => (2030_i32..2045).prop_map(|year| Some(Some(FiscalYear(year)))),
    ];
    let text = select(&["検討", "準備", "実施", "→", "○", "◎", "3か所", "随時"][..]);
    (term(), end, option::of(section()), text).prop_map(|(term, to, section, text)| ScheduleCell {
        term: Some(term),
        to,
        section,
        text: text.to_owned(),
    })
}

fn reported() -> impl Strategy<Value = Reported> {
    let text = select(&["120人", "約180", "△120", "随時", "3,200", "年1回以上"][..]);
    (option::of(term()), text).prop_map(|(term, text)| Reported {
        term,
        section: None,
        text: text.to_owned(),
        number: plain_number(text),
    })
}

fn indicator() -> impl Strategy<Value = Indicator> {
    (
        option::of(words(1..4)),
        option::of(Just("人".to_owned())),
        option::of(reported()),
        vec(reported(), 0..3),
        vec(reported(), 0..3),
        crate::standing::definition(term()),
    )
        .prop_map(
            |(name, unit, baseline, targets, actuals, definition)| Indicator {
                name,
                unit,
                baseline,
                targets,
                actuals,
                definition,
            },
        )
}

fn rating() -> impl Strategy<Value = Rating> {
    (
        option::of(select(&["担当課", "評価委員会"][..])),
        option::of(select(&["達成度", "必要性"][..])),
        option::of(term()),
        select(&["A", "B", "○", "×", "5", "A○"][..]),
        option::of(sentence()),
        option::of(section()),
        option::of(select(&["2025-03-31", "令和7年3月31日"][..])),
        option::of(Just("評価委員長".to_owned())),
    )
        .prop_map(
            |(stage, axis, term, grade, text, section, date, person)| Rating {
                id: RatingId(Uuid::nil()),
                stage: stage.map(str::to_owned),
                axis: axis.map(str::to_owned),
                term,
                section,
                grade: grade.to_owned(),
                text,
                date: date.map(str::to_owned),
                person,
            },
        )
}

fn text() -> impl Strategy<Value = NamedText> {
    (select(&["目的", "実施内容"][..]), sentence()).prop_map(|(name, text)| NamedText {
        name: name.to_owned(),
        text,
        internal: false,
    })
}

/// An item without children. `data` = with marks, texts, sections, schedule, indicators, ratings.
fn node(data: bool) -> BoxedStrategy<Item> {
    let most = usize::from(data) * 2;
    let label = prop_oneof![3 => Just(None), 4 => select(&LABELS[..]).prop_map(Some)];
    let findings = prop_oneof![2 => Just(Vec::new()), 1 => vec(finding(), 1..4)];
    let rest = (
        vec(select(&["新規", "拡充", "再掲"][..]), 0..=most.min(1)),
        vec(text(), 0..=most),
        vec(section(), 0..=most),
        vec(schedule(), 0..=most),
        vec(indicator(), 0..=most),
        vec(rating(), 0..=most),
        match data {
            true => crate::standing::standing().boxed(),
            false => Just(Standing::default()).boxed(),
        },
    );
    (label, title(), findings, rest)
        .prop_map(|(label, title, findings, rest)| {
            let (marks, texts, sections, schedule, indicators, ratings, standing) = rest;
            Item {
                id: ItemId(Uuid::nil()),
                level: None,
                label: label.map(str::to_owned),
                title,
                marks: marks.into_iter().map(str::to_owned).collect(),
                texts,
                sections,
                standing,
                schedule,
                indicators,
                ratings,
                findings,
                items: Vec::new(),
                at: None,
            }
        })
        .boxed()
}

/// A forest of at most `depth` levels.
fn forest(depth: usize, data: bool) -> BoxedStrategy<Vec<Item>> {
    if depth == 1 {
        return vec(node(data), 0..4).boxed();
    }
    let branch = (node(data), forest(depth - 1, data)).prop_map(|(mut item, items)| {
        item.items = items;
        item
    });
    // Broad at the top, narrow below: the tree stays small enough to look at.
    let most = if depth > 3 { 2 } else { 3 };
    vec(branch, 0..=most).boxed()
}

fn period() -> impl Strategy<Value = Period> {
    (1975_i32..2035, 0_i32..8, 0_usize..4).prop_map(|(from, years, form)| {
        let to = from + years;
        let text = match form {
            0 => format!("{from}年度から{to}年度まで"),
            1 => format!("{}から{}までの{}か年", era(from), era(to), years + 1),
            2 => format!("{}（{from}年度）～{}（{to}年度）", era(from), era(to)),
            _ => format!("{from}～{to}"),
        };
        Period {
            from: FiscalYear(from),
            to: Some(FiscalYear(to)),
            text,
        }
    })
}

/// A fiscal year with its era, written here on purpose and not taken from the code under test.
fn era(year: i32) -> String {
    match year {
        2020.. => format!("令和{}年度", year - 2018),
        2019 => "平成31年度（令和元年度）".to_owned(),
        1990..2019 => format!("平成{}年度", year - 1988),
        1989 => "平成元年度".to_owned(),
        _ => format!("昭和{}年度", year - 1925),
    }
}

fn legend() -> impl Strategy<Value = Legend> {
    let symbol = select(&["○", "△", "×", "A", "B", "終"][..]);
    (
        symbol,
        words(1..4),
        option::of(Just("達成度".to_owned())),
        option::of(1_u32..6),
    )
        .prop_map(|(symbol, meaning, of, order)| Legend {
            symbol: symbol.to_owned(),
            meaning,
            of,
            order,
            at: None,
        })
}

/// Plans with every field the chapter prints.
pub fn plans() -> impl Strategy<Value = Plan> {
    (1_usize..=8, any::<bool>()).prop_flat_map(|(depth, data)| {
        let schemes = vec(labels::scheme(), 8);
        let groupings = match data {
            true => crate::standing::groupings().boxed(),
            false => Just(Vec::new()).boxed(),
        };
        let head = (
            option::of(Just("みどり野市社会福祉協議会".to_owned())),
            title(),
            option::of(1_u32..20),
            // Most plans say their years, in two of the four forms with an era.
            option::weighted(0.8, period()),
            option::of(sentence()),
            option::of(sentence()),
        );
        let tail = (
            (vec(finding(), 0..4), about()),
            (vec(legend(), 0..3), groupings),
            0..=depth,
            schemes,
        );
        (head, forest(depth, data), tail, Just(depth)).prop_map(|(head, mut items, tail, depth)| {
            labels::label(&mut items, &tail.3);
            let (organization, title, generation, period, philosophy, vision) = head;
            let ((overall, unmentioned), (legends, groupings), named, _) = tail;
            let levels = LEVELS[..named.min(depth)]
                .iter()
                .map(|&name| name.to_owned())
                .collect();
            let mut plan = Plan {
                id: PlanId(Uuid::nil()),
                slug: "plan".to_owned(),
                organization,
                title,
                generation,
                period,
                philosophy,
                vision,
                levels,
                // The published book prints labels, and not how they go on.
                numbering: Vec::new(),
                groupings,
                items,
                overall,
                legends,
                lineage: Vec::new(),
                unmentioned,
            };
            finish(&mut plan);
            plan
        })
    })
}

/// Gives ids and level names, and makes siblings of one label and title differ: such two would be
/// one item printed twice.
fn finish(plan: &mut Plan) {
    let mut next = 0;
    plan.id = PlanId(id(&mut next));
    for finding in &mut plan.overall {
        finding.id = FindingId(id(&mut next));
    }
    let levels = plan.levels.clone();
    finish_items(&mut plan.items, 0, &levels, &mut next);
    let mut ids = Vec::new();
    ids_of(&plan.items, &mut ids);
    plan.unmentioned = real(&plan.unmentioned, &ids);
    point(&mut plan.overall, &ids);
    point_items(&mut plan.items, &ids);
}

fn ids_of(items: &[Item], ids: &mut Vec<ItemId>) {
    for item in items {
        ids.push(item.id);
        ids_of(&item.items, ids);
    }
}

fn point_items(items: &mut [Item], ids: &[ItemId]) {
    for item in items {
        point(&mut item.findings, ids);
        point_items(&mut item.items, ids);
    }
}

/// Makes numbers in the place of ids ([`seed`]) items of the plan.
fn point(findings: &mut [Finding], ids: &[ItemId]) {
    for finding in findings {
        finding.about = real(&finding.about, ids);
        for reference in &mut finding.refs {
            reference.target = reference
                .target
                .and_then(|target| real(&[target], ids).pop());
        }
    }
}

/// The items of those numbers, each one once.
fn real(seeds: &[ItemId], ids: &[ItemId]) -> Vec<ItemId> {
    let mut real = Vec::new();
    for ItemId(number) in seeds {
        let index = usize::try_from(number.as_u128()).unwrap_or(0);
        if let Some(id) = index.checked_rem(ids.len()).map(|index| ids[index])
            && !real.contains(&id)
        {
            real.push(id);
        }
    }
    real
}

fn finish_items(items: &mut [Item], depth: usize, levels: &[String], next: &mut u128) {
    let mut seen = std::collections::BTreeSet::new();
    for item in items {
        item.id = ItemId(id(next));
        item.level = levels.get(depth).cloned();
        for finding in &mut item.findings {
            finding.id = FindingId(id(next));
        }
        for rating in &mut item.ratings {
            rating.id = RatingId(id(next));
        }
        let printed = |item: &Item| {
            matching_key(&format!(
                "{}{}",
                item.label.as_deref().unwrap_or(""),
                item.title
            ))
        };
        while !seen.insert(printed(item)) {
            item.title.push('2');
        }
        finish_items(&mut item.items, depth + 1, levels, next);
    }
}

fn id(next: &mut u128) -> Uuid {
    *next += 1;
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + *next)
}
