//! The doors of `ayumi-fuzz` under libFuzzer: led by coverage, changed by our own changer as often as
//! by libFuzzer's.

pub use {fastrand, libfuzzer_sys};

use ayumi_fuzz::{Target, change::changed, target};

/// The target of this name.
///
/// # Panics
/// Where there is none.
pub fn named(name: &str) -> &'static Target {
    target(name).expect("a target of that name")
}

/// Changes `size` bytes of `data` in place; how many there are then.
pub fn change(target: &Target, data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut rng = fastrand::Rng::with_seed(u64::from(seed));
    let package = target.changer == ayumi_fuzz::change::Changer::Package;
    // Bytes changed anywhere in a package leave no package: rarely worth it.
    if rng.u8(0..10) < if package { 1 } else { 5 } {
        return libfuzzer_sys::fuzzer_mutate(data, size, most);
    }
    let made = changed(target.changer, &data[..size], &mut rng);
    let len = made.len().min(most);
    data[..len].copy_from_slice(&made[..len]);
    len
}

/// The whole of a fuzz target.
#[macro_export]
macro_rules! door {
    ($name:literal) => {
        $crate::libfuzzer_sys::fuzz_target!(|data: &[u8]| {
            ($crate::named($name).run)(data);
        });

        $crate::libfuzzer_sys::fuzz_mutator!(
            |data: &mut [u8], size: usize, max_size: usize, seed: u32| {
                $crate::change($crate::named($name), data, size, max_size, seed)
            }
        );
    };
}
