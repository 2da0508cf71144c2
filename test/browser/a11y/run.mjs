// The gate: every page type of both sites under the five engines, the scripted checks and all themes.
//   KENMIN_BASE=http://127.0.0.1:8080 node a11y/run.mjs [full] [write]
// full: Alfa and IBM on every page, every behaviour check on every page, text sizes in every theme.
// only=WORDS: the whole gate for page types that match the expression WORDS; the others are asked what is quick (the two
// checkers of HTML, the still checks) and keep the rest of what the document says.
// write: writes doc/accessibility.md; otherwise it is compared with what was found (the date aside).
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { base, check, collect, context, finish, launch, shape } from '../lib.mjs';
import { across, behaviour, inside, openAll, pictureContrast, spy } from './behave.mjs';
import * as engine from './engines.mjs';
import { es5 } from './es5.mjs';
import { contrast, facts, overPictures, still } from './inpage.mjs';
import { documentOf } from './report.mjs';

const full = process.argv.includes('full');
const write = process.argv.includes('write');
const only = new RegExp(process.argv.find((a) => a.startsWith('only='))?.slice(5) ?? '');
const themes = ['', 'bg-black', 'bg-blue', 'bg-yellow'];
const sizes = full ? ['', 'fs-l', 'fs-xl'] : [''];
// States that no link leads to.
const states = ['/no-such-page', '/aikasanet/no-such-page', '/search?q=%E3%81%94%E3%81%BF', '/search?q=zzzzqqqq', '/aikasanet/search?q=zzzzqqqq', '/groups?q=zzzzqqqq', '/events/calendar?month=1990-13'];
// The behaviour checks run on these in the short run: each layout once, and the states.
const chosen = new Set(['/', '/aikasanet/', '/groups', '/groups/N', '/events', '/events/calendar', '/grants/N', '/pages/S', '/consult', '/search?', '/no-such-page', '/aikasanet/offers', '/aikasanet/members/search', '/aikasanet/interviews/N', '/aikasanet/login', '/aikasanet/offers/N', '/register/form/npo']);

// Alfa and IBM, which need seconds a page, are asked about these in the short run.
const heavy = new Set([...chosen, '/events/N', '/reports/N', '/books/N', '/news/N', '/newsletters', '/center', '/links', '/sitemap', '/accessibility', '/register', '/open-data', '/aikasanet/guide', '/aikasanet/forms', '/aikasanet/members/N', '/aikasanet/offers/past', '/aikasanet/offers/N/join', '/aikasanet/help/join', '/aikasanet/register']);

const name = (path) => (states.includes(path) ? decodeURI(path) : shape(path));
const results = new Map(); // page type -> { axe, alfa, ibm, vnu, hv, own }: numbers of findings
const tell = (path, column, complaints) => {
  const row = results.get(name(path));
  row[column] = (row[column] ?? 0) + complaints.length;
  check(complaints.length === 0, `${path} ${column}`, complaints.slice(0, 6).join('\n'));
};
const words = (found) => engine.kept(found).map((f) => `${f.rule}: ${f.what} ${f.where}`);

const browser = await launch();
const { pages, broken } = await collect(['/', '/aikasanet/']);
check(broken.length === 0, 'no link leads nowhere', broken.join('\n'));
check(pages.length > 80, 'finds the pages of both sites', pages.length);
pages.push(...states);
for (const path of pages) results.set(name(path), {});
const texts = new Map();
const known = { super: [], aika: [] };
const scripts = new Set();

async function asked(page, path) {
  const text = texts.get(path);
  tell(path, 'hv', words(await engine.htmlValidate(text)));
  if (!only.test(name(path))) return;
  await openAll(page);
  tell(path, 'axe', words(await engine.axe(page)));
  if (!full && !heavy.has(name(path))) return;
  tell(path, 'alfa', words(await engine.alfa(page)));
  tell(path, 'ibm', words(await engine.ibm(page)));
}

