//! `ayumi serve`: one server per database, this machine only, and a command line beside it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use crate::lab::{Lab, REVIEW};

/// A running server; killed when dropped.
pub struct Server {
    pub child: Child,
    pub address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn start(lab: &Lab) -> Server {
    let mut command = lab.command(&["serve", "--port", "0"]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .trim()
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    Server { child, address }
}

impl Server {
    /// The whole answer to a GET.
    pub fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), "", b"")
    }

    /// Status and answer of the API that reads a file.
    pub fn read(&self, name: &str, bytes: &[u8]) -> (u16, String) {
        let kind = "Content-Type: application/octet-stream\r\n";
        let head = format!("{kind}Content-Length: {}\r\n", bytes.len());
        let answer = self.ask(&format!("POST /api/readings?name={name}"), &head, bytes);
        let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok());
        (status.unwrap_or_default(), answer)
    }

    fn ask(&self, what: &str, head: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let port = self.address.rsplit_once(':').unwrap().1;
        let own = format!("Host: localhost:{port}\r\nConnection: close\r\n");
        let request = format!("{what} HTTP/1.1\r\n{own}{head}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

#[test]
fn row_113_one_server_and_a_command_line_beside_it() {
    let lab = Lab::new();
    lab.file("review.md", REVIEW);
    let server = start(&lab);
    let second = lab.run(&["serve", "--port", "0"]);
    second.ended(75, "ほかのサーバー");
    assert!(
        second.stderr.contains(&server.child.id().to_string()),
        "{}",
        second.stderr
    );
    lab.run(&["import", "review.md", "--yes"])
        .ended(0, "取り込みました");
    let plan = &lab.plans()[0];
    let slug = plan["slug"].as_str().unwrap();
    let page = server.get(&format!("/c/council/plans/{slug}"));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("身近な相談の場づくり"), "{page}");
    lab.run(&["doctor"]).ended(0, "すべて正常です");
}

#[test]
fn other_machines_are_refused_with_the_reason() {
    let lab = Lab::new();
    lab.run(&["serve", "--address", "0.0.0.0:0"])
        .ended(78, "--url");
    lab.run(&["serve", "--url", "ayumi.example.jp"])
        .ended(2, "https://ayumi.example.jp");
    lab.run(&["serve", "--address", "nonsense"])
        .ended(2, "127.0.0.1:8017");
    let server = start(&lab);
    let other = Lab::new();
    other
        .run(&["serve", "--address", &server.address])
        .ended(69, &server.address);
}
