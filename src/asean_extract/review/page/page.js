"use strict";
// Texts are anybody's: they reach the page as text nodes only, never as HTML.
const [DOC, REC, KIND, TYPE, LABEL, DATE, YEARS, COUNTRIES, INITIATIVES, CHANGE, ID, WHO] = Array(12).keys();
const NOISE = new Set(["navigation", "share", "newsletter", "related", "foreign", "duplicate", "notice"]);
const META = new Set(["byline", "dateline", "credit"]);
const PAGE = 200; // rows shown at once
const KINDS = ["event", "commitment", "figure", "initiative"];

const at = (id) => document.getElementById(id);
const parsed = (id) => JSON.parse(at(id).textContent);
const index = parsed("index");
const opened = new Map();
const main = at("main");
const controls = ["q", "type", "from", "to", "country", "initiative", "changed"];

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key in element && key !== "list") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function opening(d) {
  if (!opened.has(d)) opened.set(d, parsed(`d${d}`));
  return opened.get(d);
}

const link = (d, id) => `#/${encodeURIComponent(index.documents[d][0])}${id ? `/${encodeURIComponent(id)}` : ""}`;

function route() {
  const [name, id] = location.hash.replace(/^#\/?/, "").split("/").map((part) => {
    try { return decodeURIComponent(part); } catch { return part; }
  });
  return { d: name ? index.documents.findIndex((doc) => doc[0] === name) : -1, id: id || null, name };
}

// ---- filters
function wanted() {
  const value = Object.fromEntries(controls.map((id) => [id, at(id).value]));
  return {
    words: value.q.toLocaleLowerCase("en").split(/\s+/).filter(Boolean), type: value.type, country: value.country,
    initiative: value.initiative, from: value.from === "" ? null : Number(value.from),
    to: value.to === "" ? null : Number(value.to), changed: at("changed").checked,
  };
}

function matches(row, w) {
  if (w.type && row[KIND] !== w.type && `${row[KIND]}:${row[TYPE]}` !== w.type) return false;
  if (w.country && !row[COUNTRIES].includes(w.country)) return false;
  if (w.initiative && !row[INITIATIVES].includes(w.initiative)) return false;
  if (w.changed && !row[CHANGE]) return false;
  if (w.from !== null && !(row[YEARS] && row[YEARS][1] >= w.from)) return false;
  if (w.to !== null && !(row[YEARS] && row[YEARS][0] <= w.to)) return false;
  if (!w.words.length) return true;
  const hay = `${row[LABEL]} ${row[WHO]} ${row[TYPE]} ${index.documents[row[DOC]][1]} ${index.documents[row[DOC]][2]}`;
  const found = hay.toLocaleLowerCase("en");
  return w.words.every((word) => found.includes(word));
}

function options(select, values) {
  for (const [value, shown] of values) select.append(make("option", { value, textContent: shown }));
}

function fillFilters() {
  const tally = (values) => [...values.reduce((m, v) => m.set(v, (m.get(v) || 0) + 1), new Map())];
  for (const kind of KINDS) {
    const types = tally(index.rows.filter((r) => r[KIND] === kind).map((r) => r[TYPE])).sort();
    if (!types.length) continue;
    options(at("type"), [[kind, `every ${kind}`]]);
    options(at("type"), types.filter(([t]) => t).map(([t, n]) => [`${kind}:${t}`, `${kind}, ${t.replaceAll("_", " ")} (${n})`]));
  }
  let names = null;
  try { names = new Intl.DisplayNames("en", { type: "region" }); } catch { /* codes will do */ }
  const named = (code) => { try { return names ? names.of(code) : code; } catch { return code; } };
  const countries = tally(index.rows.flatMap((r) => r[COUNTRIES])).map(([c, n]) => [c, `${named(c)} (${n})`]);
  options(at("country"), countries.sort((a, b) => (a[1] < b[1] ? -1 : 1)));
  options(at("initiative"), tally(index.rows.flatMap((r) => r[INITIATIVES])).sort().map(([i, n]) => [i, `${i} (${n})`]));
  options(at("document"), index.documents.map((doc) => [doc[0], `${doc[1]}: ${doc[2]}`]));
  at("changed-only").hidden = !index.diff;
}

