//! The things that are compared.

use std::collections::BTreeMap;

/// An employer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// File name without ending: `acme`.
    pub id: String,
    /// Name as written.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Web domain.
    pub domain: Option<String>,
    /// What it is called elsewhere, as pinned by a person: `greenhouse` to `acme`, `cik` to `320193`.
    pub ids: BTreeMap<String, String>,
    /// What it is not, as `greenhouse:acme`: matches that a person ruled out.
    pub not: Vec<String>,
}

/// A job at an employer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Role {
    /// File name without ending: `acme-payments-em`.
    pub id: String,
    /// The employer's id; the name as written when there is no file for it.
    pub company_id: String,
    /// The employer's name.
    pub company: String,
    /// Job title.
    pub title: String,
    /// How far the conversation has come, as written: `interviewing`, `offer`.
    pub stage: Option<String>,
}
