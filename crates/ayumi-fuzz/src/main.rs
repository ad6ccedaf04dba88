//! `ayumi-fuzz seeds FOLDER`: writes the files to begin with, a folder for each door.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [verb, folder] = words.as_slice() else {
        eprintln!("ayumi-fuzz seeds FOLDER");
        return ExitCode::from(64);
    };
    let made = match verb.as_str() {
        "seeds" => seeds(Path::new(folder)),
        other => Err(std::io::Error::other(format!("unknown: {other}"))),
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
