//! Laws of reading: nothing that a page shows is lost, and every run has its place.

use std::collections::BTreeMap;

use ayumi_document::block::for_each_run;
use ayumi_pdf::PdfReader;

use crate::make::{Page, pdf};

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn word(&mut self) -> String {
        let signs: Vec<char> = "見守りの輪相談配食①○※◇（）1年度令和まちABc・"
            .chars()
            .collect();
        (0..=self.below(12))
            .map(|_| signs[self.below(signs.len())])
            .collect()
    }
}

/// A page of tables, loose words and rules wherever they fall; and the words in it.
fn page(dice: &mut Dice, words: &mut Vec<String>) -> Page {
    let turned = dice.below(4) == 0;
    let mut page = Page::a4();
    // Words stand on a grid of lines, so that none is printed over another of the same sign.
    for line in 0..45 {
        for x in [60.0, 230.0, 400.0].into_iter().take(dice.below(4)) {
            let y = 60.0 + 16.0 * f64::from(line);
            let down = turned && dice.below(8) == 0;
            let mut word = dice.word();
            // What runs down the page is short enough to stay in its line.
            word = word.chars().take(if down { 1 } else { 13 }).collect();
            words.push(word.clone());
            page = match down {
                true => page.turned(x, y, 10.0, &word),
                false => page.text(x, y, [8.0, 10.0, 12.0][dice.below(3)], &word),
            };
        }
    }
    for _ in 0..dice.below(5) {
        let at = |dice: &mut Dice| (dice.below(500) as f64, dice.below(800) as f64);
        let (left, top) = at(dice);
        let ys: Vec<f64> = (0..2 + dice.below(6))
            .map(|n| top + 20.0 * n as f64)
            .collect();
        page = page.table(
            &[left, left + 80.0, left + 90.0 + dice.below(100) as f64],
            &ys,
            &[],
        );
        let (from, to) = (at(dice), at(dice));
        page = page.rule(from, to).rule((from.0, to.1), to);
    }
    page
}

fn count<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts
        .into_iter()
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
    {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

#[test]
fn every_character_is_placed_or_named_and_every_run_has_a_place() {
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let mut words = Vec::new();
        let pages = (0..=dice.below(3))
            .map(|_| page(&mut dice, &mut words))
            .collect();
        let (document, places) = PdfReader::read_placed(&pdf(pages), None).expect("it is read");
        let mut texts: Vec<&str> = document
            .hidden
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        let mut runs = Vec::new();
        for_each_run(&document.blocks, &mut |run| runs.push(run));
        texts.extend(runs.iter().map(|run| run.text.as_str()));
        let arrows = texts.iter().filter(|text| **text == "→").count();
        let mut found = count(texts);
        found.remove(&'→');
        assert_eq!(
            found,
            count(words.iter().map(String::as_str)),
            "seed {seed}, {arrows} arrows"
        );
        assert_eq!(places.len(), runs.len(), "seed {seed}");
        assert!(
            places
                .iter()
                .zip(runs)
                .all(|(place, run)| place.start == run.start),
            "seed {seed}"
        );
    }
}
