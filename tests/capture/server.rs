//! A server that says exactly what a test wants, byte by byte.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// What came with a request.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) path: String,
    headers: BTreeMap<String, String>,
}

impl Request {
    /// A header's value; empty when it was not sent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(&name.to_ascii_lowercase()).map_or("", String::as_str)
    }
}

/// What is sent: pieces, each after a pause.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply(Vec<(Duration, Vec<u8>)>);

impl Reply {
    /// A status with headers and a body of known length.
    pub(crate) fn new(status: &str, headers: &[&str], body: &[u8]) -> Self {
        let length = format!("Content-Length: {}", body.len());
        Self::raw(status, &[headers, &[length.as_str()]].concat(), body)
    }

    /// The same without a length of our own.
    pub(crate) fn raw(status: &str, headers: &[&str], body: &[u8]) -> Self {
        let mut head = format!("HTTP/1.1 {status}\r\n");
        for header in headers {
            head.push_str(&format!("{header}\r\n"));
        }
        head.push_str("Connection: close\r\n\r\n");
        Self(vec![(Duration::ZERO, [head.as_bytes(), body].concat())])
    }

    /// A plain text.
    pub(crate) fn text(body: &str) -> Self {
        Self::new("200 OK", &["Content-Type: text/plain"], body.as_bytes())
    }

    /// A redirect.
    pub(crate) fn redirect(status: &str, to: &str) -> Self {
        Self::new(status, &[&format!("Location: {to}")], b"")
    }

    /// More, after a pause.
    pub(crate) fn after(mut self, pause: Duration, bytes: &[u8]) -> Self {
        self.0.push((pause, bytes.to_vec()));
        self
    }
}

type Answering = Box<dyn FnMut(&Request) -> Reply + Send>;

/// A server on this machine.
pub(crate) struct Server {
    address: SocketAddr,
    answers: Arc<Mutex<BTreeMap<String, Answering>>>,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let answers: Arc<Mutex<BTreeMap<String, Answering>>> = Arc::default();
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (answering, seen) = (Arc::clone(&answers), Arc::clone(&requests));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answering, seen) = (Arc::clone(&answering), Arc::clone(&seen));
                thread::spawn(move || serve(stream, &answering, &seen));
            }
        });
        Self { address, answers, requests }
    }

    /// What is answered from now on at a path.
    pub(crate) fn answer(&self, path: &str, reply: Reply) {
        self.answer_by(path, move |_| reply.clone());
    }

    /// What is answered from now on at a path, as it depends on the request.
    pub(crate) fn answer_by(
        &self,
        path: &str,
        answering: impl FnMut(&Request) -> Reply + Send + 'static,
    ) {
        self.answers.lock().unwrap().insert(path.to_owned(), Box::new(answering));
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// All requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn serve(
    mut stream: TcpStream,
    answers: &Mutex<BTreeMap<String, Answering>>,
    requests: &Mutex<Vec<Request>>,
) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = BTreeMap::new();
    for line in lines.by_ref().take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    let request = Request { path, headers };
    requests.lock().unwrap().push(request.clone());
    let reply = match answers.lock().unwrap().get_mut(&request.path) {
        Some(answering) => answering(&request),
        None => Reply::new("404 Not Found", &[], b"nothing here"),
    };
    for (pause, bytes) in reply.0 {
        thread::sleep(pause);
        // Whoever asked may have gone away: that is what some tests are about.
        if stream.write_all(&bytes).is_err() {
            return;
        }
    }
}
