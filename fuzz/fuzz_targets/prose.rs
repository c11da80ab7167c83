//! Any text as a note: reading its prose never panics, and every quote lies within one line of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use skiplevel::model::Scope;
use skiplevel::notes::prose::read_prose;
use skiplevel::notes::{Context, read_dossier};
use skiplevel::signal::{Trust, builtin_catalogue};
use skiplevel::text::{Diagnostics, Files};

fuzz_target!(|note: &str| {
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    for scope in [Scope::Role, Scope::You] {
        let mut files = Files::default();
        let file = files.add("note.md", note);
        let context = Context { catalogue: &catalogue, trust: &trust, scope };
        let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
        for find in read_prose(&files, &dossier.sections, &dossier.observations, context) {
            assert!(!files.slice(find.quote).contains('\n'), "a quote over two lines");
            let words = find.words(&files);
            assert!(words.contains(files.slice(find.quote).trim()), "words without the quote");
            let fact = find.observation(&files, context);
            assert!(fact.is_none_or(|fact| fact.in_prose && fact.quote.is_some()), "a fact without words");
        }
    }
});
