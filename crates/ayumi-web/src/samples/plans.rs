//! Sample plans: typical, longest title, four hundred items, empty, and one of text that would do
//! harm if it were taken for mark-up. All of them are invented.

use ayumi_core::plan::{
    FindingId, FindingKind, FiscalYear, Half, Indicator, Item, ItemId, Legend, NamedText, Part,
    Period, Plan, PlanId, Rating, RatingId, Reference, Reported, ScheduleCell, Term,
};
use ayumi_core::review::Finding;
use ayumi_document::At;
use uuid::Uuid;

/// Gives out ids that are the same in every run.
#[derive(Default)]
pub struct Numbers(u128);

impl Numbers {
    fn next(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + self.0)
    }
}

fn item(ids: &mut Numbers, level: &str, label: &str, title: &str, line: u32) -> Item {
    Item {
        id: ItemId(ids.next()),
        level: Some(level.to_owned()),
        label: (!label.is_empty()).then(|| label.to_owned()),
        title: title.to_owned(),
        marks: Vec::new(),
        texts: Vec::new(),
        sections: Vec::new(),
        schedule: Vec::new(),
        indicators: Vec::new(),
        ratings: Vec::new(),
        findings: Vec::new(),
        items: Vec::new(),
        at: Some(At::line(line)),
    }
}

fn finding(ids: &mut Numbers, kind: FindingKind, marker: &str, text: &str, line: u32) -> Finding {
    Finding {
        id: FindingId(ids.next()),
        kind,
        marker: Some(marker.to_owned()),
        text: text.to_owned(),
        refs: Vec::new(),
        about: Vec::new(),
        at: Some(At::line(line)),
    }
}

fn head(ids: &mut Numbers, slug: &str, title: &str) -> Plan {
    Plan {
        id: PlanId(ids.next()),
        slug: slug.to_owned(),
        organization: Some("みどり野市社会福祉協議会".to_owned()),
        title: title.to_owned(),
        generation: Some(2),
        period: Some(Period {
            from: FiscalYear(2017),
            to: Some(FiscalYear(2019)),
            text: "平成29年度から平成31年度（令和元年度）までの3カ年".to_owned(),
        }),
        philosophy: Some("だれもが役割をもち、ともに暮らすまち".to_owned()),
        vision: Some("地域の声を聴き、つなぎ、動く社協".to_owned()),
        levels: ["重点項目", "強化項目", "具体的な取り組み"]
            .map(str::to_owned)
            .to_vec(),
        items: Vec::new(),
        overall: Vec::new(),
        legends: Vec::new(),
        lineage: Vec::new(),
    }
}

/// A plan as councils have them.
pub fn typical() -> Plan {
    let ids = &mut Numbers::default();
    let mut plan = head(ids, "plan-2", "第2次みどり野市社協強化計画");
    plan.items = vec![service_area(ids), staff_area(ids), money_area(ids)];
    refer(&mut plan);
    plan.overall = vec![
        finding(
            ids,
            FindingKind::Result,
            "-",
            "相談窓口の開設と担い手の養成は計画どおり進み、住民が相談できる場所が3地区に増えました。",
            58,
        ),
        finding(
            ids,
            FindingKind::Mixed,
            "-",
            "財源の見直しには成果がありましたが、複数の課にまたがる取り組みは進み方が遅く、横断的な連携が課題として残りました。",
            60,
        ),
    ];
    plan.legends = vec![
        legend("○", "計画どおり", "達成度", 1),
        legend("△", "一部達成", "達成度", 2),
    ];
    plan
}

fn legend(symbol: &str, meaning: &str, of: &str, order: u32) -> Legend {
    Legend {
        symbol: symbol.to_owned(),
        meaning: meaning.to_owned(),
        of: Some(of.to_owned()),
        order: Some(order),
        at: None,
    }
}

