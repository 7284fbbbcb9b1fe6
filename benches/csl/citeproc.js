// Runs citeproc-js on a request file of `ibid process`; prints the bibliography as text.
// usage: node citeproc.js REQUEST STYLE.csl LOCALE.xml      (npm install citeproc beside it)
const fs = require("fs");
const CSL = require("citeproc");
const [request, style, locale] = process.argv.slice(2).map((path) => fs.readFileSync(path, "utf8"));
const { items } = JSON.parse(request);
const byId = new Map(items.map((item) => [String(item.id), item]));
const sys = { retrieveLocale: () => locale, retrieveItem: (id) => byId.get(String(id)) };
const engine = new CSL.Engine(sys, style, "en-US", true);
engine.setOutputFormat("text");
engine.updateItems(items.map((item) => item.id));
const [, entries] = engine.makeBibliography();
process.stdout.write(entries.join(""));
