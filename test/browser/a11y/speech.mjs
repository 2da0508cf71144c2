// What a screen reader says on 15 representative pages, as text files in speech/, compared line by line.
//   node a11y/speech.mjs [write]
// The whole document is read on the two home pages, the main part on the others. "end of" lines and the text inside a
// link or button that was just spoken with it are left out.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { base, check, context, finish, launch } from '../lib.mjs';

// name, address, and the link to follow from there (its path) when the address of a record is wanted.
const pages = [
  ['super-home', '/'], ['aika-home', '/aikasanet/'], ['groups', '/groups'], ['groups-result', '/groups?city=3'],
  ['group', '/groups', '^/groups/\\d+$'], ['events', '/events'], ['event', '/events', '^/events/\\d+$'], ['events-calendar', '/events/calendar'],
  ['grant', '/grants', '^/grants/\\d+$'], ['register-form', '/register/form/npo'], ['login', '/aikasanet/login'], ['page', '/pages/center-guide'],
  ['interview', '/aikasanet/interviews', '^/aikasanet/interviews/\\d+$'], ['offer', '/aikasanet/offers', '^/aikasanet/offers/\\d+$'], ['not-found', '/no-such-page'],
];
const write = process.argv.includes('write');
const folder = new URL('speech/', import.meta.url);
mkdirSync(folder, { recursive: true });

// The module for browsers, without its export statement, as a script that sets one global.
const source = readFileSync(createRequire(import.meta.url).resolve('@guidepup/virtual-screen-reader/browser.js'), 'utf8');
const exported = /export\s*\{([^}]*)\};?/;
const reader = `(() => {${source.replace(exported, (_, list) => `globalThis.virtual=${/([\w$]+) as virtual\b/.exec(list)[1]};`)}\n})()`;

const speak = async (whole) => {
  const v = globalThis.virtual;
  const log = [];
  await v.start({ container: whole ? document.body : document.querySelector('main') });
  for (let i = 0; i < 3000; i++) {
    await v.next();
    const s = await v.lastSpokenPhrase();
    if (s === 'end of document' || (s === 'end of main' && !whole)) break;
    log.push(s);
  }
  await v.stop();
  return log;
};

function tidy(log) {
  const out = [];
  let inside = null; // the link or button that is being read, up to its end
  let box = '';
  log.forEach((s, i) => {
    if (inside && s === `end of ${inside.phrase}`) inside = null;
    if (s.startsWith('end of ')) return;
    if (inside && inside.name.replace(/\s/g, '').includes(s.replace(/\s/g, ''))) return;
    if (box && box.replace(/\s/g, '').includes(s.replace(/\s/g, ''))) return; // its label, read with it
    box = /^(?:checkbox|radio|textbox|searchbox|button), ([^,]+)/.exec(s)?.[1] ?? '';
    out.push(s);
    const name = /^(?:link|button|heading|cell|columnheader|row|caption), (.+)$/.exec(s)?.[1];
    if (name && log.indexOf(`end of ${s}`, i) > i) {
      inside = { phrase: s, name };
      if (/^(row|cell), /.test(s)) { inside = null; out[out.length - 1] = s.split(',')[0]; } // its parts follow
    }
  });
  return `${out.join('\n')}\n`;
}

const browser = await launch();
const page = await (await context(browser, { viewport: { width: 1280, height: 900 } })).newPage();
for (const [name, path, via] of pages) {
  await page.goto(base + path);
  if (via) {
    const to = await page.evaluate((p) => [...document.querySelectorAll('main a[href]')].map((a) => a.pathname).find((x) => new RegExp(p).test(x)), via);
    await page.goto(base + to);
  }
  await page.evaluate(() => { for (const d of document.querySelectorAll('main details')) d.open = true; });
  await page.evaluate(reader);
  const text = tidy(await page.evaluate(speak, /home$/.test(name)));
  const file = new URL(`${name}.txt`, folder);
  if (write) { writeFileSync(file, text); continue; }
  const [old, now] = [existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [], text.split('\n')];
  const at = now.findIndex((l, i) => l !== old[i]);
  check(at < 0 && old.length === now.length, `speech/${name}.txt is what is spoken (read it, then: test/suite/66-a11y-speech write)`, `line ${at + 1}\n- ${old[at]}\n+ ${now[at]}`);
}
await browser.close();
finish();