fn service_area(ids: &mut Numbers) -> Item {
    let mut area = item(ids, "重点項目", "", "事業", 20);
    let mut care = item(ids, "強化項目", "①", "相談と見守りの強化", 24);
    let mut window = item(
        ids,
        "具体的な取り組み",
        "◇",
        "（仮称）くらしの窓口の開設",
        26,
    );
    window.marks = vec!["新規".to_owned()];
    window.sections = vec!["地域福祉課".to_owned(), "総務課".to_owned()];
    window.texts = vec![NamedText {
        name: "目的".to_owned(),
        text: "困りごとを一か所で受け止め、各課と地区につなぐ。".to_owned(),
    }];
    window.schedule = vec![
        scheduled(2017, None, "検討"),
        scheduled(2018, Some(2019), "実施"),
    ];
    window.indicators = vec![windows()];
    window.ratings = vec![rating(ids)];
    care.items = vec![
        window,
        item(ids, "具体的な取り組み", "◇", "見守り協力店の拡大", 27),
        item(ids, "具体的な取り組み", "◇", "相談員の研修", 28),
    ];
    care.findings = vec![
        finding(
            ids,
            FindingKind::Result,
            "○",
            "くらしの窓口を平成30年10月に開設し、初年度に延べ412件の相談を受けた。",
            30,
        ),
        finding(
            ids,
            FindingKind::Reflection,
            "○",
            "見守り協力店は目標の50店に対し31店にとどまり、商店会との話し合いが不足していた。",
            31,
        ),
        finding(ids, FindingKind::Note, "※", "相談員については、③を参照", 32),
    ];
    let mut people = item(ids, "強化項目", "②", "担い手の育成", 34);
    people.items = vec![
        item(
            ids,
            "具体的な取り組み",
            "◇",
            "地域ボランティアの養成講座",
            36,
        ),
        item(ids, "具体的な取り組み", "◇", "中学生・高校生の福祉体験", 37),
    ];
    people.findings = vec![finding(
        ids,
        FindingKind::Mixed,
        "○",
        "養成講座は3年間で86人が修了したが、活動につながった人は4割であった。",
        38,
    )];
    area.findings = vec![
        finding(
            ids,
            FindingKind::Result,
            "○",
            "窓口の開設により、次期計画で地区ごとの相談体制に進む下地が整った。",
            40,
        ),
        finding(
            ids,
            FindingKind::Reflection,
            "○",
            "地域ニーズを組織全体で集める仕組みがないため、課をまたぐ情報共有から始める必要がある。",
            41,
        ),
    ];
    area.items = vec![care, people];
    area
}

fn staff_area(ids: &mut Numbers) -> Item {
    let mut area = item(ids, "重点項目", "", "組織", 43);
    let mut staff = item(ids, "強化項目", "③", "職員の力を高める", 45);
    staff.items = vec![
        item(ids, "具体的な取り組み", "◇", "職員研修の体系化", 46),
        item(ids, "具体的な取り組み", "◇", "課をまたぐ連絡会の設置", 47),
    ];
    staff.findings = vec![finding(
        ids,
        FindingKind::Result,
        "○",
        "研修の体系を定め、全職員が年2回以上受講した。",
        48,
    )];
    let mut known = item(ids, "強化項目", "④", "広報の見直し", 49);
    known.items = vec![item(
        ids,
        "具体的な取り組み",
        "◇",
        "広報紙と公式SNSの連動",
        50,
    )];
    area.items = vec![staff, known];
    area.findings = vec![finding(
        ids,
        FindingKind::Unclassified,
        "○",
        "事務所の移転に伴い、組織の見直しは次期計画で扱う。",
        51,
    )];
    area
}

fn money_area(ids: &mut Numbers) -> Item {
    let mut area = item(ids, "重点項目", "", "財政", 52);
    let mut money = item(ids, "強化項目", "⑤", "自主財源の確保", 53);
    money.items = vec![
        item(
            ids,
            "具体的な取り組み",
            "◇",
            "会員の増強と会費の使い道の公表",
            54,
        ),
        item(ids, "具体的な取り組み", "◇", "介護保険事業の収支改善", 55),
    ];
    money.findings = vec![finding(
        ids,
        FindingKind::Result,
        "○",
        "介護保険事業は平成30年度に黒字となった。",
        56,
    )];
    area.items = vec![money];
    area
}

fn scheduled(year: i32, to: Option<i32>, text: &str) -> ScheduleCell {
    ScheduleCell {
        term: Some(Term::whole(FiscalYear(year))),
        to: to.map(|to| Some(FiscalYear(to))),
        section: None,
        text: text.to_owned(),
    }
}

fn windows() -> Indicator {
    let value = |year: i32, text: &str| Reported {
        term: Some(Term::whole(FiscalYear(year))),
        section: None,
        text: text.to_owned(),
        number: text.parse().ok(),
    };
    Indicator {
        name: Some("窓口の数".to_owned()),
        unit: Some("か所".to_owned()),
        baseline: Some(value(2016, "0")),
        targets: vec![value(2018, "1"), value(2019, "3")],
        actuals: vec![value(2018, "1"), value(2019, "3")],
    }
}

