//! Text of HTML.

use scraper::{Html, Node, Selector};

/// Elements after which a reader sees a break.
const BLOCKS: &[&str] = &[
    "p", "div", "li", "ul", "ol", "br", "td", "th", "tr", "table", "section", "article", "h1", "h2", "h3", "h4", "h5",
    "h6",
];

/// What a reader sees of an HTML text, in one line. Numbers that are split over several spans stay whole.
pub(super) fn visible_text(html: &str) -> String {
    let parsed = Html::parse_document(html);
    let mut text = String::new();
    gather(parsed.tree.root(), &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gather(node: ego_tree::NodeRef<'_, Node>, text: &mut String) {
    // A stack of our own: pages may be nested deeper than the thread's stack allows.
    enum Step<'a> {
        Enter(ego_tree::NodeRef<'a, Node>),
        Break,
    }
    let mut steps = vec![Step::Enter(node)];
    while let Some(step) = steps.pop() {
        let node = match step {
            Step::Break => {
                text.push(' ');
                continue;
            }
            Step::Enter(node) => node,
        };
        match node.value() {
            Node::Text(words) => text.push_str(&words.replace(['\u{200b}', '\u{feff}'], "")),
            Node::Element(element) => {
                let name = element.name();
                if matches!(name, "script" | "style" | "template" | "noscript" | "ix:header" | "head") {
                    continue;
                }
                if BLOCKS.contains(&name) {
                    steps.push(Step::Break);
                    text.push(' ');
                }
                steps.extend(node.children().rev().map(Step::Enter));
            }
            _ => steps.extend(node.children().rev().map(Step::Enter)),
        }
    }
}

/// A selector written in the source code.
pub(super) fn selector(css: &'static str) -> Option<Selector> {
    Selector::parse(css).ok()
}

/// Text in which `&lt;p&gt;` stands for `<p>`, once.
pub(super) fn unescaped(text: &str) -> String {
    Html::parse_fragment(text).root_element().text().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_split_over_spans_stay_whole_and_blocks_part_words() {
        assert_eq!(
            visible_text("<p>had <span>4</span><span>,120</span> people</p><p>In</p>Denver"),
            "had 4,120 people In Denver"
        );
        assert_eq!(visible_text("a<script>1</script><style>x</style>b"), "ab");
    }

    #[test]
    fn deep_nesting_does_not_end_the_program() {
        let deep = format!("{}x{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        assert_eq!(visible_text(&deep), "x");
    }

    #[test]
    fn escaped_markup_is_unescaped_once() {
        assert_eq!(unescaped("&lt;p&gt;R&amp;amp;D&lt;/p&gt;"), "<p>R&amp;D</p>");
    }
}