async function own(page, path) {
  for (const [n, f] of Object.entries(still)) tell(path, 'own', (await inside(page, f)).map((c) => `check ${n}: ${c}`));
  if (!only.test(name(path))) return;
  for (const theme of themes) for (const size of sizes) {
    const bad = await page.evaluate((c) => { document.documentElement.className = `${document.documentElement.className.replace(/\b(bg|fs)-\w+/g, '')} ${c}`; }, `${theme} ${size}`).then(() => inside(page, contrast));
    tell(path, 'own', bad.map((c) => `check 10 (${theme || 'white'}${size ? ` ${size}` : ''}): ${c}`));
  }
  await page.evaluate(() => { document.documentElement.className = document.documentElement.className.replace(/\b(bg|fs)-\w+/g, ''); });
  tell(path, 'own', (await pictureContrast(page, await inside(page, overPictures))).map((c) => `check 10: ${c}`));
}

const cheap = [7, 8, 9];
async function behave(page, path) {
  const numbers = Object.keys(behaviour).map(Number).filter((n) => full || cheap.includes(n) || chosen.has(name(path)));
  for (const n of numbers) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(base + path, { waitUntil: 'load' });
    let found;
    try { found = await behaviour[n](page); } catch (e) { found = [String(e.message).slice(0, 300)]; }
    tell(path, 'own', found.map((c) => `check ${n}: ${c}`));
  }
}

async function visit(c, path) {
  const page = await c.newPage();
  await spy(page);
  const reply = await page.goto(base + path, { waitUntil: 'load' });
  texts.set(path, await reply.text());
  (path.startsWith('/aikasanet') ? known.aika : known.super).push({ path, ...await inside(page, facts) });
  for (const src of await page.evaluate(() => [...document.scripts].filter((s) => s.src).map((s) => s.src))) scripts.add(src);
  await own(page, path);
  await asked(page, path);
  if (only.test(name(path))) await behave(page, path);
  await page.close();
}
const queue = [...pages];
const all = queue.length;
await Promise.all([1, 2, 3].map(async () => {
  const c = await context(browser, { viewport: { width: 1280, height: 900 } });
  for (let path = queue.shift(); path; path = queue.shift()) {
    if (queue.length % 10 === 0) console.log(`${all - queue.length - 1} of ${all} pages`);
    await visit(c, path);
  }
}));
for (const [path, found] of await engine.vnu(texts)) tell(path, 'vnu', words(found));

// Filtered and sorted lists may have the title of the list; the states are compared as well.
for (const site of Object.values(known)) {
  const list = site.sort((a, b) => pages.indexOf(a.path) - pages.indexOf(b.path));
  for (const b of across(list.filter((f) => !f.path.includes('?')))) tell(b.path, 'own', [`check ${b.n}: ${b.what}`]);
}
const asset = new URL('../../../asset/', import.meta.url);
for (const f of readdirSync(asset, { recursive: true }).filter((x) => x.endsWith('.js') && !/admin|editor/.test(x))) check(es5(readFileSync(new URL(f, asset), 'utf8')).length === 0, `asset/${f} is ES5`, es5(readFileSync(new URL(f, asset), 'utf8')).join());
for (const src of scripts) { const bad = es5(await (await fetch(src)).text()); check(bad.length === 0, `${src} is ES5`, bad.join()); }

const file = new URL('../../../doc/accessibility.md', import.meta.url);
const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
const text = documentOf({ results, chromium: browser.version(), old, write });
if (write) writeFileSync(file, text);
else {
  const timeless = (s) => s.replace(/^Date: .*$/m, '').replace(/^(\| Chromium \|).*$/m, '$1');
  const lines = (s) => new Set(timeless(s).split('\n'));
  const [a, b] = [lines(old), lines(text)];
  check(timeless(old) === timeless(text), 'doc/accessibility.md is what was found (test/suite/64-a11y write)', [...[...a].filter((l) => !b.has(l)).map((l) => `- ${l}`), ...[...b].filter((l) => !a.has(l)).map((l) => `+ ${l}`)].slice(0, 20).join('\n'));
}
await browser.close();
finish();
