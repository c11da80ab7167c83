//! Pages that were fetched, kept on disk with their dates.
//!
//! A library that follows the caching rules of HTTP would keep nothing of some services, which forbid it to shared
//! caches. Here each kind of page has a lifetime of its own.
//!
//! A page is one file: its bytes, then a line of JSON about them, then the length of that line. It comes into being by
//! a rename, so a page is there whole or not at all, whenever the program ends.

use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::model::{Content, Request};

/// Last bytes of every file of the cache.
const MARK: &[u8; 8] = b"SKIPLVL1";

/// What is kept about a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct About {
    /// Address that was asked.
    pub(super) asked: String,
    /// Address that answered.
    pub(super) url: String,
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) fetched: Timestamp,
    /// SHA-256 of the bytes, so that a score can be traced to what was read.
    pub(super) sha256: String,
    pub(super) size: u64,
}

/// A page of the cache.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) about: About,
    pub(super) body: FileBody,
}

/// The first bytes of a file.
#[derive(Debug, Clone)]
pub(super) struct FileBody {
    path: PathBuf,
    size: u64,
}

impl Content for FileBody {
    fn open(&self) -> std::io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(std::io::BufReader::new(File::open(&self.path)?).take(self.size)))
    }

    fn size(&self) -> u64 {
        self.size
    }
}

/// A folder of pages.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    folder: PathBuf,
}

/// Bytes on their way into the cache.
pub(super) struct Incoming {
    file: tempfile::NamedTempFile,
    digest: Sha256,
    size: u64,
}

