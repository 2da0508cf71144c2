// Proves that every check can fire: each page in bad/ has one barrier, and the check that its name begins with must
// find it; good.html has none, and no check may complain.   node a11y/fixtures.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { check, finish, launch } from '../lib.mjs';
import { across, behaviour, inside, openAll, pictureContrast, spy } from './behave.mjs';
import * as engine from './engines.mjs';
import { es5 } from './es5.mjs';
import { contrast, facts, overPictures, still } from './inpage.mjs';

const good = readFileSync(new URL('good.html', import.meta.url), 'utf8');
const names = { n: 'お名前', m: 'メールアドレス' };
// What a good form answers: errors with a summary, or a page to confirm.
function answer(form) {
  const empty = Object.keys(names).filter((k) => !form.get(k));
  if (!empty.length) {
    return good.replace(/<form[\s\S]*<\/form>/, `<dl><dt>お名前</dt><dd>${form.get('n')}</dd><dt>メールアドレス</dt><dd>${form.get('m')}</dd></dl>
<form method="post" action="/done"><button name="go" value="back">戻って変更する</button><button>この内容で送る</button></form>`);
  }
  let text = good.replace('<title>', '<title>エラー：').replace('id="o"', `id="o" value="${form.get('o')}"`);
  for (const k of empty) text = text.replace(`id="${k}"`, `id="${k}" aria-invalid="true" aria-describedby="${k}-e"`).replace(`<p><label for="${k}"`, `<p id="${k}-e">${names[k]}を書いてください。</p><p><label for="${k}"`);
  return text.replace('<form', `<div role="alert"><h2>エラーがあります</h2><ul>${empty.map((k) => `<li><a href="#${k}">${names[k]}を書いてください</a></li>`).join('')}</ul></div><form`);
}
const server = createServer((q, r) => {
  const send = (t) => { r.setHeader('content-type', 'text/html; charset=utf-8'); r.end(t); };
  if (q.method === 'POST') {
    let body = '';
    q.on('data', (d) => { body += d; });
    q.on('end', () => send(q.url === '/good' ? answer(new URLSearchParams(body)) : '<!DOCTYPE html><html lang="ja"><title>受付</title><h1>受け付けました</h1></html>'));
  } else if (/^\/bad\/[\w-]+\.html$/.test(q.url)) send(readFileSync(new URL(`.${q.url}`, import.meta.url), 'utf8'));
  else send(good);
});
await new Promise((ok) => { server.listen(0, '127.0.0.1', ok); });
const root = `http://127.0.0.1:${server.address().port}`;

const browser = await launch();
async function open(path) {
  const c = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 } });
  const p = await c.newPage();
  await spy(p);
  await p.goto(root + path);
  return p;
}
const fact = async (path) => { const p = await open(path); const f = await inside(p, facts); await p.context().close(); return { path, ...f }; };
const goodFacts = await fact('/good.html');

// One check by its number on one page.
async function run(n, path) {
  if (n === 24) return across([goodFacts, { ...(await fact(path)), title: path }]).filter((b) => b.n === 24).map((b) => b.what);
  const p = await open(path);
  if (still[n] || n === 10) await openAll(p);
  let found;
  if (n === 10) found = [...await inside(p, contrast), ...await pictureContrast(p, await inside(p, overPictures))];
  else found = still[n] ? await inside(p, still[n]) : await behaviour[n](p);
  await p.context().close();
  return found;
}
const engines = { axe: engine.axe, alfa: engine.alfa, ibm: engine.ibm };
async function ask(id, path) {
  const text = await (await fetch(root + path)).text();
  if (id === 'vnu') return (await engine.vnu(new Map([[path, text]]))).get(path);
  if (id === 'hv') return engine.kept(await engine.htmlValidate(text));
  const p = await open(path);
  await openAll(p);
  const found = engine.kept(await engines[id](p));
  await p.context().close();
  return found;
}

const numbers = [...new Set([...Object.keys(still), ...Object.keys(behaviour), 10, 24].map(Number))].sort((a, b) => a - b);
const pages = readdirSync(new URL('bad/', import.meta.url)).filter((f) => f.endsWith('.html')).sort();
// Some checks wait for seconds: three at a time.
const jobs = [];
const job = (f) => jobs.push(f);
for (const f of pages) job(async () => {
  const n = Number(f.slice(0, 2));
  const found = n ? await run(n, `/bad/${f}`) : await ask(f.replace('.html', ''), `/bad/${f}`);
  check(found.length > 0, `bad/${f} is found`);
});
for (const n of numbers) job(async () => {
  check(pages.some((f) => Number(f.slice(0, 2)) === n), `check ${n} has a bad page`);
  const found = await run(n, '/good.html');
  check(found.length === 0, `check ${n} is content with good.html`, found.join('\n'));
});
for (const { id } of engine.engines) job(async () => {
  check(pages.includes(`${id}.html`), `${id} has a bad page`);
  const found = await ask(id, '/good.html');
  check(found.length === 0, `${id} is content with good.html`, JSON.stringify(found, null, 1));
});
await Promise.all([1, 2, 3].map(async () => { for (let f = jobs.shift(); f; f = jobs.shift()) await f(); }));
check(across([{ ...goodFacts, path: 'a' }, { ...goodFacts, path: 'b' }]).some((b) => b.n === 13), 'two pages with one title are found');
check(es5('var a = function () { return 1; };').length === 0, 'ES5 parses');
for (const text of ['const a = 1;', 'var f = () => 1;', 'var s = `x`;', 'a?.b;', 'class A {}', 'for (var x of y) {}']) check(es5(text).length > 0, `not ES5 is found: ${text}`);
await browser.close();
server.close();
finish();