fn rating(ids: &mut Numbers) -> Rating {
    Rating {
        id: RatingId(ids.next()),
        stage: Some("担当課".to_owned()),
        axis: Some("達成度".to_owned()),
        term: Some(Term {
            year: FiscalYear(2018),
            part: Part::Half(Half::Second),
        }),
        section: None,
        grade: "○".to_owned(),
        text: Some("計画どおり開設できた。".to_owned()),
        date: None,
        person: None,
    }
}

/// The note of ① refers to ③; the finding on the window was confirmed to speak of it.
fn refer(plan: &mut Plan) {
    let staff = plan.items[1].items[0].id;
    let care = &mut plan.items[0].items[0];
    let window = care.items[0].id;
    care.findings[0].about = vec![window];
    care.findings[2].refs = vec![Reference {
        page: None,
        label: Some("③".to_owned()),
        target: Some(staff),
    }];
}

/// A plan with nothing in it.
pub fn empty() -> Plan {
    let ids = &mut Numbers::default();
    Plan {
        period: None,
        philosophy: None,
        vision: None,
        generation: None,
        levels: Vec::new(),
        ..head(ids, "empty", "名前だけの計画")
    }
}

/// A plan whose words are as long as they get.
pub fn longest() -> Plan {
    let ids = &mut Numbers::default();
    let title = "みどり野市社会福祉協議会第2次地域福祉活動計画及び経営強化計画における総合的な推進体制の整備に関する基本計画".repeat(2);
    let mut plan = head(ids, "longest", &title);
    let mut area = item(ids, "重点項目", "基本方針１２", &title, 1);
    let mut below = item(
        ids,
        "強化項目",
        "(1)",
        &"多様な主体の参加と協働による支え合いの仕組みづくり".repeat(4),
        2,
    );
    below.items = vec![item(
        ids,
        "具体的な取り組み",
        "◇",
        &"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".repeat(4),
        3,
    )];
    below.findings = vec![finding(
        ids,
        FindingKind::Result,
        "○",
        &"長い文です。".repeat(120),
        4,
    )];
    area.items = vec![below];
    plan.items = vec![area];
    plan
}

/// A plan of four hundred items.
pub fn many() -> Plan {
    let ids = &mut Numbers::default();
    let mut plan = head(ids, "many", "四百項目の計画");
    for first in 1..=4 {
        let mut area = item(
            ids,
            "重点項目",
            &format!("{first}"),
            "地域のつながりをつくる",
            first,
        );
        for second in 1..=9 {
            let mut below = item(
                ids,
                "強化項目",
                &format!("{first}-{second}"),
                "集いの場の支援",
                second,
            );
            for third in 1..=10 {
                let label = format!("{first}-{second}-{third}");
                below.items.push(item(
                    ids,
                    "具体的な取り組み",
                    &label,
                    "サロンの立ち上げ支援",
                    third,
                ));
            }
            below.findings = vec![finding(
                ids,
                FindingKind::Result,
                "○",
                "新たに12か所が始まった。",
                second,
            )];
            area.items.push(below);
        }
        plan.items.push(area);
    }
    plan
}

/// A plan whose words would do harm if they were taken for mark-up (`bad-input` 89).
pub fn naughty() -> Plan {
    let ids = &mut Numbers::default();
    let words = NAUGHTY.join(" ");
    let mut plan = head(ids, "naughty", NAUGHTY[0]);
    plan.organization = Some(words.clone());
    plan.philosophy = Some(words.clone());
    plan.vision = Some(words.clone());
    plan.levels = NAUGHTY[..2].iter().map(|one| (*one).to_owned()).collect();
    let mut area = item(ids, NAUGHTY[1], NAUGHTY[2], &words, 1);
    let mut below = item(ids, NAUGHTY[3], NAUGHTY[4], &words, 2);
    for one in NAUGHTY {
        below.marks.push(one.to_owned());
        below.sections.push(one.to_owned());
        below.texts.push(NamedText {
            name: one.to_owned(),
            text: one.to_owned(),
        });
        below
            .findings
            .push(finding(ids, FindingKind::Result, one, one, 3));
    }
    area.findings = vec![finding(ids, FindingKind::Note, NAUGHTY[1], &words, 4)];
    area.items = vec![below];
    plan.items = vec![area];
    plan.overall = vec![finding(ids, FindingKind::Mixed, NAUGHTY[1], &words, 5)];
    plan.legends = vec![legend(NAUGHTY[0], NAUGHTY[1], NAUGHTY[2], 1)];
    plan
}

/// Texts of `bad-input` 89.
pub const NAUGHTY: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "{{7*7}}",
    "${7*7}",
    "[x](javascript:alert(1))",
    "#import \"x\": #read(\"/etc/passwd\")",
];
