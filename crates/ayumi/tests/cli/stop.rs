//! Being stopped: Ctrl-C, SIGTERM, a closed pipe. No panic, nothing half done.

use std::io::Read as _;
use std::process::{Command, Stdio};

use crate::lab::{Lab, REVIEW, Ran};
use crate::serve::start;

/// Sends a signal by the system's own tool.
fn send(signal: &str, process: u32) {
    let sent = Command::new("kill")
        .args([signal, &process.to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
}

#[test]
fn row_115_ctrl_c_and_term_end_an_import_with_130() {
    for signal in ["-INT", "-TERM"] {
        let lab = Lab::new();
        // Waits for standard input, which stays open; says so in its log when it listens.
        let mut command = lab.command(&["import", "-", "--yes"]);
        command.env("AYUMI_LOG", "ayumi=debug");
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let mut said = Vec::new();
        let mut byte = [0];
        while !String::from_utf8_lossy(&said).contains("listening for signals") {
            assert_eq!(stderr.read(&mut byte).unwrap(), 1, "it ended early");
            said.push(byte[0]);
        }
        send(signal, child.id());
        stderr.read_to_end(&mut said).unwrap();
        let ended = child.wait().unwrap();
        assert_eq!(ended.code(), Some(130), "{signal}");
        let said = String::from_utf8(said).unwrap();
        assert!(said.contains("中止しました"), "{said}");
        assert_eq!(lab.state(), "nothing");
    }
}

#[test]
fn row_115_a_server_stops_politely() {
    for signal in ["-INT", "-TERM"] {
        let lab = Lab::new();
        let mut server = start(&lab);
        send(signal, server.child.id());
        assert_eq!(server.child.wait().unwrap().code(), Some(0), "{signal}");
        lab.run(&["doctor"]).ended(0, "すべて正常です");
    }
}

#[test]
fn row_115_a_closed_pipe_is_a_clean_stop() {
    let lab = Lab::new();
    lab.file("review.md", REVIEW);
    // More than a pipe holds, so that the writer meets the closed end.
    let mut arguments = vec!["read", "--json"];
    arguments.extend(["review.md"; 20]);
    let mut command = lab.command(&arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(&first, b"{");
}

#[test]
fn row_115_no_terminal_no_colour() {
    let lab = Lab::new();
    lab.file("review.md", REVIEW);
    let slug = lab.with_plan();
    for arguments in [
        vec!["read", "review.md"],
        vec!["plan", "show", &slug],
        vec!["publish", &slug, "--to", "md", "-o", "out"],
        vec!["--help"],
        vec!["raed"],
    ] {
        let mut command = lab.command(&arguments);
        command.env("TERM", "xterm-256color").env("LANG", "C");
        let ran = Ran::of(command.output().unwrap());
        assert!(
            !format!("{}{}", ran.stdout, ran.stderr).contains('\u{1b}'),
            "{arguments:?}"
        );
    }
}
