//! Which parts of a Markdown text are headings, and which are not meant to be read (code, comments).

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A part of the body that stands under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The heading's line, and its text; `None` before the first heading.
    pub(super) heading: Option<(Range<usize>, String)>,
    /// The lines under it.
    pub(super) body: Range<usize>,
}

/// Headings with what stands under them, and the ranges of fenced code and comments. A heading of level 2 always begins
/// a part; one of another level does if `is_section` says so of its words.
pub(super) fn structure(
    text: &str,
    body_start: usize,
    is_section: impl Fn(&str) -> bool,
) -> (Vec<Part>, Vec<Range<usize>>) {
    let body = &text[body_start..];
    let mut headings: Vec<(Range<usize>, String)> = Vec::new();
    let mut hidden: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(Range<usize>, String)> = None;
    for (event, range) in Parser::new_ext(body, Options::empty()).into_offset_iter() {
        let range = range.start + body_start..range.end + body_start;
        match event {
            // A line above `---` is no heading here: people draw lines below what they wrote.
            Event::Start(Tag::Heading { .. }) if text[range.clone()].trim_start().starts_with('#') => {
                open = Some((range, String::new()));
            }
            Event::End(TagEnd::Heading(level)) => {
                let is_part = |(_, words): &(_, String)| level == HeadingLevel::H2 || is_section(words);
                headings.extend(open.take().filter(is_part));
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, heading)) = &mut open {
                    heading.push_str(&words);
                }
            }
            Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(_))) => hidden.push(range),
            Event::Html(html) | Event::InlineHtml(html) if html.trim_start().starts_with("<!--") => hidden.push(range),
            Event::Start(Tag::HtmlBlock) if text[range.clone()].trim_start().starts_with("<!--") => hidden.push(range),
            _ => {}
        }
    }
    let mut parts = Vec::with_capacity(headings.len() + 1);
    let mut start = body_start;
    let mut current: Option<(Range<usize>, String)> = None;
    for (range, words) in headings {
        parts.push(Part { heading: current.take(), body: start..range.start });
        start = range.end;
        current = Some((range, words));
    }
    parts.push(Part { heading: current, body: start..text.len() });
    (parts, hidden)
}