// ---- overview
const said = (text) => { at("said").textContent = text; };
const chip = (kind, type) => make("span", { className: `chip ${kind}`, textContent: (type || kind).replaceAll("_", " ") });
const badge = (change) => (change ? make("span", { className: "badge", textContent: change }) : null);
const dated = (row) => [row[YEARS] ? row[YEARS][0] : 99999, row[DATE] || "", row[DOC], row[REC]];
const byDate = (a, b) => { const x = dated(a), y = dated(b); for (let i = 0; i < 4; i++) if (x[i] !== y[i]) return x[i] < y[i] ? -1 : 1; return 0; };

function chart(rows) {
  const counts = new Map();
  for (const row of rows) if (row[YEARS]) counts.set(row[YEARS][0], (counts.get(row[YEARS][0]) || 0) + 1);
  if (!counts.size) return null;
  const years = [...counts.keys()].sort((a, b) => a - b);
  const first = years[0], last = years[years.length - 1], most = Math.max(...counts.values());
  const NS = "http://www.w3.org/2000/svg", width = 1000, height = 140, step = width / (last - first + 1);
  const draw = (tag, properties, text) => {
    const element = document.createElementNS(NS, tag);
    for (const [key, value] of Object.entries(properties)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img", preserveAspectRatio: "none",
    "aria-label": `Events by year, ${first} to ${last}; at most ${most} in a year` });
  for (const [year, count] of counts) {
    const tall = Math.max(2, (count / most) * (height - 30));
    const bar = draw("rect", { x: (year - first) * step + step * 0.1, y: height - 10 - tall, width: step * 0.8, height: tall });
    bar.append(draw("title", {}, `${year}: ${count}`));
    bar.addEventListener("click", () => { at("from").value = at("to").value = year; show(); });
    svg.append(bar);
  }
  const scale = make("p", { className: "quiet", textContent: first === last ? `${first}` : `${first} to ${last}; a bar is a year, a click shows it alone` });
  return make("div", {}, svg, scale);
}

function listing(rows, draw, className) {
  const list = make("ol", { className });
  let shown = 0;
  const more = make("button", { type: "button", className: "more" });
  const add = () => {
    const next = rows.slice(shown, shown + PAGE);
    for (const row of next) list.append(...draw(row));
    shown += next.length;
    more.textContent = `Show ${Math.min(PAGE, rows.length - shown)} more of ${rows.length}`;
    more.hidden = shown >= rows.length;
  };
  more.addEventListener("click", () => { const before = list.children.length; add(); list.children[before]?.querySelector("a")?.focus(); });
  add();
  return [list, more];
}

function overview() {
  const w = wanted();
  const rows = index.rows.filter((row) => matches(row, w)).sort(byDate);
  const counts = KINDS.map((kind) => [kind, rows.filter((row) => row[KIND] === kind).length]);
  const documents = [...new Set(rows.map((row) => row[DOC]))];
  const parts = [make("ul", { className: "tiles" },
    make("li", {}, make("b", { textContent: documents.length }), make("span", { textContent: `of ${index.documents.length} documents` })),
    ...counts.map(([kind, n]) => make("li", {}, make("b", { textContent: n }), make("span", { textContent: `${kind}s` }))))];
  if (index.diff) {
    parts.push(make("h2", { textContent: "Against the older output" }), make("p", { textContent: index.diff.summary }));
    if (index.diff.since.length) parts.push(make("ul", {}, ...index.diff.since.map((t) => make("li", { textContent: t }))));
  }
  const bars = chart(rows.filter((row) => row[KIND] === "event"));
  parts.push(make("h2", { textContent: "Timeline" }), bars);
  let year = null;
  parts.push(...listing(rows, (row) => {
    const head = row[YEARS] ? String(row[YEARS][0]) : "no year";
    const items = head === year ? [] : [make("li", { className: "year", textContent: head })];
    year = head;
    items.push(make("li", {}, make("a", { href: link(row[DOC], row[ID]) },
      make("span", { className: "date", textContent: row[DATE] || "no date" }), chip(row[KIND], row[TYPE]),
      make("span", { className: "label" }, row[LABEL], badge(row[CHANGE])),
      make("span", { className: "from", textContent: index.documents[row[DOC]][1] }))));
    return items;
  }, "rows"));
  const filtered = rows.length !== index.rows.length;
  const listed = filtered ? documents.sort((a, b) => a - b) : index.documents.map((_, d) => d);
  parts.push(make("h2", { textContent: "Documents" }), ...listing(listed, (d) => [make("li", {}, make("a", { href: link(d) },
    make("span", { className: "label", textContent: index.documents[d][2] }),
    make("span", { className: "from", textContent: index.documents[d][1] }),
    make("span", { className: "quiet", textContent: `${index.documents[d][3]} articles${index.diff ? `, ${index.documents[d][4]} changes` : ""}` })))], "rows docs"));
  main.replaceChildren(...parts.filter(Boolean));
  said(`${rows.length} of ${index.rows.length} records`);
}

