//! A review chapter of an invented council, as the book lays chapters out.

use ayumi_document::{
    Block, Cell, Document, Figure, Inline, ListItem, Row, Run, Scope, Table, Target, Value,
};

pub const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="420" height="120" viewBox="0 0 420 120">
<rect x="10" y="40" width="120" height="40" fill="#e8f1fe" stroke="#00118f"/>
<text x="70" y="65" font-family="BIZ UDPGothic" font-size="14" text-anchor="middle">基本理念</text>
<path d="M130 60 H180" stroke="#00118f"/>
<rect x="180" y="40" width="200" height="40" fill="#fff" stroke="#00118f"/>
<text x="280" y="65" font-family="BIZ UDPGothic" font-size="14" text-anchor="middle">支え合う地域づくり</text>
</svg>"##;

pub fn chapter() -> Document {
    let mut blocks = vec![
        heading(1, "review", "第2章 第2次みどり野市地域福祉活動計画の総括"),
        Block::Table(facts()),
        heading(2, "overview", "1 計画の概要"),
        heading(3, "philosophy", "(1) 基本理念"),
        Block::text("ひとりひとりが主役になり、となり同士で支え合うまち みどり野"),
        heading(3, "vision", "(2) 経営ビジョン"),
        Block::text(
            "地区の集いの場を要として、暮らしの困りごとを早く見つけ、住民と専門職がいっしょに解決する社協をめざします。第2次計画では、このビジョンを実現するための重点項目を「地域」「人材」「基盤」の3つにまとめ、それぞれに強化項目を置きました。",
        ),
        heading(3, "period", "(3) 計画期間"),
        Block::text("令和3年度から令和7年度まで（2021年度〜2025年度）の5か年"),
        heading(3, "structure", "(4) 計画の構成"),
        Block::Table(structure()),
        Block::Figure(Figure {
            id: Some("picture".into()),
            svg: SVG.into(),
            alt: "基本理念から重点項目「支え合う地域づくり」へ線が伸びる図".into(),
            caption: Some(vec![Run::new("第2次計画のイメージ図")]),
        }),
        heading(2, "results", "2 達成状況"),
    ];
    for (n, area) in AREAS.iter().enumerate() {
        blocks.push(heading(
            3,
            &format!("area-{n}"),
            &format!("({}) 重点項目 {}", n + 1, area.0),
        ));
        blocks.push(Block::Table(review(n)));
    }
    blocks.push(heading(3, "closing", "(4) 総合的な達成状況"));
    blocks.push(list(&[
        "集いの場づくりは全地区に広がり、参加者も計画を上回りました。一方で、運営の担い手は高齢化が進んでおり、次期計画で若い世代の参加をどう広げるかが課題です。",
        "職員の育成は計画どおり進みましたが、部署をまたぐ取り組みは協議に時間がかかり、開始が遅れました。",
    ]));
    blocks.push(heading(2, "record", "3 予定と評価の記録"));
    blocks.push(Block::Table(record()));
    Document {
        title: "第2次みどり野市地域福祉活動計画の総括".into(),
        author: "みどり野市社会福祉協議会".into(),
        language: "ja".into(),
        date: Some("2026-11-22".into()),
        blocks,
        ..Document::default()
    }
}

/// A label and title, and its actions.
type Item = (&'static str, [&'static str; 3]);

const AREAS: [(&str, [Item; 2]); 3] = [
    (
        "地域",
        [
            (
                "①集いの場の充実",
                [
                    "◇地区サロンの立ち上げ支援",
                    "◇空き家を活用した拠点づくり",
                    "◇移動支援の試行",
                ],
            ),
            (
                "②見守りの仕組みづくり",
                [
                    "◇見守り協力員の養成",
                    "◇配達事業者との協定",
                    "◇要援護者台帳の更新",
                ],
            ),
        ],
    ),
    (
        "人材",
        [
            (
                "③担い手の発掘と育成",
                [
                    "◇ボランティア養成講座の見直し",
                    "◇学校との福祉学習",
                    "◇活動ポイント制度の検討",
                ],
            ),
            (
                "④職員の専門性の向上",
                ["◇CSWの配置", "◇事例検討会の定例化", "◇メンター制度"],
            ),
        ],
    ),
    (
        "基盤",
        [
            (
                "⑤財源の確保",
                ["◇会員会費の拡充", "◇寄付月間の実施", "◇収益事業の見直し"],
            ),
            (
                "⑥広報の強化",
                ["◇広報紙の刷新", "◇SNSの活用", "◇活動報告会の開催"],
            ),
        ],
    ),
];

fn facts() -> Table {
    let row = |(name, words): (&str, &str)| {
        let name = Cell {
            scope: Some(Scope::Row),
            ..Cell::text(name)
        };
        Row {
            cells: vec![name, Cell::text(words)],
        }
    };
    let facts = [
        ("策定した組織", "社会福祉法人 みどり野市社会福祉協議会"),
        (
            "計画期間",
            "令和3年度から令和7年度まで（2021年度〜2025年度）",
        ),
        ("作成日", "令和8年11月22日（2026-11-22）"),
    ];
    Table {
        widths: vec![1, 4],
        rows: facts.into_iter().map(row).collect(),
        ..Table::default()
    }
}

