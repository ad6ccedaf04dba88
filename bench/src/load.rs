//! A small load generator: a few clients on loopback, each with one kept connection, each asking
//! again as soon as it is answered. Bounded in count.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// What a run of requests gave.
pub struct Load {
    /// Requests answered in a second, over all clients.
    pub per_second: f64,
    /// Median.
    pub p50: Duration,
    /// 99 of 100 are answered within it.
    pub p99: Duration,
    /// Bytes of one answer's body.
    pub size: usize,
}

/// `clients` × `requests` times `GET path`.
pub fn run(port: u16, path: &str, clients: usize, requests: usize) -> Result<Load> {
    Client::connect(port)?.take(path, requests / 10)?;
    let begin = Instant::now();
    let threads: Vec<_> = (0..clients)
        .map(|_| {
            let path = path.to_owned();
            thread::spawn(move || Client::connect(port)?.take(&path, requests))
        })
        .collect();
    let mut times = Vec::with_capacity(clients * requests);
    let mut size = 0;
    for thread in threads {
        let Ok(outcome) = thread.join() else {
            bail!("a client died")
        };
        let (some, bytes) = outcome?;
        times.extend(some);
        size = bytes;
    }
    let whole = begin.elapsed();
    times.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "some thousand requests")]
    let per_second = times.len() as f64 / whole.as_secs_f64();
    let at = |share: usize| {
        times
            .get(times.len() * share / 100)
            .copied()
            .unwrap_or_default()
    };
    Ok(Load {
        per_second,
        p50: at(50),
        p99: at(99),
        size,
    })
}

/// Head and body of one answer, whatever its status.
pub fn text(port: u16, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).context("connecting")?;
    let head = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).context("asking")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).context("listening")?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    fn connect(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).context("connecting")?;
        stream.set_nodelay(true).context("nodelay")?;
        Ok(Self {
            stream: BufReader::new(stream),
        })
    }

    fn take(&mut self, path: &str, requests: usize) -> Result<(Vec<Duration>, usize)> {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n");
        let mut times = Vec::with_capacity(requests);
        let mut size = 0;
        for _ in 0..requests {
            let begin = Instant::now();
            self.stream
                .get_mut()
                .write_all(request.as_bytes())
                .context("asking")?;
            size = self.answer().with_context(|| path.to_owned())?;
            times.push(begin.elapsed());
        }
        Ok((times, size))
    }

    /// Reads one answer; its body's size. Only 200 counts as an answer.
    fn answer(&mut self) -> Result<usize> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        if !line.starts_with("HTTP/1.1 200") {
            bail!("answered {}", line.trim_end());
        }
        let mut length = None;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let head = line.trim_end().to_ascii_lowercase();
            if head.is_empty() {
                break;
            }
            if let Some(value) = head.strip_prefix("content-length:") {
                length = Some(value.trim().parse::<usize>().context("content-length")?);
            }
        }
        match length {
            Some(length) => {
                let mut body = vec![0; length];
                self.stream.read_exact(&mut body)?;
                Ok(length)
            }
            None => self.chunks(),
        }
    }

    fn chunks(&mut self) -> Result<usize> {
        let mut whole = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim_end(), 16).context("a chunk's size")?;
            let mut chunk = vec![0; size + 2];
            self.stream.read_exact(&mut chunk)?;
            whole += size;
            if size == 0 {
                return Ok(whole);
            }
        }
    }
}
