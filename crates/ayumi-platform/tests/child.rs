//! A child's answer and end, and what a sealed process cannot do.
#![cfg(target_os = "linux")]

use std::path::PathBuf;
use std::time::Duration;

use ayumi_platform::child::{End, Given, Helper};

fn helper(program: PathBuf) -> Helper {
    Helper {
        program: Some(program),
        argument: "-s",
        environment: &["PATH"],
        time: Duration::from_secs(20),
        answer: 1000,
    }
}

/// What a shell that runs `script` gives.
fn shell(helper: &Helper, script: &str) -> Given {
    helper
        .run(script.as_bytes().to_vec())
        .expect("the program starts")
}

#[test]
fn an_answer_and_an_end() {
    let sh = helper("/bin/sh".into());
    let short = Helper {
        time: Duration::from_millis(100),
        ..sh.clone()
    };
    for (helper, script, answer, words, end) in [
        (&sh, "echo a; echo b >&2", "a\n", "b\n", End::Well),
        (&sh, "printf %s \"$HOME\"", "", "", End::Well),
        (&sh, "echo a; exit 3", "a\n", "", End::Failed),
        (&sh, "kill -ABRT $$", "", "", End::Aborted),
        (&sh, "kill -XCPU $$", "", "", End::OutOfTime),
        (&sh, "yes", "", "", End::TooLong),
        (&short, "exec sleep 30", "", "", End::OutOfTime),
    ] {
        let given = shell(helper, script);
        assert_eq!(String::from_utf8_lossy(&given.answer), answer, "{script}");
        assert_eq!(given.last_words, words, "{script}");
        assert_eq!(given.end, end, "{script}");
    }
}

/// The program beside this test's folder.
fn sealed() -> PathBuf {
    let test = std::env::current_exe().expect("this test has a path");
    let target = test.ancestors().nth(2).expect("the target folder");
    target.join("examples/sealed")
}

#[test]
fn a_sealed_process_only_computes() {
    let helper = helper(sealed());
    for job in ["read", "write", "connect", "start", "thread"] {
        // The planted fault: without the seal it can be done.
        let open = shell(&helper, &format!("open {job}"));
        assert_eq!(open.answer, b"true\n", "{job} when open");
        let given = shell(&helper, job);
        assert_eq!(given.answer, b"false\n", "{job}: {}", given.last_words);
        assert_eq!(given.end, End::Well, "{job}");
    }
    assert_eq!(shell(&helper, "nothing").answer, b"true\n");
    let open = shell(&helper, "open memory");
    assert_eq!(
        (open.answer.as_slice(), open.end),
        (&b"true\n"[..], End::Well)
    );
    assert_eq!(shell(&helper, "memory").end, End::Aborted);
    assert_eq!(shell(&helper, "work").end, End::OutOfTime);
}
