//! A short page of headings, sentences and lists, written once and shown on a terminal or as Markdown.

use unicode_width::UnicodeWidthStr as _;

use super::Report;
use super::compare::heading_line;
use super::layout::{HARD_SPACE, wrap};
use super::markdown::safe;

/// One piece of a page; its text may hold what people wrote, made visible.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    /// What follows belongs together.
    Heading(String),
    /// A sentence or two.
    Line(String),
    /// An entry of a list: its mark (`-`, `1.`) and text.
    Item(String, String),
    /// A command to copy.
    Command(String),
    /// Text that is laid out already: a table or chart.
    Preformatted(String),
    /// Space.
    Gap,
}

/// A page under construction.
#[derive(Debug, Default)]
pub(super) struct Page {
    blocks: Vec<Block>,
}

impl Page {
    /// A page that begins with the rubric, the day, and what changed since weights were locked.
    pub(super) fn open(report: &Report<'_>) -> Self {
        let mut page = Self::default();
        page.heading(heading_line(report));
        if let Some(notice) = report.lock_notice() {
            page.line(notice);
        }
        page
    }

    pub(super) fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    pub(super) fn line(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Line(text.into()));
    }

    pub(super) fn bullet(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Item("-".to_owned(), text.into()));
    }

    /// Entries of one numbered list, from 1.
    pub(super) fn numbered(&mut self, texts: impl IntoIterator<Item = String>) {
        let items = texts.into_iter().enumerate().map(|(at, text)| Block::Item(format!("{}.", at + 1), text));
        self.blocks.extend(items);
    }

    pub(super) fn command(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Command(text.into()));
    }

    pub(super) fn preformatted(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Preformatted(text.into()));
    }

    pub(super) fn gap(&mut self) {
        self.blocks.push(Block::Gap);
    }

    /// For the terminal, at most `width` cells wide. A command that is too long goes on in the next line as a shell takes
    /// it, so that it can be copied.
    pub(super) fn text(&self, width: usize) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            match block {
                Block::Heading(text) | Block::Line(text) => out.push_str(&wrap(text, width, 2)),
                Block::Item(mark, text) => {
                    let item = wrap(&format!("{mark}{HARD_SPACE}{text}"), width.saturating_sub(2), mark.len() + 1);
                    out.push_str(&format!("  {}", item.replace('\n', "\n  ")));
                }
                Block::Command(text) if text.width() + 2 > width => {
                    out.push_str(&format!("  {}", text.replace(" --", " \\\n    --")));
                }
                Block::Command(text) => out.push_str(&format!("  {text}")),
                Block::Preformatted(text) => out.push_str(text.trim_end_matches('\n')),
                Block::Gap => {}
            }
            out.push('\n');
        }
        out
    }

    /// As GitHub-flavoured Markdown.
    pub(super) fn markdown(&self) -> String {
        let mut out = String::new();
        let mut before: Option<&Block> = None;
        for block in &self.blocks {
            let is_item = |block: &Block| matches!(block, Block::Item(..));
            // Entries of a list stand together; everything else is a paragraph of its own.
            if before.is_some_and(|before| !(is_item(before) && is_item(block))) && *block != Block::Gap {
                out.push('\n');
            }
            match block {
                Block::Heading(text) => out.push_str(&format!("**{}**\n", safe(text))),
                Block::Line(text) => out.push_str(&format!("{}\n", safe(text))),
                Block::Item(mark, text) => out.push_str(&format!("{mark} {}\n", safe(text))),
                Block::Command(text) => out.push_str(&format!("```sh\n{}\n```\n", text.replace("```", "'''"))),
                Block::Preformatted(text) => {
                    out.push_str(&format!("```text\n{}\n```\n", text.trim_end_matches('\n').replace("```", "'''")));
                }
                Block::Gap => continue,
            }
            before = Some(block);
        }
        out.replace(HARD_SPACE, " ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_reads_well_in_both_forms() {
        let mut page = Page::default();
        page.heading("Facts *first*");
        page.numbered(["one two three four five".to_owned(), "six".to_owned()]);
        page.gap();
        page.command("skiplevel whatif acme --set a=1");
        assert_eq!(
            page.text(20),
            "Facts *first*\n  1. one two three\n     four five\n  2. six\n\n  skiplevel whatif acme \\\n    --set a=1\n"
        );
        assert_eq!(
            page.markdown(),
            "**Facts \\*first\\***\n\n1. one two three four five\n2. six\n\n```sh\nskiplevel whatif acme --set a=1\n```\n"
        );
    }
}
