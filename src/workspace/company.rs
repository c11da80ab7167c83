//! Dossiers and signals files of companies, roles and yourself.

use std::collections::BTreeMap;

use super::signals_csv::read_signals_csv;
use super::{CompanyDossier, Prospects, RoleDossier, Workspace, disk, front_text};
use crate::model::{Company, Observation, Role, Scope};
use crate::notes::{Context, Dossier, FrontMatter, read_dossier};
use crate::text::{Code, Diagnostic, Diagnostics, FileId, Severity, Span, nearest, shell_word};

/// Keys of front matter, by dossier. Others are named, with the nearest of these.
const ROLE_KEYS: &[&str] =
    &["company", "title", "stage", "id", "date", "kind", "url", "level", "location", "boost", "shake"];
const COMPANY_KEYS: &[&str] = &[
    "name",
    "domain",
    "aliases",
    "date",
    "kind",
    "url",
    "lei",
    "crunchbase",
    "harmonic",
    "linkedin",
    "boost",
    "shake",
    "not",
];
/// Keys of a company that are its name at a service.
const SERVICES: &[&str] = &[
    "ticker",
    "cik",
    "wikidata",
    "greenhouse",
    "ashby",
    "lever",
    "smartrecruiters",
    "personio",
    "recruitee",
    "workable",
    "workday",
    "careers",
    "github",
    "companies_house",
    "yc",
];
const YOUR_KEYS: &[&str] = &["kind", "name", "date"];
/// Keys that note-taking programs write on their own account.
const FOREIGN_KEYS: &[&str] =
    &["tags", "created", "updated", "modified", "cssclasses", "publish", "links", "cover", "up"];

impl Workspace {
    pub(super) fn read_you(&mut self, problems: &mut Diagnostics) {
        let Some(file) = self.read("me.md", problems) else { return };
        self.you = self.dossier(file, Scope::You, problems);
        self.check_keys(&self.you, YOUR_KEYS, problems);
        for observation in
            self.you.observations.iter().filter(|o| !o.signal.starts_with("self.") && !o.signal.starts_with("role."))
        {
            let message = format!("`{}` in me.md counts for every role of every company", observation.signal);
            let problem = Diagnostic::warning(Code::UnusableSignal, message).at(self.line_of(observation));
            problems.push(problem.help("move it to the role or company that it is about"));
        }
    }

    pub(super) fn read_companies(&mut self, problems: &mut Diagnostics) {
        for name in disk::list(&self.root, "companies", &[".md", ".csv"], problems) {
            let path = format!("companies/{name}");
            let stem = stem(&name);
            let Some(file) = self.read(&path, problems) else { continue };
            if name.ends_with(".csv") {
                let observations = self.csv(file, Scope::Company, problems);
                self.company_entry(&stem).observations.extend(observations);
                continue;
            }
            let dossier = self.dossier(file, Scope::Company, problems);
            self.check_keys(&dossier, &[COMPANY_KEYS, SERVICES].concat(), problems);
            if dossier.front.span.is_none() {
                problems.push(no_front_matter(file, "name: Acme\ndomain: acme.example", Severity::Warning));
            }
            let prospects = prospects(&dossier, problems);
            let company = Company {
                id: stem.clone(),
                name: front_text(&dossier.front, "name").unwrap_or_else(|| stem.clone()),
                aliases: dossier.front.list("aliases"),
                domain: front_text(&dossier.front, "domain"),
                ids: pinned(&dossier.front),
                not: dossier.front.list("not"),
            };
            if let Some(other) =
                self.companies.iter().find(|known| known.company.id != stem && share_a_name(&known.company, &company))
            {
                let message = format!(
                    "companies/{}.md is about `{}`, too; roles get the facts of one of them",
                    other.company.id, company.name
                );
                let at = dossier.front.text("name").map_or(Span::new(file, 0, 0), |name| name.span);
                problems.push(
                    Diagnostic::error(Code::DuplicateId, message)
                        .at(at)
                        .help("put all facts of a company into one file"),
                );
            }
            let entry = self.company_entry(&stem);
            entry.company = company;
            entry.observations.extend(dossier.observations);
            entry.open = dossier.open;
            entry.sections = dossier.sections;
            entry.prospects = prospects;
        }
        self.companies.sort_by(|a, b| a.company.id.cmp(&b.company.id));
    }

