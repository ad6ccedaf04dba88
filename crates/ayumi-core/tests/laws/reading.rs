//! `ayumi/reading@1`: the published example of the form is read whole and written back the same.

use ayumi_core::intake::{accept, notices};
use ayumi_core::interchange::{Reading, plan_schema, reading_schema};
use ayumi_document::{At, Rule};
use ayumi_testkit::TestIds;
use serde_json::{Value, json};

/// An example with every key of the form.
fn example() -> Value {
    json!({
      "format": "ayumi/reading@1",
      "source": { "name": "review.txt", "kind": "text", "sha256": "00", "characters": 5321 },
      "plan": {
        "organization": "みどり野市社会福祉協議会",
        "title": "第2次強化計画",
        "generation": 2,
        "period": { "from": 2017, "to": 2019, "text": "平成29年度から平成31年度（令和元年度）まで" },
        "philosophy": "ともに支えるまち",
        "vision": "声から始める",
        "levels": ["重点項目", "強化項目"],
        "items": [ { "level": "重点項目", "label": null, "title": "事業",
            "findings": [ { "marker": "○", "text": "遅れた。", "kind": "reflection",
                            "refs": [{ "page": 8 }], "at": { "line": 9 } } ],
            "items": [ { "level": "強化項目", "label": "◇", "title": "（仮称）くらしの窓口の開設",
                "marks": ["新規"],
                "texts": [ { "name": "目的", "text": "相談を受ける" } ],
                "sections": ["地域福祉課"],
                "schedule": [ { "year": 2017, "text": "検討" },
                              { "year": 2018, "to": 2019, "section": "総務課", "text": "実施" },
                              { "year": 2019, "half": "first", "to": null, "text": "継続" } ],
                "indicators": [ { "name": "窓口の数", "unit": "か所",
                                  "baseline": { "year": 2016, "text": "0", "number": 0.0 },
                                  "targets": [ { "year": 2019, "quarter": 4, "text": "3" } ],
                                  "actuals": [ { "text": "随時" } ] } ],
                "ratings": [ { "stage": "担当課", "axis": "達成度", "year": 2017,
                               "grade": "B", "text": "よい" } ],
                "at": { "sheet": "様式1", "cell": "B4" } } ],
            "at": { "page": 3 } } ],
        "overall": [ { "marker": "-", "text": "広がった。", "kind": "mixed" } ]
      },
      "legends": [ { "symbol": "○", "meaning": "計画どおり", "of": "達成度", "order": 1, "at": { "line": 41 } } ],
      "repairs": [ { "rule": "cjk-radical", "before": "区⺠", "after": "区民", "at": { "line": 3 } } ],
      "notices": [ { "rule": "bad-byte", "severity": "warning", "text": "…", "at": { "line": 812 }, "values": { "value": "FF" } } ],
      "questions": [ { "at": { "paragraph": 12 }, "ask": "which-parent", "text": "…", "choices": ["一", "二"] } ],
      "more_plans": [],
      "unplaced": [ { "text": "目次", "why": "table-of-contents", "at": { "line": 5 } } ],
      "coverage": { "characters": 5321, "placed": 5108, "unplaced": 213 }
    })
}

#[test]
fn the_example_comes_back() {
    let form = example();
    let reading: Reading = serde_json::from_value(form.clone()).expect("the form");
    assert_eq!(serde_json::to_value(&reading).expect("the form"), form);
}

#[test]
fn closed_lists_stay_closed() {
    for (pointer, value) in [
        ("/notices/0/rule", "mood"),
        ("/unplaced/0/why", "mood"),
        ("/questions/0/ask", "mood"),
        ("/repairs/0/rule", "mood"),
        ("/source/kind", "mood"),
        ("/plan/items/0/findings/0/kind", "mood"),
    ] {
        let mut form = example();
        *form.pointer_mut(pointer).expect("a key of the example") = json!(value);
        assert!(
            serde_json::from_value::<Reading>(form).is_err(),
            "{pointer}"
        );
    }
}

#[test]
fn schemas_name_every_key_of_the_example() {
    fn keys(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => object.iter().for_each(|(key, one)| {
                found.push(key.clone());
                keys(one, found);
            }),
            Value::Array(list) => list.iter().for_each(|one| keys(one, found)),
            _ => {}
        }
    }
    let schema = reading_schema().to_string();
    let mut found = Vec::new();
    let mut form = example();
    form["notices"][0]["values"] = json!({});
    keys(&form, &mut found);
    for key in found {
        assert!(
            schema.contains(&format!("{key:?}")),
            "{key} is not in the schema"
        );
    }
    for key in ["lineage", "ratings", "about", "verdict", "slug"] {
        assert!(
            plan_schema().to_string().contains(&format!("{key:?}")),
            "{key}"
        );
    }
}

#[test]
fn row_80_a_reading_is_looked_over_where_it_stands() {
    let mut form = example();
    let item = form["plan"]["items"][0]["items"][0].clone();
    let labelled = |label: &str, title: &str| {
        let mut item = item.clone();
        item["label"] = json!(label);
        item["title"] = json!(title);
        item
    };
    form["plan"]["items"][0]["items"] = json!([
        labelled("1-1", "窓口"),
        labelled("1-1", "店"),
        labelled("1-3", "窓 口")
    ]);
    let reading: Reading = serde_json::from_value(form).expect("the form");
    let found: Vec<Rule> = notices(&reading).iter().map(|notice| notice.rule).collect();
    assert_eq!(
        found,
        [Rule::LabelRepeated, Rule::LabelGap, Rule::TitleRepeated]
    );
    let place = At::Cell {
        sheet: "様式1".to_owned(),
        cell: "B4".to_owned(),
    };
    assert!(
        notices(&reading)
            .iter()
            .all(|notice| notice.at == Some(place.clone()))
    );
}

#[test]
fn what_was_read_is_accepted_whole() {
    let reading: Reading = serde_json::from_value(example()).expect("the form");
    let plan = accept(&reading, "plan-2", &mut TestIds::new());
    assert_eq!(plan.check(), Ok(()));
    let mut form = serde_json::to_value(&plan).expect("a form");
    let mut read = serde_json::to_value(&reading.plan).expect("a form");
    for gone in ["id", "slug", "legends"] {
        form.as_object_mut().expect("an object").shift_remove(gone);
    }
    // `null` says nothing in the plan, which leaves such keys out.
    without(&mut form, &["id"]);
    without(&mut read, &[]);
    // A rating's place is not kept: ratings carry day and person instead.
    assert_eq!(form, read);
}

/// Takes out keys, and all that are `null` but the open end of a span.
fn without(value: &mut Value, gone: &[&str]) {
    match value {
        Value::Object(object) => {
            object.retain(|key, one| {
                !gone.contains(&key.as_str()) && (!one.is_null() || key == "to")
            });
            object.values_mut().for_each(|one| without(one, gone));
        }
        Value::Array(list) => list.iter_mut().for_each(|one| without(one, gone)),
        _ => {}
    }
}