// ---- one document
function fields(pairs) {
  return make("dl", {}, ...pairs.flatMap(([key, words]) => [make("dt", { textContent: key.replaceAll("_", " ") }), make("dd", { textContent: words })]));
}

function changeLines(change) {
  const rows = change.fields.flatMap(([key, was, now]) => [make("dt", { textContent: key }),
    make("dd", {}, was === null ? "nothing" : make("del", { textContent: was }), " became ", now === null ? "nothing" : make("ins", { textContent: now }))]);
  return make("div", {}, make("p", {}, make("strong", { textContent: `${change.kind}, ${change.severity}` })),
    rows.length ? make("dl", {}, ...rows) : null,
    change.causes.length ? make("p", { className: "quiet", textContent: `because ${change.causes.join("; ")}` }) : null);
}

const quotes = (words) => words.map((text) => make("p", { className: "quote", textContent: text }));

function card(record, r) {
  const body = make("div", { className: "body", id: `b${r}`, hidden: true });
  const head = make("button", { type: "button", "aria-expanded": "false", "aria-controls": `b${r}` },
    make("span", { className: "date", textContent: record.date || "" }), chip(record.kind, record.type), badge(record.change?.kind),
    make("span", { className: "label", textContent: record.label }));
  head.addEventListener("click", () => (head.getAttribute("aria-expanded") === "true" ? select(null) : select(r)));
  const item = make("li", { id: `r${r}` }, head, body);
  item.fill = () => { // filled when it is opened: a document may hold hundreds
    if (body.childElementCount) return;
    body.append(...[record.change ? changeLines(record.change) : null, fields([...record.fields, ["id", record.id]]), ...quotes(record.words)].filter(Boolean));
  };
  return item;
}

let current = { d: -1, chosen: null };

function openDocument(d) {
  const doc = opening(d), w = wanted();
  const text = make("section", { className: "text", tabIndex: 0, ariaLabel: "Source text" });
  if (!doc.text.length) text.append("The source text is not at hand.");
  for (const [words, kind, uses] of doc.text) {
    const own = uses.filter(([, use]) => use === "o"), read = uses.filter(([, use]) => use === "e");
    const tint = own.length ? doc.records[own[0][0]].kind : "";
    const base = NOISE.has(kind) ? "noise" : META.has(kind) ? "meta" : kind === "title" ? "title" : "";
    const piece = make(own.length ? "mark" : "span", { className: [base, tint, !own.length && read.length ? "evidence" : ""].join(" ").trim(), textContent: words });
    if (base === "noise") piece.title = `set aside: ${kind}`;
    if (uses.length) { piece.dataset.r = uses.map(([r]) => r).join(" "); piece.dataset.o = own.map(([r]) => r).join(" "); }
    text.append(piece);
  }
  text.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-r]");
    if (!piece || !getSelection().isCollapsed) return;
    const records = [...new Set([...piece.dataset.o.split(" "), ...piece.dataset.r.split(" ")].filter(Boolean).map(Number))];
    const next = records[(records.indexOf(current.chosen) + 1) % records.length];
    select(next, { focus: true });
  });
  const cards = make("ol", { className: "cards", ariaLabel: "Records" });
  const visible = new Set(index.rows.filter((row) => row[DOC] === d && matches(row, w)).map((row) => row[REC]));
  const plain = !Object.entries(w).some(([key, value]) => (key === "words" ? value.length : value !== null && value !== "" && value !== false));
  let heading = "";
  doc.records.forEach((record, r) => {
    if (record.kind === "entity" ? !plain : !visible.has(r)) return;
    const article = record.article === null ? "Persons, organisations, countries" : articleName(doc, record.article);
    if (article !== heading) { cards.append(make("li", { className: "part" }, make("h3", { textContent: article }))); heading = article; }
    cards.append(card(record, r));
  });
  for (const gone of doc.gone) {
    cards.append(make("li", { className: "gone" }, make("div", { className: "body" }, make("p", {}, chip(gone.what, gone.what), badge("removed"), " ", make("del", { textContent: gone.label })), ...quotes(gone.words), changeLines(gone))));
  }
  const published = doc.articles.map((article) => article.published).filter(Boolean).join(", ");
  main.replaceChildren(make("h2", { textContent: index.documents[d][2] }),
    make("p", { className: "quiet", textContent: `${doc.source}${published ? `, dated ${published}` : ""}` }),
    make("div", { className: "both" }, text, cards));
  said(`${cards.querySelectorAll("li[id]").length} records`);
  current = { d, chosen: null };
}

