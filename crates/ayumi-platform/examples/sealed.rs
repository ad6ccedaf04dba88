//! A process that holds itself to limits and then does what its standard input says, so that the
//! tests see what is refused.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use ayumi_platform::limits::{self, Limits};

fn main() -> ExitCode {
    let mut job = String::new();
    if std::io::stdin().read_to_string(&mut job).is_err() {
        return ExitCode::FAILURE;
    }
    let job = match job.strip_prefix("open ") {
        Some(job) => job,
        None => {
            limits::set(Limits {
                data: Some(64 << 20),
                addresses: 1 << 30,
                work: 1,
            });
            if !limits::seal() {
                return ExitCode::from(3);
            }
            job.trim()
        }
    };
    let done = act(job.trim());
    let _ = writeln!(std::io::stdout(), "{done}");
    ExitCode::SUCCESS
}

/// Does it; `true` when it could be done.
fn act(job: &str) -> bool {
    match job {
        "nothing" => true,
        "read" => std::fs::read("/etc/hostname").is_ok() || std::fs::read("/etc/passwd").is_ok(),
        "write" => {
            let path = std::env::temp_dir().join(format!("ayumi-sealed-{}", std::process::id()));
            let done = std::fs::write(&path, b"x").is_ok();
            let _ = std::fs::remove_file(path);
            done
        }
        "connect" => std::net::UdpSocket::bind("127.0.0.1:0").is_ok(),
        "start" => std::process::Command::new("/bin/true").status().is_ok(),
        "thread" => std::thread::Builder::new().spawn(|| ()).is_ok(),
        "memory" => {
            let much = vec![1_u8; 256 << 20];
            much.iter().map(|byte| u64::from(*byte)).sum::<u64>() > 0
        }
        "work" => loop {
            std::hint::spin_loop();
        },
        _ => false,
    }
}
