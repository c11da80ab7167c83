//! Learns the weights of the second reader of prose from labelled sentences.
//!
//!     cargo run --release --example learn_prose
//!
//! reads `fixtures/prose/dossiers` and `fixtures/prose/phrasings`, and writes the weights in
//! `src/notes/prose/learned`. Other folders: `learn_prose OUT FOLDER…`.
//!
//! A folder holds dossiers (`NAME.md`) with their facts (`NAME.facts.csv`), or phrasings (`NAME.txt`): a line
//! `recruiter_said | They have {company.headcount=340:some 340 people}` for each, the kind of source first, each fact
//! in braces with its signal, its value and the words that state it. What is in no braces states nothing. Phrasings of
//! a file whose name ends with `self` are the candidate's own.

mod label;
mod learn;

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use label::{of_dossier, of_phrasings};
use learn::{Example, Shape, learn};

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let out = arguments.next().unwrap_or_else(|| "src/notes/prose/learned".into());
    let mut folders: Vec<PathBuf> = arguments.collect();
    if folders.is_empty() {
        folders = vec!["fixtures/prose/dossiers".into(), "fixtures/prose/phrasings".into()];
    }
    let mut samples = Vec::new();
    for folder in folders {
        samples.extend(of_folder(&folder)?);
    }
    let (quantities, sentences): (Vec<_>, Vec<_>) = samples.into_iter().partition(|(is_quantity, _)| *is_quantity);
    let quantities: Vec<Example> = quantities.into_iter().map(|(_, example)| example).collect();
    let sentences: Vec<Example> = sentences.into_iter().map(|(_, example)| example).collect();
    writeln!(std::io::stderr(), "{} quantities, {} sentences", quantities.len(), sentences.len())?;
    let of_quantities = Shape { width: 96, least_of_feature: 5, left_out: 0.35 };
    let of_words = Shape { width: 96, least_of_feature: 2, left_out: 0.35 };
    for (name, weights) in [("quantities", learn(&quantities, &of_quantities)), ("words", learn(&sentences, &of_words))]
    {
        let path = out.join(name).with_extension("weights");
        std::fs::write(&path, weights).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// The examples of all files of a folder and of the folders in it, in order of their names; `true` for quantities.
fn of_folder(folder: &std::path::Path) -> Result<Vec<(bool, Example)>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(of_folder(&path)?);
            continue;
        }
        match path.extension().and_then(|ext| ext.to_str()) {
            Some("txt") => found.extend(of_phrasings(&path)?),
            Some("md") if path.with_extension("facts.csv").exists() => found.extend(of_dossier(&path)?),
            _ => {}
        }
    }
    Ok(found)
}
