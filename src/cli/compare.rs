//! `compare`: roles side by side, for the owner, a candidate or a client; on the terminal, in a file, or as a pack.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::Args;

use super::args::{Common, Format, Judgement};
use super::commands::{ALL_FORMATS, comparison, format, scored};
use super::exit::Exit;
use super::output::{answer, complain, width};
use super::sampling::Sampling;
use crate::report::{Report, View, pack_files, pack_summary, replaceable_pack};
use crate::text::shell_word;
use crate::workspace::{files_of_folder, write_folder};

/// Compare roles side by side
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  skiplevel compare\n  skiplevel compare acme-payments-em globex-search-em --format md\n  skiplevel compare --mode ranked\n  skiplevel compare --format csv -o roles.csv --redact\n  skiplevel compare --pack for-ana --candidate-view\n  skiplevel compare acme-payments-em --format html --client-view -o acme.html\n\n\
        A pack is a folder with comparison.csv, tidy.csv, comparison.xlsx, report.html and MANIFEST.json (hashes, and what was left out); \
        see docs/pack.md. `skiplevel explain --hash ID` leads from an id in it back to your notes."
)]
pub(super) struct Compare {
    /// The roles; without any, all of them
    pub(super) roles: Vec<String>,
    #[command(flatten)]
    pub(super) judgement: Judgement,
    #[command(flatten)]
    pub(super) sampling: Sampling,
    /// Write a folder to hand on: CSV, XLSX, HTML and a manifest with hashes, whole or not at all
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub(super) pack: Option<PathBuf>,
    /// Leave out what a candidate should not read: pay that employers named, stages; implies --redact
    #[arg(long, conflicts_with = "client_view")]
    pub(super) candidate_view: bool,
    /// Leave out what an employer should not read: the candidate, what was told in confidence, others' roles; implies --redact
    #[arg(long)]
    pub(super) client_view: bool,
}

impl Compare {
    fn view(&self) -> View {
        match (self.candidate_view, self.client_view) {
            (true, _) => View::Candidate,
            (_, true) => View::Client,
            _ => View::Owner,
        }
    }
}

pub(super) fn run(common: &Common, arguments: &Compare) -> anyhow::Result<Exit> {
    let view = arguments.view();
    let common = &Common { redact: common.redact || view != View::Owner, ..common.clone() };
    let named: Vec<&str> = arguments.roles.iter().map(String::as_str).collect();
    if let Some(folder) = &arguments.pack {
        if let Some(format) = common.format {
            bail!("a pack has its own formats; leave `--format {}` out", format.word());
        }
        return scored(common, &named, &arguments.judgement, &arguments.sampling, view, |report| {
            pack(common, report, folder)
        });
    }
    let format = format(common, &ALL_FORMATS)?;
    scored(common, &named, &arguments.judgement, &arguments.sampling, view, |report| {
        if matches!(format, Format::Csv | Format::TidyCsv) && view != View::Owner {
            // A table has no line for it.
            complain(common, &format!("{}\n", report.left_out().join("\n")));
        }
        comparison(common, report, format)
    })
}

/// Writes the pack and says what is in it.
fn pack(common: &Common, report: &Report<'_>, folder: &Path) -> anyhow::Result<()> {
    let files = pack_files(report, common.bom)?;
    let there: BTreeMap<String, Vec<u8>> = files_of_folder(folder)?;
    replaceable_pack(&there).map_err(|why| {
        let shown = folder.display();
        anyhow!("`{shown}` {why}; nothing was written\nname another folder, or move what is in it")
    })?;
    let parts: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name, file.bytes.as_slice())).collect();
    write_folder(folder, &parts)?;
    let shown = shell_word(&folder.to_string_lossy());
    answer(common, Format::Table, &pack_summary(report, &files, &shown, width(common)))
}
