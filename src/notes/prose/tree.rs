//! Words as a tree of letters: one walk over a text finds all that begin at its start.

/// A tree of letters with a value for each node; the first one is the root.
#[derive(Debug)]
pub(super) struct Tree<V> {
    nodes: Vec<Node<V>>,
}

/// Letters that have been read.
#[derive(Debug)]
struct Node<V> {
    /// The node of each class of letters that goes on; 0, the root, where no word does.
    next: [u32; CLASSES],
    value: V,
}

/// Classes of letters: `a` to `z`, the digits, signs that words of lists hold, and all others.
const CLASSES: usize = 47;

fn class(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a') + 1,
        b'0'..=b'9' => usize::from(byte - b'0') + 27,
        b'\'' => 37,
        b'_' => 38,
        b' ' => 39,
        b'-' => 40,
        b'.' => 41,
        b'$' => 42,
        b'+' => 43,
        b'~' => 44,
        b'<' | b'>' | b'=' => 45,
        b'#' => 46,
        _ => 0,
    }
}

impl<V: Default> Default for Tree<V> {
    fn default() -> Self {
        Self { nodes: vec![Node { next: [0; CLASSES], value: V::default() }] }
    }
}

impl<V: Default> Tree<V> {
    /// The value behind all of `letters`, which are added where they are new.
    pub(super) fn value(&mut self, letters: &[u8]) -> &mut V {
        let mut at = 0;
        for byte in letters {
            let next = self.nodes[at].next[class(*byte)] as usize;
            at = if next == 0 { self.grow(at, class(*byte)) } else { next };
        }
        &mut self.nodes[at].value
    }

    fn grow(&mut self, from: usize, class: usize) -> usize {
        let number = self.nodes.len();
        self.nodes.push(Node { next: [0; CLASSES], value: V::default() });
        self.nodes[from].next[class] = u32::try_from(number).unwrap_or(0);
        number
    }

    /// The values behind the first letter of `text`, the first two, and so on, as far as some word goes on.
    pub(super) fn walk<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = &'t V> + 't {
        let mut at = 0;
        text.iter().map_while(move |byte| {
            at = self.nodes[at].next[class(*byte)] as usize;
            (at > 0).then(|| &self.nodes[at].value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_goes_as_far_as_a_word_does() {
        let mut tree = Tree::<u8>::default();
        *tree.value(b"to") = 1;
        *tree.value(b"top 5") = 2;
        let walk = |text: &str| tree.walk(text.as_bytes()).copied().collect::<Vec<_>>();
        assert_eq!(walk("top 55"), [0, 1, 0, 0, 2]);
        assert_eq!(walk("top 4"), [0, 1, 0, 0]);
        assert_eq!(walk("a"), [0; 0]);
    }
}
