//! `ayumi-fuzz seeds FOLDER` writes the files to begin with, a folder for each door;
//! `ayumi-fuzz try DOOR FILE…` gives files to a door and names each that breaks a law.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let made = match words.as_slice() {
        ["seeds", folder] => seeds(Path::new(folder)),
        ["try", door, files @ ..] => try_files(door, files),
        _ => {
            eprintln!("ayumi-fuzz seeds FOLDER | try DOOR FILE…");
            return ExitCode::from(64);
        }
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn seeds(folder: &Path) -> std::io::Result<()> {
    for target in &ayumi_fuzz::TARGETS {
        let own = folder.join(target.name);
        std::fs::create_dir_all(&own)?;
        for (number, seed) in (target.seeds)().iter().enumerate() {
            std::fs::write(own.join(format!("seed-{number}")), seed)?;
        }
    }
    Ok(())
}

fn try_files(door: &str, files: &[&str]) -> std::io::Result<()> {
    let unknown = || std::io::Error::other(format!("no door {door}"));
    let target = ayumi_fuzz::target(door).ok_or_else(unknown)?;
    let mut broken = 0;
    for file in files {
        let input = std::fs::read(file)?;
        if std::panic::catch_unwind(|| (target.run)(&input)).is_err() {
            eprintln!("{file}");
            broken += 1;
        }
    }
    match broken {
        0 => Ok(()),
        _ => Err(std::io::Error::other(format!("{broken} break a law"))),
    }
}
