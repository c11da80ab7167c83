//! What an entry of Wikidata states, as far as it is used.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::model::{Date, PartialDate};
use crate::source::lenient::{lenient, text};

/// Classes of what employs people and has a website: business, enterprise, company, public company, software company,
/// technology company, subsidiary, organisation, multinational, privately held company, corporation, conglomerate,
/// bank, airline, car maker, retail chain, state-owned enterprise, non-profit organisation.
const CLASSES: &[&str] = &[
    "Q4830453",
    "Q6881511",
    "Q783794",
    "Q891723",
    "Q1058914",
    "Q18388277",
    "Q658255",
    "Q43229",
    "Q161726",
    "Q1589009",
    "Q167037",
    "Q778575",
    "Q22687",
    "Q46970",
    "Q786820",
    "Q507619",
    "Q270791",
    "Q163740",
];
/// What only such entries have: legal form, stock exchange, CIK, LEI, number at Companies House.
const MARKS: &[&str] = &["P1454", "P414", "P5531", "P1278", "P2622"];

/// An entry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Entity {
    #[serde(deserialize_with = "text")]
    pub id: String,
    /// Present, whatever its value, when there is no such entry.
    missing: Option<Value>,
    #[serde(deserialize_with = "lenient")]
    labels: BTreeMap<String, Word>,
    #[serde(deserialize_with = "lenient")]
    aliases: BTreeMap<String, Vec<Word>>,
    #[serde(deserialize_with = "lenient")]
    descriptions: BTreeMap<String, Word>,
    /// An empty list, not an empty object, where there are none.
    #[serde(deserialize_with = "lenient")]
    claims: BTreeMap<String, Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Word {
    #[serde(deserialize_with = "text")]
    value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Statement {
    #[serde(deserialize_with = "lenient")]
    mainsnak: Snak,
    #[serde(deserialize_with = "text")]
    rank: String,
    #[serde(deserialize_with = "lenient")]
    qualifiers: BTreeMap<String, Vec<Snak>>,
    #[serde(deserialize_with = "lenient")]
    references: Vec<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Snak {
    #[serde(deserialize_with = "text")]
    snaktype: String,
    #[serde(deserialize_with = "lenient")]
    datavalue: Datum,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Datum {
    value: Value,
}

/// A number of employees.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Count {
    pub number: f64,
    /// As stated, such as `3500 to 3600`.
    pub bounds: Option<String>,
    pub on: Option<PartialDate>,
    pub has_reference: bool,
    pub is_preferred: bool,
    /// Of a country or a part of the company.
    pub is_part: bool,
}

impl Entity {
    pub(super) fn is_missing(&self) -> bool {
        self.missing.is_some()
    }

    /// Its name, in English where there is one.
    pub(super) fn label(&self) -> &str {
        let label = self.labels.get("en").or_else(|| self.labels.values().next());
        label.map_or("", |label| label.value.as_str())
    }

    /// What it is, in a few words.
    pub(super) fn description(&self) -> &str {
        self.descriptions.get("en").map_or("", |words| words.value.as_str())
    }

    /// All its names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.labels.values().chain(self.aliases.values().flatten()).map(|word| word.value.as_str())
    }

    /// Whether it is something that employs people.
    pub(super) fn is_company(&self) -> bool {
        let has_class =
            self.statements("P31").filter_map(|s| s.mainsnak.item()).any(|id| CLASSES.contains(&id.as_str()));
        has_class || MARKS.iter().any(|mark| self.claims.contains_key(*mark))
    }

    /// Since when it is no more, if so.
    pub(super) fn dissolved(&self, today: Date) -> Option<PartialDate> {
        self.statements("P576").filter_map(|statement| statement.mainsnak.date()).find(|date| date.first() <= today)
    }

    /// Since when it is.
    pub(super) fn founded(&self) -> Option<PartialDate> {
        self.best("P571").into_iter().find_map(|statement| statement.mainsnak.date())
    }

    /// Addresses of its website.
    pub(super) fn websites(&self) -> Vec<String> {
        self.texts("P856")
    }

    /// The texts of a property that hold today, each once.
    pub(super) fn texts(&self, property: &str) -> Vec<String> {
        let mut texts: Vec<String> = self.best(property).iter().filter_map(|s| s.mainsnak.text()).collect();
        texts.sort();
        texts.dedup();
        texts
    }

    /// The texts of a qualifier of a property's statements, each once: the ticker at a stock exchange.
    pub(super) fn qualified(&self, property: &str, qualifier: &str) -> Vec<String> {
        let best = self.best(property);
        let snaks = best.iter().filter_map(|statement| statement.qualifiers.get(qualifier)).flatten();
        let mut texts: Vec<String> = snaks.filter_map(Snak::text).collect();
        texts.sort();
        texts.dedup();
        texts
    }

    /// All numbers of employees that nobody withdrew.
    pub(super) fn employees(&self) -> Vec<Count> {
        self.statements("P1128").filter_map(|statement| statement.count()).collect()
    }

    fn statements(&self, property: &str) -> impl Iterator<Item = Statement> {
        let all = self.claims.get(property).and_then(Value::as_array).into_iter().flatten();
        let statements = all.filter_map(|statement| serde_json::from_value(statement.clone()).ok());
        statements.filter(|statement: &Statement| statement.rank != "deprecated")
    }

    /// The preferred statements, else the normal ones; without those that have an end.
    fn best(&self, property: &str) -> Vec<Statement> {
        let current: Vec<Statement> =
            self.statements(property).filter(|statement| !statement.qualifiers.contains_key("P582")).collect();
        let has_preferred = current.iter().any(|statement| statement.rank == "preferred");
        current.into_iter().filter(|statement| !has_preferred || statement.rank == "preferred").collect()
    }
}

impl Statement {
    fn count(&self) -> Option<Count> {
        let value = self.mainsnak.value()?;
        let number = amount(value, "amount").filter(|number| (1.0..=3_000_000.0).contains(number))?;
        let bounds = amount(value, "lowerBound").zip(amount(value, "upperBound"));
        let dates = self.qualifiers.get("P585").into_iter().flatten().filter_map(Snak::date);
        Some(Count {
            number,
            bounds: bounds.filter(|(low, high)| low < high).map(|(low, high)| format!("{low} to {high}")),
            on: dates.max(),
            has_reference: !self.references.is_empty(),
            is_preferred: self.rank == "preferred",
            is_part: ["P518", "P642", "P3831"].iter().any(|part| self.qualifiers.contains_key(*part)),
        })
    }
}

impl Snak {
    fn value(&self) -> Option<&Value> {
        (self.snaktype == "value").then_some(&self.datavalue.value)
    }

    fn text(&self) -> Option<String> {
        self.value()?.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn item(&self) -> Option<String> {
        self.value()?.get("id")?.as_str().map(str::to_owned)
    }

    /// As exact as stated; decades and centuries are none.
    fn date(&self) -> Option<PartialDate> {
        let value = self.value()?;
        let width = match value.get("precision")?.as_u64()? {
            9 => 4,
            10 => 7,
            11 => 10,
            _ => return None,
        };
        value.get("time")?.as_str()?.strip_prefix('+')?.get(..width)?.parse().ok()
    }
}

/// Amounts are texts with a sign.
fn amount(value: &Value, key: &str) -> Option<f64> {
    let number: f64 = value.get(key)?.as_str()?.trim_start_matches('+').parse().ok()?;
    number.is_finite().then_some(number)
}
