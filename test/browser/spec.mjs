// Every line of the specification that a visitor can see: the address answers, says what the line asks for, and
// is shown in a screenshot.   node spec.mjs [SHOTS-FOLDER] [TABLE.md]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { base, check, context, finish, launch } from './lib.mjs';

const [folder, table] = process.argv.slice(2);
if (folder) mkdirSync(folder, { recursive: true });
const rows = readFileSync(new URL('../data/spec_pages.tsv', import.meta.url), 'utf8').split('\n')
  .filter((l) => l && !l.startsWith('#')).map((l) => l.split('\t'));
const browser = await launch();
const page = await (await context(browser, { viewport: { width: 1280, height: 900 } })).newPage();
const printed = [];
for (const [line, what, address, texts] of rows) {
  const name = `spec L${line} ${what}`;
  const [path, via] = address.split(' via ');
  let reply = await page.goto(base + path);
  let at = path;
  if (via) {
    at = await page.evaluate((p) => [...document.querySelectorAll('main a[href]')].map((a) => new URL(a.href)).find((u) => new RegExp(p).test(u.pathname))?.pathname ?? '', via);
    if (!check(at !== '', name, `${path} has no link to ${via}`)) continue;
    reply = await page.goto(base + at);
  }
  const text = await page.evaluate(() => document.body.textContent.replace(/\s+/g, ' '));
  const squeeze = (s) => s.replace(/\s+/g, '');
  const missing = (texts ?? '').split('|').filter((t) => t && !squeeze(text).includes(squeeze(t)));
  check(reply.status() === 200 && missing.length === 0, name, `${at}: status ${reply.status()}, missing: ${missing.join(', ')}`);
  const shot = `${line}-${at.replace(/[^\w-]+/g, '_').slice(0, 40)}.png`;
  if (folder) await page.screenshot({ path: `${folder}/${shot}`, fullPage: true });
  printed.push(`| L${line} | ${what} | \`${decodeURI(at)}\` | ${shot} | \`${name.split(' ').slice(0, 2).join(' ')}\` |`);
}
if (table) {
  writeFileSync(table, `# Specification, line by line: the public sites

Printed by \`node test/browser/spec.mjs FOLDER doc/spec-table.md\` from \`test/data/spec_pages.tsv\`. Every row is a test of the suite
\`62-spec\` (named \`spec LINE what\`); the screenshots are written into FOLDER by the same run.

| line | what | address | screenshot | test |
|---|---|---|---|---|
${printed.join('\n')}
`);
}
await browser.close();
finish();