function articleName(doc, a) {
  const article = doc.articles[a];
  return article.title || `Article ${a + 1}`;
}

function select(r, { focus = false, quiet = false } = {}) {
  for (const element of main.querySelectorAll(".on, .near")) element.classList.remove("on", "near");
  for (const head of main.querySelectorAll('.cards button[aria-expanded="true"]')) {
    head.setAttribute("aria-expanded", "false");
    at(head.getAttribute("aria-controls")).hidden = true;
  }
  current.chosen = r;
  const item = r === null ? null : at(`r${r}`);
  if (!quiet) history.replaceState(null, "", link(current.d, r === null ? null : opening(current.d).records[r].id));
  if (!item) return;
  item.fill();
  item.classList.add("on");
  const head = item.querySelector("button");
  head.setAttribute("aria-expanded", "true");
  at(`b${r}`).hidden = false;
  let first = null;
  for (const piece of main.querySelectorAll(".text [data-r]")) {
    const own = piece.dataset.o.split(" ").includes(String(r));
    if (!own && !piece.dataset.r.split(" ").includes(String(r))) continue;
    const mention = opening(current.d).records[r].kind === "entity";
    piece.classList.add(own || mention ? "on" : "near");
    first ??= piece;
  }
  reveal(first, main.querySelector(".text"));
  reveal(item, main.querySelector(".cards"));
  if (focus) head.focus({ preventScroll: true });
}

// Scrolls within the box where it scrolls by itself, and the page where it does not (on a narrow screen).
function reveal(element, box) {
  if (!element) return;
  if (box.scrollHeight <= box.clientHeight + 1 || getComputedStyle(box).overflowY === "visible") {
    element.scrollIntoView({ block: "nearest" });
    return;
  }
  const top = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < 0 || top + element.offsetHeight > box.clientHeight) box.scrollTop += top - box.clientHeight / 4;
}

// ---- moving about
function show() {
  const { d, id, name } = route();
  at("document").value = d >= 0 ? index.documents[d][0] : "";
  if (d < 0) {
    current = { d: -1, chosen: null };
    overview();
    if (name) said(`No document is called ${name}.`);
    return;
  }
  openDocument(d);
  const r = id === null ? -1 : opening(d).records.findIndex((record) => record.id === id);
  if (r >= 0) select(r, { quiet: true });
  else if (id !== null) said(`No record of this document has the id ${id}.`);
}

function step(by) {
  const heads = [...main.querySelectorAll(current.d < 0 ? ".rows a" : ".cards > li[id] button")];
  if (!heads.length) return;
  const here = heads.indexOf(current.d < 0 ? document.activeElement : at(`r${current.chosen}`)?.querySelector("button"));
  const next = heads[Math.min(heads.length - 1, Math.max(0, here + by))];
  if (current.d < 0) next.focus(); else select(Number(next.parentElement.id.slice(1)), { focus: true });
}

function nextDocument(by) {
  const d = current.d + by;
  if (d >= 0 && d < index.documents.length) location.hash = link(d);
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape") { if (typing) event.target.blur(); else location.hash = "#/"; return; }
  if (typing) return;
  const moves = { "/": () => at("q").focus(), j: () => step(1), k: () => step(-1), "]": () => nextDocument(1), "[": () => nextDocument(-1) };
  if (moves[event.key]) { event.preventDefault(); moves[event.key](); }
});

let waiting = 0;
function soon() { clearTimeout(waiting); waiting = setTimeout(show, 120); }

fillFilters();
for (const id of controls) at(id).addEventListener(id === "q" ? "input" : "change", soon);
at("filters").addEventListener("submit", (event) => event.preventDefault());
at("filters").addEventListener("reset", () => setTimeout(show));
at("document").addEventListener("change", (event) => { location.hash = event.target.value ? `#/${encodeURIComponent(event.target.value)}` : "#/"; });
addEventListener("hashchange", () => { show(); scrollTo(0, 0); main.focus({ preventScroll: true }); });
addEventListener("beforeprint", () => { for (const item of main.querySelectorAll(".cards > li[id]")) item.fill(); });
show();
