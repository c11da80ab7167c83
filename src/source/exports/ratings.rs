//! Ratings that a person looked up and typed (SOURCES H3): the sites themselves forbid programs.

use super::table::{Row, facts_of_rows, has_columns};
use crate::model::{Observation, Page, PartialDate, SourceKind, Value};
use crate::source::reading::page;
use crate::source::{About, Holds, Reading, Source, Subject, Use};

/// A table with a metric, a value and the size of the sample.
pub(in crate::source) struct Ratings;

const TABLE: &str = "table";
/// Fewer reviews say nothing (SIGNALS, `company.review_rating`).
const LEAST_SAMPLE: f64 = 20.0;

impl Source for Ratings {
    fn about(&self) -> About {
        About {
            name: "ratings",
            title: "table of ratings",
            holds: Holds::ManyCompanies,
            kind: SourceKind::EmployeeReviews,
            use_: Use::ByHand,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let Some(page) = page(pages, TABLE) else { return super::only_files(self.about().name) };
        facts_of_rows(subject, page, |row| rating(subject, page, row)).unwrap_or_else(Reading::from)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        has_columns(text, &["company", "metric", "value"]).then_some(TABLE)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(TABLE)
    }
}

/// The observation of a row; else what is to be said of it.
fn rating(subject: &Subject, page: &Page, row: &Row<'_>) -> Result<Observation, String> {
    let metric = row.get(&["metric"]).unwrap_or_default().to_lowercase().replace([' ', '-'], "_");
    let site = row.get(&["source"]).unwrap_or("somebody");
    let told = row.get(&["value"]).unwrap_or("nothing");
    let remark = |why: &str| Err(format!("{site} {metric}: {told}; {why}"));
    let Some(on) = row.date(&["observedon", "date"]) else { return remark("no day is given, so it is left out") };
    // Sentiment runs from -2 to 2, so its sign counts.
    let signed = row.get(&["value"]).and_then(|text| text.parse::<f64>().ok()).filter(|value| value.is_finite());
    let Some(value) = row.number(&["value"]).or(signed) else { return remark("this is no number") };
    let observe = |signal: &str, value: f64, kind: SourceKind| {
        let url = row.get(&["url"]).unwrap_or(&page.request.url);
        let note = row.get(&["samplesize"]).map(|size| format!("{size} answers"));
        Ok(Observation { note, ..seen(subject, signal, value, on, kind, site, url) })
    };
    match metric.as_str() {
        "overall" => {
            let most = row.number(&["scalemax"]).unwrap_or(5.0);
            let sample = row.number(&["samplesize"]).unwrap_or(0.0);
            let scaled = if most > 0.0 { 5.0 * value / most } else { 0.0 };
            if sample < LEAST_SAMPLE {
                return remark("fewer than 20 reviews, so it is left out");
            }
            if !(1.0..=5.0).contains(&scaled) {
                return remark("this does not fit its scale");
            }
            observe("company.review_rating", (scaled * 1e6).round() / 1e6, SourceKind::EmployeeReviews)
        }
        "customer_sentiment" if (-2.0..=2.0).contains(&value) && value.fract() == 0.0 => {
            observe("company.customer_sentiment", value, SourceKind::ForumPost)
        }
        "headcount" if value >= 1.0 => observe("company.headcount", value, SourceKind::Aggregator),
        "headcount_engineering" if value >= 1.0 => observe("department.eng_headcount", value, SourceKind::Aggregator),
        _ => remark("no signal is made of it"),
    }
}

fn seen(
    subject: &Subject,
    signal: &str,
    value: f64,
    on: PartialDate,
    kind: SourceKind,
    site: &str,
    url: &str,
) -> Observation {
    subject.observe(signal, Value::Number(value), on, kind, site, url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::exports::testing::{facts, saved, subject};

    const HEAD: &str = "company,domain,source,metric,value,scale_max,sample_size,observed_on,url,note\n";

    fn read_rows(rows: &str) -> Reading {
        Ratings.read(&subject("Dune Freight", "dunefreight.example"), &[saved(TABLE, &format!("{HEAD}{rows}"))])
    }

    #[test]
    fn a_rating_of_enough_people_counts_on_a_scale_to_five() {
        let reading = read_rows(
            "Dune Freight,dunefreight.example,glassdoor,overall,3.9,5,212,2026-11-18,https://g.example/d,\n\
             Dune Freight,dunefreight.example,kununu,overall,72,100,40,2026-11-18,,\n\
             Dune Freight,dunefreight.example,blind,overall,4.2,5,18,2026-11-10,,\n\
             Dune Freight,dunefreight.example,glassdoor,ceo_approval,71,100,120,2026-11-18,,\n",
        );
        assert_eq!(facts(&reading), ["company.review_rating 3.9 2026-11-18", "company.review_rating 3.6 2026-11-18"]);
        assert_eq!(reading.observations[0].origin, "glassdoor");
        assert_eq!(
            reading.remarks,
            [
                "blind overall: 4.2; fewer than 20 reviews, so it is left out",
                "glassdoor ceo_approval: 71; no signal is made of it"
            ]
        );
    }

    #[test]
    fn sentiment_has_a_sign_and_nonsense_is_named() {
        let reading = read_rows(
            "Dune Freight,,forum,customer_sentiment,-1,2,,2026-11-01,,\n\
             Dune Freight,,linkedin,headcount,\"1,240\",,,2026-11-01,,\n\
             Dune Freight,,glassdoor,overall,9,5,200,2026-11-01,,\n\
             Dune Freight,,glassdoor,overall,NaN,5,200,2026-11-01,,\n\
             Dune Freight,,glassdoor,overall,4,5,200,,,\n",
        );
        assert_eq!(facts(&reading), ["company.customer_sentiment -1 2026-11-01", "company.headcount 1240 2026-11-01"]);
        assert_eq!(reading.remarks.len(), 3, "{:?}", reading.remarks);
    }
}
