//! XML read piece by piece, so that deep nesting and size do no harm.

use quick_xml::Reader;
use quick_xml::events::Event;

/// A piece of an XML text; names are without their prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element begins; attributes with their values.
    Open(String, Vec<(String, String)>),
    /// Words between the tags.
    Words(String),
    /// The innermost open element ends.
    Close(String),
}

/// Gives all pieces to `each`, in order. `false`: the text ends or breaks off before its first element does.
pub(super) fn pieces(text: &str, mut each: impl FnMut(Piece)) -> bool {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    // Tags that do not match are somebody else's mistake; what stands around them is still good.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut depth = 0_usize;
    let mut is_whole = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                let value = |raw: &str| quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), Into::into);
                let mut attributes = Vec::new();
                for one in start.attributes().with_checks(false).filter_map(Result::ok) {
                    attributes.push((one.key.local_name().as_ref().to_owned(), value(one.value.as_ref())));
                }
                each(Piece::Open(start.local_name().as_ref().to_owned(), attributes));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                is_whole |= depth == 0;
                each(Piece::Close(end.local_name().as_ref().to_owned()));
            }
            Ok(Event::Text(words)) => each(Piece::Words(words.into_inner().into_owned())),
            Ok(Event::CData(words)) => each(Piece::Words(words.into_inner().into_owned())),
            Ok(Event::GeneralRef(name)) => {
                let written = format!("&{};", name.into_inner());
                let known = if written == "&nbsp;" { " ".to_owned() } else { written };
                each(Piece::Words(quick_xml::escape::unescape(&known).map_or_else(|_| " ".to_owned(), Into::into)));
            }
            Ok(Event::Eof) => return is_whole && depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// The words of all elements that have any, each with the path to it: `primaryIssuer/entityName`. The root is left out
/// of the paths; elements called as in `without` are passed over with all that is in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Leaves(Vec<(String, String)>);

impl Leaves {
    /// Of an XML text; `None` when it is cut off or no XML.
    pub(super) fn of(text: &str, without: &[&str]) -> Option<Self> {
        let mut leaves = Vec::new();
        let mut path: Vec<String> = Vec::new();
        let mut words = String::new();
        let is_whole = pieces(text, |piece| match piece {
            Piece::Open(name, _) => {
                path.push(name);
                words.clear();
            }
            Piece::Words(more) => words.push_str(&more),
            Piece::Close(_) => {
                let is_wanted = !path.iter().any(|name| without.contains(&name.as_str()));
                if is_wanted && !words.trim().is_empty() {
                    leaves.push((path.get(1..).unwrap_or_default().join("/"), words.trim().to_owned()));
                }
                words.clear();
                path.pop();
            }
        });
        is_whole.then_some(Self(leaves))
    }

    /// The words of the first element at this path.
    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == path).map(|(_, words)| words.as_str())
    }

    /// Whether there is anything below this path.
    pub(super) fn has_below(&self, path: &str) -> bool {
        self.0.iter().any(|(known, _)| known.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_have_paths_and_what_is_passed_over_is_gone() {
        let text = "<a><b><c>x &amp; y</c><d/></b><people><name>N</name></people></a>";
        let leaves = Leaves::of(text, &["people"]).expect("whole");
        assert_eq!(leaves.get("b/c"), Some("x & y"));
        assert_eq!(leaves.get("people/name"), None);
        assert!(leaves.has_below("b"));
        assert!(!leaves.has_below("b/d"));
    }

    #[test]
    fn what_is_cut_off_is_not_whole() {
        for text in ["", "<a><b>1</b>", "<a><b", "words", "<a>1</a><b>"] {
            assert_eq!(Leaves::of(text, &[]), None, "{text}");
        }
    }

    #[test]
    fn a_hundred_thousand_levels_do_no_harm() {
        let deep = format!("{}1{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(pieces(&deep, |_| ()));
    }
}
