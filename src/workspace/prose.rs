//! Facts out of the free prose of the workspace's dossiers.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{RoleDossier, Workspace};
use crate::model::{Observation, Scope};
use crate::notes::prose::{Find, read_prose};
use crate::notes::{Context, Section};

/// What was read in one dossier: facts, and finds that are none.
type Read = (Vec<Observation>, Vec<Find>);

impl Workspace {
    /// Reads what stands between the fields of all dossiers. What is clear becomes facts, beside those of fields; the
    /// rest is kept as finds.
    pub(super) fn read_prose(&mut self) {
        let you = [(&self.you.sections[..], &self.you.observations[..], Scope::You)];
        let companies = self.companies.iter().map(|c| (&c.sections[..], &c.observations[..], Scope::Company));
        let roles = self.roles.iter().map(|role| (&role.sections[..], &role.observations[..], Scope::Role));
        let dossiers: Vec<_> = you.into_iter().chain(companies).chain(roles).collect();
        let read = |(sections, stated, scope): &(&[Section], &[Observation], Scope)| {
            self.read_beside(sections, stated, *scope)
        };
        let read: Vec<Read> = dossiers.par_iter().map(read).collect();
        let you = [(&mut self.you.observations, &mut self.your_finds)];
        let companies = self.companies.iter_mut().map(|c| (&mut c.observations, &mut c.finds));
        let roles = self.roles.iter_mut().map(|role| (&mut role.observations, &mut role.finds));
        for ((observations, rest), (facts, finds)) in you.into_iter().chain(companies).chain(roles).zip(read) {
            observations.extend(facts);
            *rest = finds;
        }
    }

    /// What the prose of these sections says that nothing `stated` outranks.
    fn read_beside(&self, sections: &[Section], stated: &[Observation], scope: Scope) -> Read {
        let context = Context { catalogue: &self.catalogue, trust: &self.trust, scope };
        let (mut facts, mut finds) = Read::default();
        let mut ids = BTreeSet::new();
        for find in read_prose(&self.files, sections, stated, context) {
            match find.observation(&self.files, context) {
                // Who says the same thing twice has said it.
                Some(fact) if ids.insert(fact.id.clone()) => facts.push(fact),
                Some(_) => {}
                None => finds.push(find),
            }
        }
        (facts, finds)
    }

    /// What was read in the prose of a role's dossiers and does not count: its own, its company's and yours, in this
    /// order.
    pub fn finds_of<'a>(&'a self, role: &'a RoleDossier) -> impl Iterator<Item = &'a Find> {
        let company = self.companies.iter().find(|known| known.company.id == role.role.company_id);
        let shared = company.map(|company| company.finds.as_slice()).unwrap_or_default();
        role.finds.iter().chain(shared).chain(&self.your_finds)
    }
}
