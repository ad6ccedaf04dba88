//! The five faults a broken writer or reader makes; the round-trip law must see each of them.

use ayumi_core::plan::{Finding, FindingKind, Item, Plan};

/// A fault planted into a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A note (※) is gone.
    LostNote,
    /// Two neighbours changed places.
    SwappedSiblings,
    /// An item lost its label.
    LostLabel,
    /// Two findings became one.
    JoinedFindings,
    /// The period lost an era it was printed with.
    DroppedEra,
}

impl Fault {
    /// All five.
    pub const ALL: [Self; 5] = [
        Self::LostNote,
        Self::SwappedSiblings,
        Self::LostLabel,
        Self::JoinedFindings,
        Self::DroppedEra,
    ];

    /// The plan with this fault at the first place it fits; `None` where it fits nowhere.
    #[must_use]
    pub fn plant(self, plan: &Plan) -> Option<Plan> {
        let mut plan = plan.clone();
        let planted = match self {
            Self::LostNote => first_findings(&mut plan, &mut |findings| {
                let at = findings
                    .iter()
                    .position(|one| one.kind == FindingKind::Note)?;
                findings.remove(at);
                Some(())
            }),
            Self::SwappedSiblings => swap(&mut plan.items),
            Self::LostLabel => first_item(&mut plan.items, &mut |item| item.label.take().map(drop)),
            Self::JoinedFindings => first_findings(&mut plan, &mut |findings| {
                if findings.len() < 2 {
                    return None;
                }
                let second = findings.remove(1);
                findings[0].text.push_str(&second.text);
                Some(())
            }),
            Self::DroppedEra => plan.period.as_mut().and_then(|period| {
                let era = ["令和", "平成", "昭和"]
                    .into_iter()
                    .find(|era| period.text.contains(era))?;
                period.text = period.text.replacen(era, "", 1);
                Some(())
            }),
        };
        planted.map(|()| plan)
    }
}

fn first_item(items: &mut [Item], change: &mut dyn FnMut(&mut Item) -> Option<()>) -> Option<()> {
    items.iter_mut().find_map(|item| match change(item) {
        Some(()) => Some(()),
        None => first_item(&mut item.items, change),
    })
}

fn first_findings(
    plan: &mut Plan,
    change: &mut dyn FnMut(&mut Vec<Finding>) -> Option<()>,
) -> Option<()> {
    match first_item(&mut plan.items, &mut |item| change(&mut item.findings)) {
        Some(()) => Some(()),
        None => change(&mut plan.overall),
    }
}

fn swap(items: &mut [Item]) -> Option<()> {
    if items.len() > 1 {
        items.swap(0, 1);
        return Some(());
    }
    items.iter_mut().find_map(|item| swap(&mut item.items))
}