    pub(super) fn read_roles(&mut self, problems: &mut Diagnostics) {
        let names = disk::list(&self.root, "roles", &[".md", ".csv"], problems);
        for name in names.iter().filter(|name| name.ends_with(".md")) {
            let Some(file) = self.read(&format!("roles/{name}"), problems) else { continue };
            let role = self.role(file, &stem(name), problems);
            if let Some(first) = self.roles.iter().find(|known| known.role.id.eq_ignore_ascii_case(&role.role.id)) {
                let message =
                    format!("roles/{}.md has the id `{}`, too; this file is left out", first.stem, first.role.id);
                let problem = Diagnostic::error(Code::DuplicateId, message).at(Span::new(file, 0, 0));
                problems.push(problem.help("rename the file, or change `id:` in its front matter"));
                continue;
            }
            self.roles.push(role);
        }
        for name in names.iter().filter(|name| name.ends_with(".csv")) {
            let path = format!("roles/{name}");
            let Some(file) = self.read(&path, problems) else { continue };
            let observations = self.csv(file, Scope::Role, problems);
            let id = stem(name);
            match self.roles.iter_mut().find(|role| role.stem == id) {
                Some(role) => role.observations.extend(observations),
                None => {
                    let near = nearest(&id, self.roles.iter().map(|role| role.stem.as_str()));
                    let problem =
                        Diagnostic::error(Code::NotLookedAt, format!("there is no roles/{id}.md for these signals"));
                    problems.push(problem.in_path(path).suggest(near, "name the file after its role"));
                }
            }
        }
        self.roles.sort_by(|a, b| a.role.id.cmp(&b.role.id));
        if self.roles.is_empty() {
            let problem = Diagnostic::error(Code::EmptyWorkspace, "there is no role in `roles/`");
            problems.push(problem.help("write one: skiplevel new role Acme \"Engineering Manager, Payments\""));
        }
    }

    fn role(&mut self, file: FileId, stem: &str, problems: &mut Diagnostics) -> RoleDossier {
        let dossier = self.dossier(file, Scope::Role, problems);
        self.check_keys(&dossier, ROLE_KEYS, problems);
        let front = &dossier.front;
        if front.span.is_none() {
            problems.push(no_front_matter(
                file,
                "company: acme\ntitle: Engineering Manager, Payments",
                Severity::Error,
            ));
        } else if front.is_readable {
            for (key, what) in [("company", "the name or file of the employer"), ("title", "the job title")] {
                if front.text(key).is_none() {
                    let problem = Diagnostic::error(Code::MissingKey, format!("`{key}` is missing"));
                    let at = front.key_span(&self.files, key).unwrap_or(Span::new(file, 0, 3));
                    problems.push(problem.at(at).help(format!("add `{key}:`, {what}")));
                }
            }
        }
        let named = front_text(front, "company").unwrap_or_default();
        let (company_id, company) = self.employer(&dossier, &named, problems);
        let role = Role {
            id: front_text(front, "id").unwrap_or_else(|| stem.to_owned()),
            company_id,
            company,
            title: front_text(front, "title").unwrap_or_else(|| stem.to_owned()),
            stage: front_text(front, "stage"),
        };
        RoleDossier {
            role,
            stem: stem.to_owned(),
            prospects: prospects(&dossier, problems),
            observations: dossier.observations,
            open: dossier.open,
            sections: dossier.sections,
            finds: Vec::new(),
        }
    }

    /// The company with this file name, name, alias or domain; capitals do not matter.
    #[must_use]
    pub fn company_called(&self, named: &str) -> Option<&CompanyDossier> {
        let fits = |company: &Company| {
            let names = [Some(&company.id), Some(&company.name), company.domain.as_ref()];
            let mut names = names.into_iter().flatten().chain(&company.aliases);
            names.any(|name| name.to_lowercase() == named.to_lowercase())
        };
        self.companies.iter().find(|known| fits(&known.company))
    }

    /// The company that a role names.
    fn employer(&self, dossier: &Dossier, named: &str, problems: &mut Diagnostics) -> (String, String) {
        if let Some(found) = self.company_called(named) {
            return (found.company.id.clone(), found.company.name.clone());
        }
        if let Some(span) = dossier.front.text("company").map(|company| company.span) {
            let known =
                self.companies.iter().flat_map(|known| [known.company.id.as_str(), known.company.name.as_str()]);
            let names = self.companies.iter().map(|known| known.company.name.as_str());
            let near = nearest(named, names).or_else(|| nearest(named, known));
            let message = format!("there is no file in `companies/` for `{named}`");
            let problem = match near {
                Some(_) => Diagnostic::error(Code::UnknownCompany, message),
                None => Diagnostic::warning(Code::UnknownCompany, message),
            };
            let help = format!(
                "the role is scored without company facts; add them with: skiplevel new company {}",
                shell_word(named)
            );
            problems.push(problem.at(span).suggest(near, help));
        }
        (named.to_owned(), named.to_owned())
    }

