//! A note's own lines with what was read in them underlined.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::find_status::find_status;
use super::note::{NoteFacts, find_words};
use super::problems::shown_line;
use crate::text::visible;

/// A line as it is shown, with the ranges in it that were read and what they were read as.
struct Marked {
    number: usize,
    text: String,
    finds: Vec<(Range<usize>, String, bool)>,
}

/// The lines of a note that prose was read in, each find underlined and named.
#[must_use]
pub fn marked_text(note: &NoteFacts<'_>, path: &str, renderer: &Renderer) -> String {
    let mut lines: Vec<Marked> = Vec::new();
    for find in note.finds {
        let number = note.files.place(find.quote).line;
        let (text, range) = shown_line(note.files, find.quote);
        let label = format!("{} {} ({})", find.signal, find_words(note.files, note.catalogue, find), find_status(find));
        let found = (range, label, find_status(find) == "found");
        match lines.last_mut().filter(|last| last.number == number && last.text == text) {
            Some(last) => last.finds.push(found),
            None => lines.push(Marked { number, text, finds: vec![found] }),
        }
    }
    let shown = lines.iter().enumerate().map(|(at, line)| {
        let mut snippet = Snippet::source(line.text.as_str()).line_start(line.number).fold(false);
        if at == 0 {
            snippet = snippet.path(visible(path));
        }
        for (range, label, is_clear) in &line.finds {
            let kind = if *is_clear { AnnotationKind::Primary } else { AnnotationKind::Context };
            snippet = snippet.annotation(kind.span(range.clone()).label(label.as_str()));
        }
        renderer.render(&[Group::with_level(Level::INFO).element(snippet)]).to_string() + "\n"
    });
    let text: String = shown.collect();
    if text.is_empty() { "Nothing was read in the prose of this note.\n".to_owned() } else { text }
}
