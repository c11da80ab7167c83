# `just check` is what CI runs.

# Everything that has to pass before a change is merged.
check:
    cargo fmt --check
    cargo clippy --all-targets --locked -- -D warnings
    cargo test --locked
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked
    if command -v cargo-deny > /dev/null; then cargo deny --locked check; else echo "cargo-deny is not installed: licences were not checked"; fi

# All tests, or those whose name contains a word: `just test gates`.
test *words:
    cargo test --locked {{ words }}

# Write the pages that are made from the program, and build the API pages.
doc:
    UPDATE_DOCS=1 cargo test --locked --test docs
    cargo doc --no-deps --locked

# Time whole comparisons.
bench *words:
    cargo bench --locked {{ words }}

# Format the source.
fmt:
    cargo fmt
