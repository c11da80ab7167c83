//! The programs in `examples/` do what they say.

use std::path::Path;

#[path = "../examples/compare_offers.rs"]
#[allow(dead_code, reason = "the program's own main is not called here")]
mod compare_offers;

#[path = "../examples/what_if_one_fact.rs"]
#[allow(dead_code, reason = "the program's own main is not called here")]
mod what_if_one_fact;

#[test]
fn the_library_ranks_the_offers_as_the_program_does() {
    let lines = compare_offers::lines(Path::new("examples/offers")).expect("the example workspace");
    let verdicts: Vec<&str> = lines.iter().filter_map(|line| line.rsplit("  ").next()).collect();
    assert_eq!(verdicts, ["pursue", "ask-more", "decline"]);
}

#[test]
fn two_promotions_told_by_an_insider_raise_the_score() {
    let (before, after) =
        what_if_one_fact::before_and_after(Path::new("examples/offers"), "ottersby").expect("the example workspace");
    assert!(after > before + 0.5, "{before} to {after}");
}
