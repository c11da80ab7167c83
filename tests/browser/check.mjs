// Looks at the report in a headless browser: node tests/browser/check.mjs PROGRAM [--shots FOLDER]
// Wants `puppeteer-core` and `axe-core` (npm) and a Chromium; .ci/run installs them.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const modules = createRequire(join(process.env.BROWSER_MODULES ?? process.cwd(), "x.js"));
const puppeteer = modules("puppeteer-core");
const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");
const program = resolve(process.argv[2] ?? "target/debug/skiplevel");
const shots = process.argv[3] === "--shots" ? process.argv[4] : null;
const work = mkdtempSync(join(tmpdir(), "skiplevel-browser-"));
const faults = [];
const fault = (words) => { faults.push(words); console.log("FAULT " + words); };

const report = (folder, file) => {
  const path = join(work, file);
  execFileSync(program, ["compare", "-C", folder, "--format", "html", "-o", path, "-q"]);
  return pathToFileURL(path).href;
};
const scores = (folder) => {
  const answer = JSON.parse(execFileSync(program, ["compare", "-C", folder, "--format", "json", "-q"]));
  return new Map(answer.roles.map((role) => [role.role, role.score]));
};

const offers = resolve("examples/offers");
const twelve = join(work, "twelve");
mkdirSync(join(twelve, "roles"), { recursive: true });
writeFileSync(join(twelve, "skiplevel.toml"), "as_of = 2026-11-20\n");
for (let at = 0; at < 12; at += 1) {
  const name = at === 3 ? "Averyveryverylongcompanynamewithoutanyspaceinitatall".repeat(3) : at === 5 ? "株式会社ながいなまえのかいしゃ" : "Company " + at;
  writeFileSync(join(twelve, "roles", `role-${at}.md`),
    `---\ncompany: ${name}\ntitle: Engineering Manager, Team ${at}\n---\n\n## 2026-11-02 — Dana, hiring manager (call)\n\ndepartment.eng_headcount:: ${40 + 9 * at}\nm2_internal_promotions_12m:: ${at % 4}\nculture.autonomy:: ${at % 3}\n`);
}
const client = () => {
  execFileSync(program, ["compare", "brassvane", "-C", offers, "--client-view", "--pack", join(work, "pack"), "-q"]);
  return pathToFileURL(join(work, "pack", "report.html")).href;
};
const pages = [["offers", report(offers, "offers.html")], ["twelve", report(twelve, "twelve.html")], ["client", client()]];

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});

const open = async (url, width, scheme) => {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  page.on("console", (message) => { if (message.type() === "error") { fault(`${url} ${width} ${scheme}: console: ${message.text()}`); } });
  page.on("pageerror", (error) => fault(`${url} ${width} ${scheme}: ${error}`));
  page.on("request", (request) => { if (request.url() !== url && !request.url().startsWith("data:")) { fault(`${url}: asks for ${request.url()}`); } });
  await page.goto(url);
  return page;
};
// What the README shows, by width and scheme.
const SHOTS = { "1280 light": "report.png", "360 dark": "report-narrow.png" };

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [name, url] of pages) {
  for (const width of [360, 1280]) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(url, width, scheme);
      const wide = await overflow(page);
      if (wide > 0) { fault(`${name} ${width} ${scheme}: ${wide} pixels too wide`); }
      await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
      if (await overflow(page) > 0) { fault(`${name} ${width} ${scheme}: too wide when all is open`); }
      // The policy of the page forbids scripts of others, so the checker comes in through the debugger.
      const client = await page.createCDPSession();
      await client.send("Runtime.evaluate", { expression: axe });
      const found = await client.send("Runtime.evaluate", {
        expression: "axe.run().then((r) => JSON.stringify(r.violations.map((v) => [v.impact, v.id, v.nodes.slice(0, 2).map((n) => n.html)])))",
        awaitPromise: true, returnByValue: true,
      });
      for (const [impact, id, nodes] of JSON.parse(found.result.value)) {
        if (impact === "serious" || impact === "critical") { fault(`${name} ${width} ${scheme}: ${impact} ${id}: ${nodes.join(" ").slice(0, 300)}`); }
      }
      const shot = name === "offers" ? SHOTS[`${width} ${scheme}`] : undefined;
      if (shots && shot) {
        await page.evaluate(() => { document.querySelectorAll("details").forEach((fold) => { fold.open = false; }); window.scrollTo(0, 0); });
        await page.screenshot({ path: join(shots, shot), clip: { x: 0, y: 0, width, height: width > 400 ? 760 : 900 } });
      }
      await page.close();
    }
  }
}

{ // Printed on A4, nothing stands over the edge.
  const page = await open(pages[0][1], 718, "light");
  await page.emulateMediaType("print");
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
  const wide = await overflow(page);
  if (wide > 0) { fault(`printed: ${wide} pixels too wide`); }
  const pdf = await page.pdf({ format: "A4" });
  if (pdf.length < 10_000) { fault("printing gives nothing"); }
  await page.close();
}

{ // Folds open with the keyboard.
  const page = await open(pages[0][1], 1280, "light");
  await page.focus("details.criterion summary");
  await page.keyboard.press("Enter");
  if (!(await page.evaluate(() => document.querySelector("details.criterion").open))) { fault("a fold does not open with Enter"); }
  await page.close();
}

{ // Sliders compute what the program computes with the same weights.
  const page = await open(pages[0][1], 1280, "light");
  const groups = await page.evaluate(() => [...document.querySelectorAll("#weights input")].map((input) => input.name));
  for (const points of [[10, 40, 5, 25, 15, 5], [0, 0, 0, 0, 0, 100], [1, 2, 3, 4, 5, 6]]) {
    const shown = JSON.parse(await page.evaluate((points) => {
      const inputs = [...document.querySelectorAll("#weights input")];
      inputs.forEach((input, at) => { input.value = points[at]; });
      inputs[0].dispatchEvent(new Event("input", { bubbles: true }));
      return document.getElementById("weights").dataset.scores;
    }, points));
    const folder = join(work, "weights-" + points.join("-"));
    cpSync(offers, folder, { recursive: true });
    const settings = readFileSync(join(offers, "skiplevel.toml"), "utf8");
    writeFileSync(join(folder, "skiplevel.toml"), settings + "\n[weights]\n" + groups.map((group, at) => `${group} = ${points[at]}\n`).join(""));
    const computed = scores(folder);
    for (const role of shown) {
      const wanted = computed.get(role.id);
      for (const key of ["low", "best", "high"]) {
        if (Math.abs(role[key] - wanted[key]) > 1e-5) { fault(`sliders ${points}: ${role.id} ${key} ${role[key]}, the program says ${wanted[key]}`); }
      }
    }
    const order = await page.evaluate(() => [...document.querySelectorAll("#cards .card")].map((card) => Number(card.querySelector(".big").textContent)));
    if (order.some((score, at) => at > 0 && score > order[at - 1])) { fault(`sliders ${points}: cards are not in order: ${order}`); }
  }
  await page.close();
}

{ // Without scripts everything can be read, and the sliders are not there.
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(pages[0][1]);
  const text = await page.$eval("main", (main) => main.innerText);
  if (!text.includes("The roles side by side") || text.includes("What if other things mattered")) { fault("without scripts the page is not as it should be"); }
  await page.close();
}

await browser.close();
console.log(faults.length === 0 ? "the report is sound in the browser" : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
