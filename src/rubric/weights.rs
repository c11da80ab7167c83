//! A workspace's own group weights.

use std::collections::BTreeMap;

use super::Rubric;

impl Rubric {
    /// The same rubric with other group weights (any scale, not negative, not all zero; groups not named keep
    /// theirs, counted in points of 100). Shares inside a group stay (METHOD 5.1). `None` when all weights are zero.
    #[must_use]
    pub fn with_group_weights(&self, points: &BTreeMap<String, f64>) -> Option<Self> {
        let wanted: Vec<f64> =
            self.groups.iter().map(|group| points.get(&group.id).copied().unwrap_or(100.0 * group.weight)).collect();
        let total: f64 = wanted.iter().sum();
        if total <= 0.0 || !total.is_finite() {
            return None;
        }
        let mut rubric = self.clone();
        for (group, points) in rubric.groups.iter_mut().zip(wanted) {
            group.weight = points / total;
            for criterion in &mut group.criteria {
                criterion.weight = group.weight * criterion.share;
            }
        }
        Some(rubric)
    }
}
