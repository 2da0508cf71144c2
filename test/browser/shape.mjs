// The structure of our pages does not depend on what the records say: every page of planted.c, once with hostile and
// once with harmless text in the data, has the same elements with the same attributes, and so have JSON-LD (names
// and kinds of values), feeds and sitemaps (tags). Usage: shape.mjs PLANTED CALM HOSTILE TEXTS (test/oracle/planted.c)
import { spawnSync } from 'node:child_process';
import { parse } from 'parse5';

const r = spawnSync(process.argv[2], process.argv.slice(3), { maxBuffer: 1 << 30 });
if (r.status !== 0) throw new Error(`planted: ${r.status} ${r.signal} ${r.stderr}`);
const part = r.stdout.toString('utf8').split('\0').slice(0, -1);
const pages = [];
for (let i = 0; i < part.length; i += 4) pages.push({ address: part[i], type: part[i + 1], calm: part[i + 2], hostile: part[i + 3] });

let passed = 0, failed = 0;
const check = (ok, why) => {
  if (ok) { passed++; return; }
  failed++;
  if (failed < 20) console.log(`FAIL ${why}`);
};

const jsonShape = (v) => Array.isArray(v) ? `[${v.map(jsonShape)}]` : v && typeof v === 'object' ? `{${Object.keys(v).map((k) => k + ':' + jsonShape(v[k]))}}` : typeof v;
function json(text) {
  try { return jsonShape(JSON.parse(text)); } catch (e) { return `not JSON: ${e.message}`; }
}
// One line for an element, in the order of the document: path, name, attributes.
function dom(node, path, lines) {
  for (const c of node.childNodes ?? []) {
    if (c.nodeName === '#comment' || c.nodeName === '#documentType') lines.push(`${path}/${c.nodeName}`);
    if (!c.tagName) continue;
    const own = `${path}/${c.tagName}`;
    lines.push(`${own}[${c.attrs.map((a) => a.name)}]`);
    if (c.tagName === 'script' && c.childNodes.length) lines.push(json(c.childNodes[0].value));
    else if (c.tagName === 'template') dom(c.content, own, lines);
    else dom(c, own, lines);
  }
  return lines;
}
const tags = (text) => [...text.matchAll(/<([^\s<>]+)([^<>]*)>/g)].map((m) => `${m[1]} ${[...m[2].matchAll(/([\w:-]+)="[^"]*"/g)].map((a) => a[1])}`);
const shape = (type, text) => /html/.test(type) ? dom(parse(text), '', []) : /json/.test(type) ? [json(text)] : /xml/.test(type) ? tags(text) : null;

function difference(a, b) {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i === a.length && i === b.length ? '' : `${i}: ${a[i]} <> ${b[i]}`;
}

const seen = { html: 0, json: 0, xml: 0 }, caught = { '&lt;': 0, '&quot;': 0, '&#34;': 0 };
let withText = 0;
for (const p of pages) {
  const calm = shape(p.type, p.calm);
  if (!calm) continue;
  for (const kind in seen) if (p.type.includes(kind)) { seen[kind]++; break; }
  check(!difference(calm, shape(p.type, p.hostile)), `${p.address}: ${difference(calm, shape(p.type, p.hostile))}`);
  if (p.calm !== p.hostile) withText++;
  // Were one place of the page written without escaping, it would be seen: the page with the first such place undone.
  if (!/html/.test(p.type)) continue;
  for (const e in caught) {
    const at = p.hostile.indexOf(e + (e === '&lt;' ? 'script' : ''));
    if (at < 0) continue;
    const broken = p.hostile.slice(0, at) + (e === '&lt;' ? '<' : '"') + p.hostile.slice(at + e.length);
    if (difference(calm, shape(p.type, broken))) caught[e]++;
  }
}
console.log(`${pages.length} addresses, ${withText} pages with planted text, ${JSON.stringify(seen)}, broken ones noticed: ${JSON.stringify(caught)}`);
check(seen.html > 200 && seen.xml > 8 && withText > 200, 'too few pages were looked at');
check(caught['&lt;'] > 50, 'a place of the text written without escaping would not be noticed');
check(caught['&quot;'] + caught['&#34;'] > 10, 'a place of an attribute written without escaping would not be noticed');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
