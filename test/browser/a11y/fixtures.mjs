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

// What must be said about each bad page, so that nothing passes by another complaint.
const said = {
  '01-trap': /trap|not reached/, '01-order': /another order/, '02-div-button': /not reachable/, '02-mousedown': /when pressed/, '03-no-outline': /hardly seen/, '03-covered': /covered/,
  '04-select-leads': /leads away/, '04-focus-jumps': /does not stay/, '05-dead-skip': /nowhere/, '05-hidden-skip': /not seen/, '06-no-state': /does not open/, '07-clipped': /cut off/,
  '08-wide': /too wide/, '08-turned': /hidden or turned/, '09-tight': /cut off/, '10-pale': /^text/m, '10-border': /^control/m, '10-icon': /^icon/m, '10-picture': /over a picture/,
  '11-moves': /changes for more/, '11-slides': /animation of more/, '11-smooth': /less motion/, '12-time-out': /by itself/, '12-refresh': /refreshes/, '13-title': /lacks the heading/,
  '14-two-h1': /2 h1/, '14-skip': /skipped/, '14-bold': /looks like/, '15-br-list': /made with br/, '15-number-ul': /numbers in ul/, '15-table': /without th/, '16-here': /says nothing: こちら/,
  '16-same-text': /2 targets/, '16-file': /kind of file/, '16-window': /window unsaid/, '17-file-name': /alt says nothing/, '17-empty': /empty alt/, '17-svg': /neither named/,
  '18-spaced': /spaced/, '18-half': /half-width/, '18-sign': /some machines/, '19-red': /sensory/, '20-lang': /page lang/, '20-part': /Korean/, '21-placeholder': /no visible label/,
  '21-group': /without fieldset/, '21-required': /必須/, '22-silent': /no error summary/, '23-stores': /does not show/, '24-other-menu': /another menu/, '25-autoplay': /by itself/,
  '25-frame': /without title/, '26-small': /target of/, '27-tabindex': /tabindex 3/, '28-needs-script': /without script/, '29-no-edge': /no edge/,
  axe: /aria-roles/, alfa: /sia-r64/, ibm: /label_ref_valid|input_label/, vnu: /Duplicate ID/, hv: /wcag\/h37|element-permitted/,
};

const numbers = [...new Set([...Object.keys(still), ...Object.keys(behaviour), 10, 24].map(Number))].sort((a, b) => a - b);
const pages = readdirSync(new URL('bad/', import.meta.url)).filter((f) => f.endsWith('.html')).sort();
// Some checks wait for seconds: three at a time.
const jobs = [];
const job = (f) => jobs.push(f);
for (const f of pages) job(async () => {
  const n = Number(f.slice(0, 2));
  const found = n ? await run(n, `/bad/${f}`) : await ask(f.replace('.html', ''), `/bad/${f}`);
  const spoken = n ? found.join('\n') : found.map((x) => `${x.rule} ${x.what}`).join('\n');
  check(said[f.replace('.html', '')]?.test(spoken), `bad/${f} is found`, spoken);
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
