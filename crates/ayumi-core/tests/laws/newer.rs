//! Laws of the comparison with a newer document, over generated plans and generated edits.

use std::collections::HashSet;

use ayumi_core::interchange::same_plan;
use ayumi_core::newer::{Difference, MergeError, Sort, Versions, compare, identify, merge};
use ayumi_core::plan::{Finding, FindingId, Item, ItemId, Plan, Problem};
use ayumi_testkit::{TestIds, plans};
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

/// One edit: which sort, of which item (counted over all, modulo), with which number.
type Edit = (u8, u16, u16);

/// Calls `with` for the items of one place in the tree; `true` ends the walk.
fn walk(items: &mut Vec<Item>, with: &mut impl FnMut(&mut Vec<Item>, usize) -> bool) -> bool {
    let mut place = 0;
    while place < items.len() {
        if with(items, place) || walk(&mut items[place].items, with) {
            return true;
        }
        place += 1;
    }
    false
}

fn count(items: &[Item]) -> usize {
    items.iter().map(|item| 1 + count(&item.items)).sum()
}

/// Edits a plan as a person edits a document. Ratings are left alone: they never change.
fn edited(plan: &Plan, edits: &[Edit], ids: &mut impl FnMut() -> Uuid) -> Plan {
    let mut plan = plan.clone();
    for (sort, at, number) in edits {
        let all = count(&plan.items);
        if all == 0 {
            continue;
        }
        let mut left = usize::from(*at) % all;
        if sort % 9 == 8 {
            move_one(&mut plan.items, left, usize::from(*number));
            continue;
        }
        walk(&mut plan.items, &mut |siblings, place| {
            if left > 0 {
                left -= 1;
                return false;
            }
            edit_one(siblings, place, (*sort, *number), ids);
            true
        });
    }
    let (there, _) = all_ids(&plan);
    forget_gone(&mut plan.overall, &mut plan.items, &there);
    plan.unmentioned.retain(|item| there.contains(item));
    plan
}

/// A plan that is kept never leads to an item it has not.
fn forget_gone(findings: &mut [Finding], items: &mut [Item], there: &HashSet<ItemId>) {
    for finding in findings {
        finding.about.retain(|item| there.contains(item));
        for one in &mut finding.refs {
            one.target = one.target.filter(|item| there.contains(item));
        }
    }
    for item in items {
        forget_gone(&mut item.findings, &mut item.items, there);
    }
}

/// Moves an item under another one, or to the first level.
fn move_one(items: &mut Vec<Item>, mut from: usize, to: usize) {
    let mut taken = None;
    walk(items, &mut |siblings, place| {
        let found = from == 0;
        from = from.saturating_sub(1);
        if found {
            taken = Some(siblings.remove(place));
        }
        found
    });
    let mut left = to % (count(items) + 1);
    walk(items, &mut |siblings, place| {
        left = left.saturating_sub(1);
        if left == 0
            && let Some(item) = taken.take()
        {
            siblings[place].items.push(item);
        }
        taken.is_none()
    });
    items.extend(taken);
}

fn edit_one(
    siblings: &mut Vec<Item>,
    place: usize,
    edit: (u8, u16),
    ids: &mut impl FnMut() -> Uuid,
) {
    let (sort, number) = edit;
    let item = &mut siblings[place];
    match sort % 9 {
        0 => item.title = format!("{}の見直し{number}", item.title),
        1 => item.sections.push(format!("第{number}課")),
        2 if item.ratings.is_empty() && item.items.is_empty() => {
            siblings.remove(place);
        }
        3 => siblings.insert(place, new_item(number, ids)),
        4 => {
            let other = usize::from(number) % siblings.len();
            siblings.swap(place, other);
        }
        5 => item.findings.push(new_finding(number, ids)),
        6 => {
            item.findings.pop();
        }
        _ => {
            if let Some(finding) = item.findings.first_mut() {
                finding.text = format!("{}（追記{number}）", finding.text);
            }
        }
    }
}

