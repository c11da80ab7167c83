//! Facts out of the free prose of the workspace's dossiers.

use super::{RoleDossier, Workspace};
use crate::model::Scope;
use crate::notes::prose::{Find, read_prose};
use crate::notes::{Context, Section};

impl Workspace {
    /// What the prose of a role's dossiers states: its own, its company's and yours, in this order.
    #[must_use]
    pub fn finds_of(&self, role: &RoleDossier) -> Vec<Find> {
        let company = self.companies.iter().find(|known| known.company.id == role.role.company_id);
        let shared = company.map(|company| company.sections.as_slice()).unwrap_or_default();
        let parts = [
            (role.sections.as_slice(), Scope::Role),
            (shared, Scope::Company),
            (self.you.sections.as_slice(), Scope::You),
        ];
        parts.into_iter().flat_map(|(sections, scope)| self.finds(sections, scope)).collect()
    }

    /// What the prose of these sections states.
    #[must_use]
    pub fn finds(&self, sections: &[Section], scope: Scope) -> Vec<Find> {
        let context = Context { catalogue: &self.catalogue, trust: &self.trust, scope };
        read_prose(&self.files, sections, context)
    }
}
