//! The rubrics that ship with the program.

/// Id and text of each built-in rubric, the default first. A test keeps this equal to the files in `rubrics/`.
pub const BUILTIN: [(&str, &str); 6] = [
    ("m2-path", include_str!("../../rubrics/m2-path.toml")),
    ("four-questions", include_str!("../../rubrics/four-questions.toml")),
    ("majority-of-four", include_str!("../../rubrics/majority-of-four.toml")),
    ("grow-managers", include_str!("../../rubrics/grow-managers.toml")),
    ("operating-system", include_str!("../../rubrics/operating-system.toml")),
    ("business-need", include_str!("../../rubrics/business-need.toml")),
];

/// The text of a built-in rubric.
#[must_use]
pub fn builtin_text(id: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}