fn new_item(number: u16, ids: &mut impl FnMut() -> Uuid) -> Item {
    let text = format!(r#"{{"id":"{}","title":"新たな取組{number}"}}"#, ids());
    let mut item: Item = serde_json::from_str(&text).expect("a form");
    item.findings.push(new_finding(number, ids));
    item
}

fn new_finding(number: u16, ids: &mut impl FnMut() -> Uuid) -> Finding {
    Finding {
        id: FindingId(ids()),
        kind: ayumi_core::plan::FindingKind::Result,
        marker: None,
        text: format!("新しい成果{number}件を得た。"),
        refs: Vec::new(),
        about: Vec::new(),
        at: None,
    }
}

/// A document is read anew: nothing in it has the ids of the plan.
fn read_anew(plan: &Plan, ids: &mut TestIds) -> Plan {
    let mut plan = plan.clone();
    ids.renumber(&mut plan);
    plan
}

fn all_ids(plan: &Plan) -> (HashSet<ItemId>, HashSet<FindingId>) {
    fn walk(items: &[Item], found: &mut (HashSet<ItemId>, HashSet<FindingId>)) {
        for item in items {
            found.0.insert(item.id);
            found.1.extend(item.findings.iter().map(|one| one.id));
            walk(&item.items, found);
        }
    }
    let mut found = (HashSet::new(), HashSet::new());
    found.1.extend(plan.overall.iter().map(|one| one.id));
    walk(&plan.items, &mut found);
    found
}

fn keys(differences: &[Difference], pass: impl Fn(&Difference) -> bool) -> HashSet<String> {
    differences
        .iter()
        .filter(|one| pass(one))
        .map(|one| one.key.clone())
        .collect()
}

struct Three {
    base: Plan,
    ours: Plan,
    theirs: Plan,
}

impl Three {
    fn of(base: &Plan, here: &[Edit], there: &[Edit]) -> Self {
        let mut ids = TestIds::new();
        let base = read_anew(base, &mut ids);
        let mut fresh = || ayumi_core::intake::Ids::next(&mut ids);
        let ours = edited(&base, here, &mut fresh);
        let theirs = edited(&base, there, &mut fresh);
        let theirs = identify(&read_anew(&theirs, &mut ids), &base, &ours);
        Self { base, ours, theirs }
    }

    fn versions(&self) -> Versions<'_> {
        Versions {
            base: &self.base,
            ours: &self.ours,
            theirs: &self.theirs,
        }
    }
}