    fn dossier(&self, file: FileId, scope: Scope, problems: &mut Diagnostics) -> Dossier {
        let context = Context { catalogue: &self.catalogue, trust: &self.trust, scope };
        read_dossier(&self.files, file, context, problems)
    }

    fn csv(&self, file: FileId, scope: Scope, problems: &mut Diagnostics) -> Vec<Observation> {
        read_signals_csv(&self.files, file, &self.catalogue, scope, problems)
    }

    fn company_entry(&mut self, id: &str) -> &mut CompanyDossier {
        let at = self.companies.iter().position(|known| known.company.id == id).unwrap_or_else(|| {
            let company = Company { id: id.to_owned(), name: id.to_owned(), ..Company::default() };
            self.companies.push(CompanyDossier { company, ..CompanyDossier::default() });
            self.companies.len() - 1
        });
        &mut self.companies[at]
    }

    fn check_keys(&self, dossier: &Dossier, known: &[&str], problems: &mut Diagnostics) {
        for key in dossier.front.entries.keys() {
            if known.contains(&key.as_str()) || FOREIGN_KEYS.contains(&key.as_str()) {
                continue;
            }
            let Some(span) = dossier.front.key_span(&self.files, key) else { continue };
            let problem = Diagnostic::warning(Code::UnknownKey, format!("`{key}` is not a key of this front matter"));
            problems.push(
                problem.at(span).suggest(nearest(key, known.iter().copied()), format!("keys are {}", known.join(", "))),
            );
        }
    }
}

/// What a company is called elsewhere, as its file says.
fn pinned(front: &FrontMatter) -> BTreeMap<String, String> {
    let id = |service: &&str| front_text(front, service).map(|id| ((*service).to_owned(), id));
    SERVICES.iter().filter_map(id).collect()
}

/// `boost:` and `shake:` of a front matter: chances between 0 and 1, together at most 1.
fn prospects(dossier: &Dossier, problems: &mut Diagnostics) -> Prospects {
    let mut read = |key: &str| {
        let text = dossier.front.text(key)?;
        let chance = text.value.parse::<f64>().ok().filter(|chance| (0.0..=1.0).contains(chance));
        if chance.is_none() {
            let message = format!("`{key}` is `{}`; expected a chance from 0 to 1", text.value);
            problems.push(Diagnostic::error(Code::BadSetting, message).at(text.span));
        }
        chance
    };
    let found = Prospects { boost: read("boost"), shake: read("shake") };
    let (boost, shake) = (found.boost.unwrap_or(0.0), found.shake.unwrap_or(0.0));
    if boost + shake > 1.0 {
        let message = format!("`boost` and `shake` are {} together; expected at most 1", boost + shake);
        let at = dossier.front.text("shake").map(|text| text.span);
        let problem = Diagnostic::error(Code::BadSetting, message);
        problems.push(at.map_or_else(|| problem.clone(), |at| problem.clone().at(at)));
    }
    found
}

/// Whether a role that names one company could mean the other.
fn share_a_name(a: &Company, b: &Company) -> bool {
    let names = |company: &Company| -> Vec<String> {
        let own = [company.id.clone(), company.name.clone()];
        own.iter().chain(&company.aliases).map(|name| name.to_lowercase()).collect()
    };
    let others = names(b);
    names(a).iter().any(|name| others.contains(name))
}

fn no_front_matter(file: FileId, example: &str, severity: Severity) -> Diagnostic {
    let message = "this file does not begin with front matter";
    let problem = match severity {
        Severity::Error => Diagnostic::error(Code::NoFrontMatter, message),
        _ => Diagnostic::warning(Code::NoFrontMatter, message),
    };
    let shown = example.replace('\n', " / ");
    problem.at(Span::new(file, 0, 0)).help(format!("begin it with: --- / {shown} / ---  (one line each)"))
}

/// File name without its endings: `acme.collected.csv` belongs to `acme`.
fn stem(name: &str) -> String {
    let base = name.strip_suffix(".md").or_else(|| name.strip_suffix(".csv")).unwrap_or(name);
    base.strip_suffix(".collected").unwrap_or(base).to_owned()
}
