//! A blind run that is the same every time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fastrand::Rng;

use crate::Target;
use crate::change::changed;

/// An input that breaks a law.
#[derive(Clone, Debug)]
pub struct Found {
    /// The bytes.
    pub input: Vec<u8>,
    /// What the breach says.
    pub words: String,
}

/// Runs `target` over its seeds and over `runs` changed inputs, each made of a seed or of one made
/// before; how many of those changed were read and not refused.
///
/// # Errors
/// The first input that breaks a law.
pub fn drive(target: &Target, seed: u64, runs: usize) -> Result<usize, Found> {
    let mut rng = Rng::with_seed(seed);
    let mut pool = (target.seeds)();
    for input in &pool {
        try_one(target, input)?;
    }
    let (seeds, mut read) = (pool.len(), 0);
    for _ in 0..runs {
        let from = rng.usize(0..pool.len());
        let input = changed(target.changer, &pool[from], &mut rng);
        if !try_one(target, &input)? {
            continue;
        }
        read += 1;
        // Some of what is read goes on being changed, beside the seeds.
        match pool.len() {
            len if len < seeds * 4 => pool.push(input),
            len if rng.u8(0..8) == 0 => pool[rng.usize(seeds..len)] = input,
            _ => {}
        }
    }
    Ok(read)
}

fn try_one(target: &Target, input: &[u8]) -> Result<bool, Found> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).map_err(|panic| {
        let words = panic.downcast_ref::<String>().cloned();
        let words = words.or_else(|| panic.downcast_ref::<&str>().map(|&words| words.to_owned()));
        Found {
            input: input.to_vec(),
            words: words.unwrap_or_default(),
        }
    })
}

/// Runs `target` over every file of a folder; how many there were. A folder that is not there has
/// none.
///
/// # Errors
/// The first input that breaks a law.
pub fn replay(target: &Target, folder: &Path) -> Result<usize, Found> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in &paths {
        if let Ok(input) = std::fs::read(path) {
            try_one(target, &input)?;
        }
    }
    Ok(paths.len())
}