/// The merged plan. `None` where both sides moved items so that one would stand below itself:
/// that is refused, and only there.
fn merged(three: &Three, chosen: &HashSet<String>, edits: [&[Edit]; 2]) -> Option<Plan> {
    let moved = |edits: &[Edit]| edits.iter().any(|(sort, ..)| sort % 9 == 8);
    match merge(three.versions(), chosen) {
        Err(MergeError::Circle(_)) if edits.into_iter().all(moved) => None,
        merged => Some(merged.expect("a merged plan")),
    }
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    vec(any::<Edit>(), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The same document again is no difference, whatever was done here.
    #[test]
    fn the_same_document_again_is_no_difference(base in plans(), here in edits()) {
        let three = Three::of(&base, &here, &[]);
        prop_assert_eq!(compare(three.versions()), Vec::new());
    }

    /// Nothing chosen, nothing changed; and the keys tell the differences apart.
    #[test]
    fn nothing_chosen_changes_nothing(base in plans(), here in edits(), there in edits()) {
        let three = Three::of(&base, &here, &there);
        let merged = merge(three.versions(), &HashSet::new()).unwrap();
        prop_assert!(same_plan(&merged, &three.ours));
        let differences = compare(three.versions());
        prop_assert_eq!(keys(&differences, |_| true).len(), differences.len());
    }

    /// What a person does not untick deletes nothing and overwrites nothing that was done here.
    #[test]
    fn row_87_nothing_is_deleted_unless_chosen(base in plans(), here in edits(), there in edits()) {
        let three = Three::of(&base, &here, &there);
        let differences = compare(three.versions());
        let chosen = keys(&differences, |one| one.sort.is_taken_by_default());
        let Some(merged) = merged(&three, &chosen, [&here, &there]) else { return Ok(()) };
        let (items, findings) = all_ids(&merged);
        let (items_before, findings_before) = all_ids(&three.ours);
        prop_assert!(items_before.is_subset(&items));
        prop_assert!(findings_before.is_subset(&findings));
        // Taken once, it is not offered again: what is left is what was not chosen.
        let again = Versions { ours: &merged, ..three.versions() };
        let left = compare(again);
        let offered = left.iter().find(|one| one.sort.is_taken_by_default());
        prop_assert_eq!(offered, None);
        // A tree that grew too deep is refused when it is kept; nothing leads nowhere.
        let problems = merged.problems();
        prop_assert!(problems.iter().all(|one| matches!(one, Problem::TooDeep(_))), "{problems:?}");
    }

    /// Everything chosen, the plan says what the document says.
    #[test]
    fn everything_chosen_gives_the_document(base in plans(), here in edits(), there in edits()) {
        let three = Three::of(&base, &here, &there);
        let differences = compare(three.versions());
        prop_assume!(differences.iter().all(|one| !one.locked));
        let all = keys(&differences, |_| true);
        let Some(merged) = merged(&three, &all, [&here, &there]) else { return Ok(()) };
        let next = Versions { base: &three.theirs, ours: &merged, theirs: &three.theirs };
        prop_assert_eq!(compare(next), Vec::new());
        if here.is_empty() {
            // Links and confirmations are made here, never read from a document.
            let theirs = Plan { unmentioned: merged.unmentioned.clone(), ..three.theirs.clone() };
            prop_assert!(same_but_links(&merged, &theirs));
        }
    }
}

/// Do they say the same, the order of findings and what they were linked to aside?
fn same_but_links(one: &Plan, other: &Plan) -> bool {
    fn bare(items: &mut [Item]) {
        for item in items {
            bare_findings(&mut item.findings);
            bare(&mut item.items);
        }
    }
    fn bare_findings(findings: &mut [Finding]) {
        findings.sort_by_key(|finding| finding.id);
        for finding in findings {
            finding.about.clear();
            finding.refs.iter_mut().for_each(|one| one.target = None);
        }
    }
    let mut both = [one.clone(), other.clone()];
    for plan in &mut both {
        bare_findings(&mut plan.overall);
        bare(&mut plan.items);
    }
    same_plan(&both[0], &both[1])
}

/// What the comparison of a hand-made case says: sort and key.
fn told(three: &Three) -> Vec<(Sort, String)> {
    let differences = compare(three.versions());
    differences
        .into_iter()
        .map(|one| (one.sort, one.key))
        .collect()
}

fn plan_of(items: &str) -> Plan {
    let text = format!(
        r#"{{"id":"00000000-0000-7000-8000-000000000000","slug":"p","title":"計画","items":{items}}}"#
    );
    serde_json::from_str(&text).expect("a form")
}

fn item(number: u32, title: &str, rest: &str) -> String {
    format!(r#"{{"id":"00000000-0000-7000-8000-0000000001{number:02}","title":"{title}"{rest}}}"#)
}

fn list(items: &[String]) -> Plan {
    plan_of(&format!("[{}]", items.join(",")))
}

#[test]
fn row_87_added_changed_gone_and_conflict_are_told_apart() {
    let base = list(&[
        item(1, "相談窓口の充実", r#","sections":["総務課"]"#),
        item(2, "広報紙の発行", ""),
        item(3, "ふれあいサロンの支援", r#","sections":["地域課"]"#),
    ]);
    let ours = list(&[
        item(1, "相談窓口の充実", r#","sections":["総務課"]"#),
        item(2, "広報紙の発行", ""),
        item(3, "ふれあいサロンの支援", r#","sections":["在宅課"]"#),
    ]);
    let newer = list(&[
        item(51, "相談窓口の充実", r#","sections":["相談課"]"#),
        item(53, "ふれあいサロンの支援", r#","sections":["福祉課"]"#),
        item(54, "災害時の支え合い", ""),
    ]);
    let theirs = identify(&newer, &base, &ours);
    let three = Three { base, ours, theirs };
    let id = |number: u32| format!("00000000-0000-7000-8000-0000000001{number:02}");
    assert_eq!(
        told(&three),
        [
            (Sort::Changed, format!("item/{}/sections", id(1))),
            (Sort::Conflict, format!("item/{}/sections", id(3))),
            (Sort::Added, "new/3".to_owned()),
            (Sort::Gone, format!("gone/item/{}", id(2))),
        ]
    );
}

#[test]
fn an_item_moved_renamed_and_renumbered_is_the_same_item() {
    let base = list(&[
        item(
            1,
            "つながりづくり",
            &format!(
                r#","items":[{}]"#,
                item(2, "サロンの支援", r#","label":"①""#)
            ),
        ),
        item(3, "人づくり", ""),
    ]);
    let newer = list(&[
        item(51, "つながりづくり", ""),
        item(
            53,
            "担い手と人づくり",
            &format!(
                r#","items":[{}]"#,
                item(52, "サロンの支援", r#","label":"②""#)
            ),
        ),
    ]);
    let theirs = identify(&newer, &base, &base);
    let three = Three {
        ours: base.clone(),
        base,
        theirs,
    };
    let id = |number: u32| format!("00000000-0000-7000-8000-0000000001{number:02}");
    let told = told(&three);
    assert!(
        told.contains(&(Sort::Changed, format!("item/{}/label", id(2)))),
        "{told:?}"
    );
    assert!(
        told.contains(&(Sort::Changed, format!("item/{}/parent", id(2)))),
        "{told:?}"
    );
    let chosen = told.iter().map(|(_, key)| key.clone()).collect();
    let merged = merge(three.versions(), &chosen).unwrap();
    assert_eq!(merged.items[1].items[0].id, three.base.items[0].items[0].id);
}

#[test]
fn ratings_keep_an_item_that_the_document_dropped() {
    let rated = r#","ratings":[{"id":"00000000-0000-7000-8000-000000000901","grade":"A"}]"#;
    let base = list(&[
        item(1, "相談窓口の充実", rated),
        item(2, "広報紙の発行", ""),
    ]);
    let newer = list(&[item(52, "広報紙の発行", "")]);
    let theirs = identify(&newer, &base, &base);
    let three = Three {
        ours: base.clone(),
        base,
        theirs,
    };
    let differences = compare(three.versions());
    assert!(
        differences.len() == 1 && differences[0].locked,
        "{differences:?}"
    );
    let chosen = keys(&differences, |_| true);
    assert!(merge(three.versions(), &chosen).is_err());
}

#[test]
fn what_the_document_has_no_longer_is_gone_and_not_changed() {
    let base = list(&[item(1, "相談窓口の充実", r#","sections":["総務課"]"#)]);
    let newer = list(&[item(51, "相談窓口の充実", "")]);
    let theirs = identify(&newer, &base, &base);
    let three = Three {
        ours: base.clone(),
        base,
        theirs,
    };
    let told = told(&three);
    let sections = format!("item/{}/sections", three.ours.items[0].id);
    assert_eq!(told, [(Sort::Gone, sections)]);
}

#[test]
fn where_nobody_knows_what_the_document_said_all_that_differs_is_a_conflict() {
    let ours = list(&[
        item(1, "相談窓口の充実", r#","sections":["総務課"]"#),
        item(2, "広報紙の発行", ""),
    ]);
    let base = list(&[]);
    let newer = list(&[
        item(51, "相談窓口の充実", r#","sections":["相談課"]"#),
        item(54, "災害時の支え合い", ""),
    ]);
    let theirs = identify(&newer, &base, &ours);
    let three = Three { ours, base, theirs };
    let sections = format!("item/{}/sections", three.ours.items[0].id);
    let added = (Sort::Added, "new/2".to_owned());
    assert_eq!(told(&three), [(Sort::Conflict, sections), added]);
}

#[test]
fn a_key_of_another_comparison_is_refused() {
    let base = list(&[item(1, "相談窓口の充実", "")]);
    let three = Three {
        ours: base.clone(),
        theirs: base.clone(),
        base,
    };
    let unknown = HashSet::from(["new/9".to_owned()]);
    assert!(merge(three.versions(), &unknown).is_err());
}
