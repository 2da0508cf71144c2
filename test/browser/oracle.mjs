// The parser of browsers (parse5) as the judge of our markup: whatever goes into the sanitiser, only allowed
// elements, attributes and addresses come out, nested as we wrote them; and whatever string goes into a template,
// the page keeps its shape. Usage: oracle.mjs RENDER [TEXTS]   (the program test/oracle/render.c; a file of more texts,
// each ended by NUL). ORACLE_SEED=n repeats.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseFragment } from 'parse5';

const program = process.argv[2];
let passed = 0, failed = 0;
const fail = (name, input, why) => {
  failed++;
  if (failed < 20) console.log(`FAIL ${name}: ${why}\n  in: ${JSON.stringify(input).slice(0, 600)}`);
};

function render(mode, texts) {
  const r = spawnSync(program, [mode], { input: texts.map((t) => t.replaceAll('\0', '') + '\0').join(''), maxBuffer: 1 << 30 });
  if (r.status !== 0) throw new Error(`render ${mode}: ${r.status} ${r.signal} ${r.stderr}`);
  const out = r.stdout.toString('utf8').split('\0').slice(0, -1);
  if (out.length !== texts.length) throw new Error(`render ${mode}: ${out.length} of ${texts.length}`);
  return out;
}

const global = ['id', 'lang'];
const allowed = Object.fromEntries(['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'code',
  'table', 'caption', 'thead', 'tbody', 'tr', 'strong', 'em', 'sub', 'sup', 'del', 'br', 'hr', 'figure', 'figcaption'].map((e) => [e, []]));
Object.assign(allowed, { ol: ['start'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'], a: ['href', 'rel', 'class'],
  img: ['src', 'alt', 'width', 'height', 'loading'], div: ['class', 'data-embed', 'data-title'], span: ['class'] });
const frame = { iframe: ['src', 'title', 'loading', 'allowfullscreen', 'referrerpolicy', 'sandbox'] };
const hosts = /^https:\/\/(www\.youtube-nocookie\.com|player\.vimeo\.com|www\.google\.(com|co\.jp)|maps\.google\.(com|co\.jp)|calendar\.google\.com|docs\.google\.com|www\.facebook\.com|www\.instagram\.com|platform\.twitter\.com)\//;
const voids = new Set(['br', 'hr', 'img']);

function judge(node, open) {
  for (const c of node.childNodes ?? []) {
    if (c.nodeName === '#text') continue;
    if (!c.tagName) return `a ${c.nodeName}`;
    const list = allowed[c.tagName] ?? (open ? frame[c.tagName] : undefined);
    if (!list) return `<${c.tagName}>`;
    for (const a of c.attrs) {
      if (!list.includes(a.name) && !global.includes(a.name)) return `<${c.tagName} ${a.name}>`;
      if (a.name === 'href' && !/^(https?:\/\/[^/@\\]+([/?#]|$)|mailto:[^@\s]+@|tel:[-+0-9]|\/(?![/\\])|#|\?)/.test(a.value)) return `href ${a.value}`;
      if (a.name === 'src' && !(c.tagName === 'img' ? /^\/(?![/\\])/.test(a.value) : hosts.test(a.value))) return `src ${a.value}`;
      if (a.name === 'data-embed' && !hosts.test(a.value)) return `data-embed ${a.value}`;
      if (/[\u0000-\u001f]/.test(a.value) && a.name !== 'alt' && a.name !== 'title' && a.name !== 'data-title') return `control character in ${a.name}`;
    }
    if (c.tagName === 'div' && !c.attrs.some((a) => a.name === 'class' && a.value === 'embed')) return 'a div that is not an embed';
    const inner = judge(c, open);
    if (inner) return inner;
  }
  return '';
}

// The tags as we wrote them, and as the parser understood them.
const written = (html) => [...html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)].map((m) => m[1] + m[2]).join(' ');
function understood(node) {
  const out = [];
  const walk = (n) => {
    for (const c of n.childNodes ?? []) {
      if (!c.tagName) continue;
      out.push(c.tagName);
      walk(c);
      if (!voids.has(c.tagName)) out.push('/' + c.tagName);
    }
  };
  walk(node);
  return out.join(' ');
}

const hostile = readFileSync(new URL('../data/hostile.txt', import.meta.url), 'utf8').split('\n').filter(Boolean);
let seed = Number(process.env.ORACLE_SEED ?? Date.now() % 2147483647);
console.log(`ORACLE_SEED=${seed}`);
const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
const pieces = hostile.flatMap((h) => h.match(/<[^>]*>?|[^<]+/g)).concat(['<p>', '</p>', '<ul>', '<li>', '</ul>', '<ol>', '</ol>', '<table>', '<tr>',
  '<td>', '<th>', '</table>', '<b>', '</b>', '<i>', '</i>', '</a>', '<br>', '<h2>', '</h2>', '<pre>', '</pre>', '<div>', '</div>', '<dl>', '<dt>',
  '<dd>', '</dl>', '<blockquote>', '</blockquote>', '<figure>', '</figure>', '\n', '\n\n', ' ', '文', 'https://youtu.be/abcdefghijk', '&nbsp;',
  '<img src="/f/1" alt="x">', '<code>', '</code>', '<a href="/x">', '<a href="https://example.jp/">', '<hr>', '<caption>', '</caption>']);
const soup = Array.from({ length: 3000 }, () => Array.from({ length: 1 + random(25) }, () => pieces[random(pieces.length)]).join(''));

const more = process.argv[3] ? readFileSync(process.argv[3], 'utf8').split('\0').slice(0, -1) : [];
for (const mode of ['rich', 'classic']) {
  const inputs = [...hostile, ...soup, ...more], out = render(mode, inputs), again = render('stored', out), open = render('open', out);
  inputs.forEach((input, i) => {
    const dom = parseFragment(out[i]), bad = judge(dom, false) || judge(parseFragment(open[i]), true);
    if (bad) fail(`${mode} allows`, input, `${bad} in ${out[i]}`);
    else if (written(out[i]) !== understood(dom)) fail(`${mode} structure`, input, `\n  wrote ${written(out[i])}\n  means ${understood(dom)}`);
    else if (again[i] !== out[i]) fail(`${mode} twice`, input, `\n  once  ${out[i]}\n  twice ${again[i]}`);
    else passed++;
  });
}

// Templates: the same elements with the same attributes, whatever the strings are.
const shape = (node) => (node.childNodes ?? []).filter((c) => c.tagName)
  .map((c) => `${c.tagName}[${c.attrs.map((a) => a.name)}](${shape(c)})`).join('');
const [calm] = render('sample', ['abc']);
render('sample', hostile).forEach((html, i) => {
  if (shape(parseFragment(html)) !== shape(parseFragment(calm))) fail('template shape', hostile[i], html);
  else passed++;
});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