fn structure() -> Table {
    let mut rows = vec![head(&[
        "経営ビジョン",
        "重点項目",
        "強化項目",
        "具体的な取り組み",
    ])];
    for (n, (area, items)) in AREAS.iter().enumerate() {
        for (m, (item, actions)) in items.iter().enumerate() {
            let mut cells = Vec::new();
            if n == 0 && m == 0 {
                cells.push(Cell {
                    row_span: 6,
                    ..Cell::text("困りごとを早く見つけ、いっしょに解決する社協")
                });
            }
            if m == 0 {
                cells.push(Cell {
                    row_span: 2,
                    scope: Some(Scope::Row),
                    ..Cell::text(*area)
                });
            }
            cells.push(Cell::text(*item));
            cells.push(lines(actions));
            rows.push(Row { cells });
        }
    }
    let caption = Some(vec![Run::new("計画の構成")]);
    Table {
        id: Some("tree".into()),
        caption,
        head_rows: 1,
        widths: vec![3, 2, 4, 6],
        rows,
    }
}

fn review(n: usize) -> Table {
    let (area, items) = AREAS[n];
    let mut rows = vec![head(&["強化項目と具体的な取り組み", "成果と反省点"])];
    for (item, actions) in items {
        let mut left = lines(&actions);
        left.blocks.insert(
            0,
            Block::Paragraph {
                content: vec![Run::strong(item)],
                gap: false,
                indent: 0,
            },
        );
        let mut right = lines(&[
            "○地区社協への助成を見直し、5年間で新たに14か所のサロンが立ち上がった。(仮称) 福祉拠点整備事業についても、空き家2軒の活用が決まっている。",
            "○要援護者台帳の更新は年1回にとどまり、転入者の把握が遅れた。市の担当課との情報共有の方法を、次期計画で早急に定める必要がある。",
        ]);
        right.blocks.push(Block::Paragraph {
            content: reference(),
            gap: false,
            indent: 0,
        });
        left.scope = Some(Scope::Row);
        left.id = Some((*item).into());
        rows.push(Row {
            cells: vec![left, right],
        });
    }
    let name = vec![Run::strong(format!("重点項目の達成状況 【{area}】"))];
    let name = Block::Paragraph {
        content: name,
        gap: false,
        indent: 0,
    };
    let closing = Cell {
        scope: Some(Scope::Row),
        blocks: vec![name],
        ..Cell::default()
    };
    let said = lines(&[
        "○おおむね計画どおり進んだ。特に集いの場は全9地区に広がり、参加者の声から次の取り組みが生まれている。",
        "○見守りについては、地区による差が大きい。第3次計画に引き継いで取り組む。",
    ]);
    rows.push(Row {
        cells: vec![closing, said],
    });
    Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths: vec![2, 3],
        rows,
    }
}

/// `※…は、13ページを参照`, whose page is in this document.
fn reference() -> Inline {
    let page = Run {
        target: Some(Target::PageOf("tree".into())),
        ..Run::new("13")
    };
    vec![
        Run::new("※計画の構成については、"),
        page,
        Run::new("ページを参照"),
    ]
}

fn record() -> Table {
    let mut rows = vec![head(&[
        "番号",
        "取り組み",
        "年度",
        "予定",
        "参加者（人）",
        "評価",
    ])];
    for n in 1..=36u32 {
        let people = (n * 37) % 1500;
        let number = Value::Number {
            decimal: people.to_string(),
            unit: Some("人".into()),
        };
        rows.push(Row {
            cells: vec![
                Cell::text(format!("{}", (n - 1) / 6 + 1)),
                Cell::text(
                    AREAS[((n - 1) / 12) as usize].1[((n - 1) / 6 % 2) as usize].1
                        [(n % 3) as usize],
                ),
                Cell::text(format!("令和{}年度", 3 + n % 5)),
                Cell::text(["検討", "準備", "実施", "継続"][(n % 4) as usize]),
                Cell {
                    value: Some(number),
                    ..Cell::text(people.to_string())
                },
                Cell::text(["◎ 達成", "○ 順調", "△ やや遅れ"][(n % 3) as usize]),
            ],
        });
    }
    let caption = Some(vec![Run::new("年度ごとの予定と評価")]);
    Table {
        id: None,
        caption,
        head_rows: 1,
        widths: vec![2, 8, 4, 3, 4, 4],
        rows,
    }
}

fn head(names: &[&str]) -> Row {
    let cell = |name: &&str| Cell {
        scope: Some(Scope::Column),
        ..Cell::text(*name)
    };
    Row {
        cells: names.iter().map(cell).collect(),
    }
}

fn lines(texts: &[&str]) -> Cell {
    Cell {
        blocks: texts.iter().map(|text| Block::text(*text)).collect(),
        ..Cell::default()
    }
}

fn list(texts: &[&str]) -> Block {
    let item = |text: &&str| ListItem {
        marker: None,
        blocks: vec![Block::text(*text)],
    };
    Block::List {
        ordered: false,
        items: texts.iter().map(item).collect(),
    }
}

pub fn heading(level: u8, id: &str, words: &str) -> Block {
    Block::Heading {
        level,
        id: Some(id.into()),
        content: vec![Run::new(words)],
    }
}
