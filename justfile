# `just check` is what CI runs.

# Everything that has to pass before a change is merged.
check:
    .ci/run

# All tests, or those whose name contains a word: `just test gates`.
test *words:
    cargo test --locked {{ words }}

# Write the pages that are made from the program, and build the API pages.
doc:
    UPDATE_DOCS=1 cargo test --locked --test docs --test readme
    cargo doc --no-deps --locked

# Time whole comparisons and the sampling behind them: `just bench --bench smaa`. See also benches/smaa.sh.
bench *words:
    cargo bench --locked {{ words }}

# Format the source.
fmt:
    cargo fmt
