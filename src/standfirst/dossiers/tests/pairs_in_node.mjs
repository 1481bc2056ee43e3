// Runs dossier.js on stand-ins for the few parts of a page that it touches, and prints what each pair of days shows.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [script, path] = process.argv.slice(2);
const given = JSON.parse(readFileSync(path));
const cells = given.cells.map(([about, kind]) => ({
  dataset: { about, kind }, text: "",
  replaceChildren() { this.text = ""; },
  append(...parts) { this.text += parts.join(""); },
}));
const inputs = { "as-of": { value: "" }, "known-on": { value: "" } };
const heard = { textContent: "" }, table = { hidden: true }, listeners = {};
const form = {
  elements: inputs, checkValidity: () => true,
  addEventListener: (name, act) => { listeners[name] = act; },
};
const box = {
  dataset: given.box, hidden: true,
  querySelector(selector) {
    const word = /^template\[data-word="(.*)"\]$/.exec(selector);
    if (word) {
      if (!given.words.includes(word[1])) throw new Error(`no word ${word[1]}`);
      return { content: { cloneNode: () => word[1] } };
    }
    return { form, "[role=status]": heard, table }[selector];
  },
  querySelectorAll: () => cells,
};
vm.runInNewContext(readFileSync(script, "utf8"), {
  document: { querySelector: () => box }, location: { hash: "" }, history: { replaceState() {} },
  URLSearchParams, FormData: class { *[Symbol.iterator]() {} }, Date, Error,
  fetch: async (name) => ({ ok: name in given.files, status: 404, json: async () => given.files[name] }),
});
const found = [];
for (const [day, known] of given.pairs) {
  inputs["as-of"].value = day;
  inputs["known-on"].value = known;
  heard.textContent = "";
  listeners.change();
  while (!heard.textContent) await new Promise((done) => setTimeout(done, 1));
  if (heard.textContent === given.box.failed) throw new Error(`${day} ${known}: failed`);
  found.push(cells.map((cell) => cell.text));
}
console.log(JSON.stringify(found));
