//! Fields of JSON that are read as far as they make sense. Services change the type of a field without a word; what
//! cannot be read is as if it were missing, and does not cost the rest of the page.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A value of the wanted shape, else the default.
pub(super) fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(field: D) -> Result<T, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(field)?).unwrap_or_default())
}

/// A text, or a number as text; without spaces around. Everything else is empty.
pub(super) fn text<'de, D: Deserializer<'de>>(field: D) -> Result<String, D::Error> {
    Ok(match Value::deserialize(field)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    })
}

/// A number, or a text that holds one.
pub(super) fn number<'de, D: Deserializer<'de>>(field: D) -> Result<Option<f64>, D::Error> {
    let number = match Value::deserialize(field)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    Ok(number.filter(|number: &f64| number.is_finite()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Row {
        #[serde(default, deserialize_with = "text")]
        id: String,
        #[serde(default, deserialize_with = "number")]
        size: Option<f64>,
        #[serde(default, deserialize_with = "lenient")]
        tags: Vec<String>,
    }

    #[test]
    fn other_types_than_expected_do_not_cost_the_row() {
        let row = |json: &str| serde_json::from_str::<Row>(json).expect("a row");
        let read = row(r#"{"id": 7, "size": "41", "tags": ["a"]}"#);
        assert_eq!((read.id.as_str(), read.size, read.tags.len()), ("7", Some(41.0), 1));
        let read = row(r#"{"id": null, "size": "NaN", "tags": {}}"#);
        assert_eq!((read.id.as_str(), read.size, read.tags.len()), ("", None, 0));
        assert_eq!(row("{}").size, None);
    }
}
