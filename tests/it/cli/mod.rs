//! The built program, run as a user runs it.

mod bad_input;
mod check;
mod commands;
mod fmt;
mod git;
mod library;
mod publish;
mod settings;
mod stream;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of its own for one test, gone afterwards.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

/// What a run of the program came to.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) talk: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A place with a library of these entries.
    pub(crate) fn with_library(bib: &str) -> Self {
        let place = Self::new();
        place.write("library/library.bib", bib);
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, b"")
    }

    /// Runs the program here with something on stdin.
    pub(crate) fn run_with(&self, args: &[&str], stdin: &[u8]) -> Run {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let stdin = stdin.to_vec();
        let feeder = std::thread::spawn(move || {
            let _ = pipe.write_all(&stdin);
        });
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Run {
            code: output.status.code(),
            out: text(output.stdout),
            talk: text(output.stderr),
        }
    }

    /// The program, with nothing of this machine around it.
    pub(crate) fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        command.env("HOME", Path::new("/nonexistent"));
        command
    }
}

impl Run {
    /// Checks the exit code, the answer and the talk, whole.
    #[track_caller]
    pub(crate) fn check(&self, code: i32, out: &str, talk: &str) {
        assert_eq!(
            (self.code, self.out.as_str(), self.talk.as_str()),
            (Some(code), out, talk)
        );
    }

    /// Checks the exit code and the answer.
    #[track_caller]
    pub(crate) fn answers(&self, code: i32, out: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(code), out), "{}", self.talk);
    }

    /// Checks that it failed with exit code 2, with nothing on stdout, saying this first.
    #[track_caller]
    pub(crate) fn fails(&self, first: &str) {
        let said = self.talk.lines().next().unwrap_or("");
        assert_eq!(
            (self.code, self.out.as_str(), said),
            (Some(2), "", first),
            "{}",
            self.talk
        );
    }
}

pub(crate) const TWO: &str = "\
@book{doe2020,
  author = {Doe, Jane},
  title  = {On {Things}},
  date   = {2020-05},
}

@article{roe2021,
  author       = {Roe, Richard and Doe, Jane},
  title        = {More Things},
  journaltitle = {Thing Review},
  date         = {2021},
}
";
