"use strict";
(() => {
  const data = JSON.parse(document.getElementById("weights-data").textContent);
  const form = document.getElementById("weights");
  const cards = document.getElementById("cards");
  const inputs = [...form.querySelectorAll("input")];
  const round = (x) => String(Math.round(x));
  // The same sum in the same order as the program's: criteria weighted within groups, groups by points, then the limit.
  const score = (role, weights, which) => {
    let sum = 0;
    role.groups.forEach((group, at) => { sum += weights[at] * group[which]; });
    return role.limit ? Math.min(sum, role.limit[which]) : sum;
  };
  const show = () => {
    const points = inputs.map((input) => Number(input.value));
    const total = points.reduce((a, b) => a + b, 0);
    inputs.forEach((input, at) => {
      const share = total > 0 ? Math.round((100 * points[at]) / total) + " %" : "–";
      input.parentElement.querySelector("output").textContent = share;
    });
    if (total <= 0) { return; }
    const weights = points.map((p) => p / total);
    const found = data.roles.map((role, at) => ({ at, id: role.id, low: score(role, weights, 0), best: score(role, weights, 1), high: score(role, weights, 2) }));
    const isChanged = points.some((p, at) => p !== data.points[at]);
    form.dataset.scores = JSON.stringify(found);
    document.getElementById("weights-note").hidden = !isChanged;
    found.sort((a, b) => b.best - a.best || b.low - a.low || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    found.forEach((role) => {
      const card = cards.querySelector('[data-at="' + role.at + '"]');
      card.querySelector(".big").textContent = round(role.best);
      card.querySelector(".range-words").textContent = round(role.low) + " to " + round(role.high);
      const drawing = card.querySelector("svg.dot");
      const x = (s) => Math.round(10 * (6 + 2 * Math.min(100, Math.max(0, s)))) / 10;
      drawing.querySelector(".range").setAttribute("x", x(role.low));
      drawing.querySelector(".range").setAttribute("width", Math.max(1, x(role.high) - x(role.low)));
      drawing.querySelector(".best").setAttribute("cx", x(role.best));
      drawing.setAttribute("aria-label", round(role.best) + ", from " + round(role.low) + " to " + round(role.high) + " of 100");
      cards.append(card);
    });
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("reset", () => { setTimeout(show); });
  show();
})();