impl Incoming {
    pub(super) fn push(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.digest.update(bytes);
        self.size += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The first bytes, for a look at what came.
    pub(super) fn start(&mut self) -> std::io::Result<Vec<u8>> {
        let mut start = Vec::new();
        self.file.flush()?;
        self.file.seek(SeekFrom::Start(0))?;
        self.file.as_file_mut().take(2048).read_to_end(&mut start)?;
        self.file.seek(SeekFrom::End(0))?;
        Ok(start)
    }
}

impl Cache {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf() }
    }

    /// Name of a page: made of method, address and what is sent, never of a key.
    fn path(&self, request: &Request) -> PathBuf {
        let method = if request.body.is_some() { "POST" } else { "GET" };
        let asked = format!("{method}\n{}\n{}", request.url, request.body.as_deref().unwrap_or_default());
        let name = Sha256::digest(asked).iter().take(16).fold(String::new(), |name, byte| format!("{name}{byte:02x}"));
        self.folder.join(format!("{name}.page"))
    }

    /// The page that was kept, whatever its age. A file that is damaged counts as none.
    pub(super) fn find(&self, request: &Request) -> Option<Kept> {
        let path = self.path(request);
        let about = read_about(&path).filter(|about| about.asked == request.url)?;
        let size = about.size;
        Some(Kept { about, body: FileBody { path, size } })
    }

    /// An empty page to be filled.
    pub(super) fn incoming(&self) -> std::io::Result<Incoming> {
        std::fs::create_dir_all(&self.folder)?;
        let file = tempfile::Builder::new().prefix(".incoming-").tempfile_in(&self.folder)?;
        Ok(Incoming { file, digest: Sha256::new(), size: 0 })
    }

    /// Keeps a page.
    pub(super) fn keep(&self, request: &Request, incoming: Incoming, about: About) -> std::io::Result<Kept> {
        let Incoming { mut file, digest, size } = incoming;
        let sha256 = digest.finalize().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        let about = About { size, sha256, ..about };
        write_about(&mut file, &about)?;
        let path = self.path(request);
        file.persist(&path).map_err(|error| error.error)?;
        Ok(Kept { about, body: FileBody { path, size } })
    }

    /// Keeps a page once more, as fetched now: the server said that it has not changed.
    pub(super) fn renew(&self, request: &Request, kept: &Kept, fetched: Timestamp) -> std::io::Result<Kept> {
        let mut incoming = self.incoming()?;
        let mut body = kept.body.open()?;
        let mut bytes = vec![0; 64 * 1024];
        loop {
            match body.read(&mut bytes)? {
                0 => break,
                count => incoming.push(&bytes[..count])?,
            }
        }
        self.keep(request, incoming, About { fetched, ..kept.about.clone() })
    }

    /// Removes what an interrupted run left half done.
    pub(super) fn tidy(&self) {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().starts_with(".incoming-") {
                // What cannot be removed harms nobody.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

fn write_about(file: &mut tempfile::NamedTempFile, about: &About) -> std::io::Result<()> {
    let line = serde_json::to_vec(about)?;
    file.write_all(&line)?;
    file.write_all(&(line.len() as u64).to_le_bytes())?;
    file.write_all(MARK)?;
    file.flush()
}

fn read_about(path: &Path) -> Option<About> {
    let mut file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.checked_sub(16)?)).ok()?;
    let mut tail = [0_u8; 16];
    file.read_exact(&mut tail).ok()?;
    let (line_length, mark) = tail.split_at(8);
    let line_length = u64::from_le_bytes(line_length.try_into().ok()?);
    let start = length.checked_sub(16)?.checked_sub(line_length)?;
    if mark != MARK || line_length > 64 * 1024 {
        return None;
    }
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut line = Vec::new();
    file.take(line_length).read_to_end(&mut line).ok()?;
    let about: About = serde_json::from_slice(&line).ok()?;
    (about.size == start).then_some(about)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(url: &str) -> About {
        About {
            asked: url.to_owned(),
            url: url.to_owned(),
            status: 200,
            content_type: None,
            etag: Some("\"1\"".to_owned()),
            last_modified: None,
            fetched: "2026-11-20T10:00:00Z".parse().expect("a time"),
            sha256: String::new(),
            size: 0,
        }
    }

    fn kept(cache: &Cache, request: &Request, bytes: &[u8]) -> Kept {
        let mut incoming = cache.incoming().expect("a file");
        incoming.push(bytes).expect("written");
        assert_eq!(incoming.start().expect("read"), &bytes[..bytes.len().min(2048)]);
        cache.keep(request, incoming, about(&request.url)).expect("kept")
    }

    fn bytes_of(kept: &Kept) -> Vec<u8> {
        let mut bytes = Vec::new();
        kept.body.open().expect("opened").read_to_end(&mut bytes).expect("read");
        bytes
    }

    #[test]
    fn a_page_comes_back_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(folder.path());
        let request = Request::json("x", "https://a.example/1");
        assert!(cache.find(&request).is_none());
        kept(&cache, &request, b"{\"a\": 1}\n{}");
        let found = cache.find(&request).expect("found");
        assert_eq!(bytes_of(&found), b"{\"a\": 1}\n{}");
        assert_eq!(found.about.sha256.len(), 64);
        assert!(cache.find(&Request::json("x", "https://a.example/2")).is_none());
        assert!(cache.find(&request.clone().posting("{}".to_owned())).is_none(), "what is sent is part of the name");
        let later = "2026-11-21T10:00:00Z".parse().expect("a time");
        let renewed = cache.renew(&request, &found, later).expect("renewed");
        assert_eq!((bytes_of(&renewed), renewed.about.fetched), (bytes_of(&found), later));
    }

    #[test]
    fn a_damaged_page_is_none_and_leftovers_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(folder.path());
        let request = Request::json("x", "https://a.example/1");
        kept(&cache, &request, b"some bytes");
        let path = cache.path(&request);
        let whole = std::fs::read(&path).expect("read");
        for damaged in [&whole[..whole.len() - 1], &whole[1..], &whole[..5], b"", &[0xff; 40][..]] {
            std::fs::write(&path, damaged).expect("written");
            assert!(cache.find(&request).is_none(), "{damaged:?}");
        }
        std::fs::write(folder.path().join(".incoming-x"), "half").expect("written");
        cache.tidy();
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
