//! Public sources: which pages each wants, and how it reads them. Pure: nothing here fetches, reads files or asks a
//! clock.
//!
//! A source is asked again and again with all pages that are there so far, and answers with what they say and which
//! pages it still wants. The same code reads a page that a person saved by hand.

mod boards;
mod exports;
mod filings;
mod html;
mod lenient;
mod name;
mod opening;
mod reading;
mod reference;
mod subject;
mod title;

pub use name::{Domain, name_key, same_name};
pub use opening::{Mix, Opening, mix_of};
pub use reading::{Identity, Proof, Reading};
pub use reference::{Refusal, refusal};
pub use subject::Subject;
pub use title::{Rank, is_engineering, rank_of};

use crate::model::{Page, SourceKind};

/// Whose facts a page or file of a source holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// One company's.
    OneCompany,
    /// Many companies', each named.
    ManyCompanies,
}

/// What is to be known about a source before it is asked.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Name on the command line: `greenhouse`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Whom its pages are about.
    pub holds: Holds,
    /// How its facts are trusted.
    pub kind: SourceKind,
    /// Whether `collect` asks it: always, only when asked for by name, or never (files alone).
    pub use_: Use,
}

/// When `collect` asks a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Whenever it can say something about the company.
    Always,
    /// Only with `--source NAME`.
    OnRequest,
    /// Never: a person imports a file.
    ByHand,
}

/// A public source, or the export of a service.
pub trait Source: Sync {
    /// What it is.
    fn about(&self) -> About;

    /// What the pages so far say about a company, and which pages are wanted besides. Without pages: the first ones
    /// wanted, or why there are none.
    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading;

    /// The label of the page that this text is, if it is one of this source's: a saved page, or an export. `text` may be
    /// only the beginning of a long one.
    fn recognise(&self, text: &str) -> Option<&'static str>;

    /// The label of the page that a text is taken for when a person says that it is this source's, and it is not
    /// recognised: a cut-off board still says what is wrong with it. `None`: it must be recognised.
    fn main_page(&self) -> Option<&'static str> {
        None
    }
}

/// All sources, in the order in which reports list them.
pub fn sources() -> impl Iterator<Item = &'static dyn Source> {
    let groups = [filings::FILINGS, boards::BOARDS, reference::REFERENCE, exports::EXPORTS];
    groups.into_iter().flatten().copied()
}

/// The source of this name.
#[must_use]
pub fn source_called(name: &str) -> Option<&'static dyn Source> {
    sources().find(|source| source.about().name == name)
}
