//! What the tests need beyond Rust, and how to get it.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::shell;

/// A thing the tests need.
struct Need {
    package: &'static str,
    why: &'static str,
    present: fn() -> bool,
}

const NEEDS: [Need; 9] = [
    Need {
        package: "gcc",
        why: "SQLite is built from source",
        present: || shell::present("cc"),
    },
    Need {
        package: "nodejs npm",
        why: "the browser's walks (Node.js 20 or newer), the design tokens",
        present: || shell::present("npm") && node_is_new_enough(),
    },
    Need {
        package: "chromium",
        why: "the browser of the walks",
        present: || Path::new("/usr/bin/chromium").exists(),
    },
    Need {
        package: "postgresql",
        why: "the store's contract on its second engine",
        present: || {
            let versions = fs::read_dir("/usr/lib/postgresql")
                .into_iter()
                .flatten()
                .flatten();
            versions
                .into_iter()
                .any(|version| version.path().join("bin/initdb").exists())
        },
    },
    Need {
        package: "poppler-utils",
        why: "looks into the published PDF",
        present: || shell::present("pdfinfo"),
    },
    Need {
        package: "qpdf",
        why: "checks the published PDF",
        present: || shell::present("qpdf"),
    },
    Need {
        package: "fonts-morisawa-bizud-gothic",
        why: "Japanese letters in the browser",
        present: || {
            let list = shell::hear(&mut shell::program("fc-list"));
            list.is_ok_and(|list| list.out.contains("BIZ UDPGothic"))
        },
    },
    Need {
        package: "libreoffice-writer-nogui",
        why: "opens the published Word file",
        present: || shell::present("soffice") && component("writer"),
    },
    Need {
        package: "libreoffice-calc-nogui",
        why: "opens the published Excel file",
        present: || shell::present("soffice") && component("calc"),
    },
];

/// The browser's walks need Node.js 20.
fn node_is_new_enough() -> bool {
    let version = shell::hear(shell::program("node").arg("--version"));
    version.is_ok_and(|heard| {
        let major = heard
            .out
            .trim_start_matches('v')
            .split('.')
            .next()
            .unwrap_or_default();
        major.parse::<u32>().is_ok_and(|major| major >= 20)
    })
}

/// LibreOffice comes in parts; each brings a library of its name.
fn component(name: &str) -> bool {
    let library = if name == "writer" {
        "libswlo.so"
    } else {
        "libsclo.so"
    };
    ["/usr/lib/libreoffice/program", "/opt/libreoffice/program"]
        .iter()
        .any(|folder| Path::new(folder).join(library).exists())
}

/// Installs what is missing on Debian as root; elsewhere names it and fails.
pub fn install() -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.present)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("The tests need:");
    for need in &missing {
        println!("  {:<28} {}", need.package, need.why);
    }
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| need.package.split_whitespace())
        .collect();
    if !shell::present("apt-get") || !is_root() {
        bail!(
            "install them first (Debian, as root: apt-get install {}); on another system look for \
             packages of the same programs",
            packages.join(" ")
        );
    }
    println!("Installing with apt-get …");
    shell::run(shell::program("apt-get").args(["update", "-qq"]))?;
    let mut install = shell::program("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(&packages);
    shell::run(&mut install)?;
    let still: Vec<&str> = missing
        .iter()
        .filter(|need| !(need.present)())
        .map(|need| need.package)
        .collect();
    if !still.is_empty() {
        bail!("still missing after the installation: {}", still.join(", "));
    }
    Ok(())
}

fn is_root() -> bool {
    shell::hear(shell::program("id").arg("-u")).is_ok_and(|heard| heard.out.trim() == "0")
}
