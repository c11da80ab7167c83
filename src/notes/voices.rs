//! Who speaks, where a heading alone does not say it.

use super::heading::Heading;
use crate::model::SourceKind;

/// In a dossier about yourself, your network is something that you report, what others say of you is evidence, and
/// what you make of yourself is a report.
pub(super) fn about_you(kind: SourceKind, words: Option<&str>) -> SourceKind {
    match kind {
        SourceKind::NetworkInsider if words == Some("network") => SourceKind::SelfReport,
        SourceKind::OwnImpression => SourceKind::SelfReport,
        SourceKind::NetworkInsider | SourceKind::SignedDocument => SourceKind::SelfEvidenced,
        other => other,
    }
}

/// Offices that one named person holds alone in this dossier: other headings that name only the office mean them.
pub(super) fn sole_names(headings: &[Option<Heading>]) -> Vec<(SourceKind, String)> {
    let offices = [SourceKind::HiringManagerSaid, SourceKind::RecruiterSaid];
    offices
        .iter()
        .filter_map(|office| {
            let mut names: Vec<String> = headings
                .iter()
                .flatten()
                .filter(|heading| heading.kind.is_some_and(|kind| same_office(*office, kind)))
                .filter_map(|heading| heading.person.as_ref())
                .cloned()
                .collect();
            names.sort();
            names.dedup();
            match names.as_slice() {
                [only] => Some((*office, only.clone())),
                _ => None,
            }
        })
        .collect()
}

/// Whether a heading of `kind` means the person who holds `office`: speech and letters are one.
pub(super) fn same_office(office: SourceKind, kind: SourceKind) -> bool {
    office == kind || (office == SourceKind::HiringManagerSaid && kind == SourceKind::HiringManagerWritten)
}
