// The five engines, each giving findings of one shape: { engine, rule, where, what }. None of them uses the network.
// What is switched off stands in `off`, with its reason; nothing else is filtered.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Audit, Outcome } from '@siteimprove/alfa-act';
import { Device } from '@siteimprove/alfa-device';
import { Element, Node } from '@siteimprove/alfa-dom';
import { Native } from '@siteimprove/alfa-dom/native';
import { Request, Response } from '@siteimprove/alfa-http';
import alfaRules, { alfaVersion } from '@siteimprove/alfa-rules';
import { Page } from '@siteimprove/alfa-web';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const aceSource = readFileSync(require.resolve('accessibility-checker-engine/ace.js'), 'utf8');
const vnuJar = require.resolve('vnu-jar/build/dist/vnu.jar');
const versionOf = (name) => JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

export const engines = [
  { id: 'axe', name: 'axe-core', version: versionOf('axe-core'), how: 'WCAG 2.0-2.2 A/AA, best-practice, duplicate-id, target-size' },
  { id: 'alfa', name: 'Siteimprove Alfa', version: alfaVersion, how: 'every rule but those of AAA alone' },
  { id: 'ibm', name: 'IBM Equal Access (accessibility-checker-engine)', version: versionOf('accessibility-checker-engine'), how: 'rule set IBM_Accessibility (WCAG 2.2 and more), violations' },
  { id: 'vnu', name: 'Nu Html Checker (vnu-jar)', version: versionOf('vnu-jar'), how: 'errors and warnings of the HTML as sent' },
  { id: 'hv', name: 'html-validate', version: versionOf('html-validate'), how: 'recommended, a11y and document presets' },
];

// What is not asked, or not of the elements that `where` describes, and why.
const off = [
  { engine: 'alfa', rule: 'sia-r66', why: 'WCAG AAA (1.4.6)' },
  { engine: 'alfa', rule: 'sia-r73', why: 'WCAG AAA (1.4.8)' },
  { engine: 'alfa', rule: 'sia-r111', why: 'WCAG AAA (2.5.5); 2.5.8 is asked' },
  { engine: 'alfa', rule: 'sia-r60', where: /<details/, why: 'the name of a details element is its summary' },
  { engine: 'ibm', rule: 'aria_content_in_landmark', where: /class="skip"/, why: 'a skip link is the first thing in the body, before every landmark' },
  { engine: 'ibm', rule: 'aria_form_label_unique', where: /^(?!.*aria-label)/, why: 'a form without a name is no landmark' },
  { engine: 'hv', rule: 'require-sri', why: 'style sheets come from the own origin' },
  { engine: 'hv', rule: 'no-implicit-button-type', why: 'a button of a form without type is its submit button, and that is meant' },
  { engine: 'hv', rule: 'tel-non-breaking', why: 'typographic; a number that wraps is read the same' },
];

const short = (s, n = 160) => String(s ?? '').replace(/\s+/g, ' ').trim().slice(0, n);

const axeOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2a-obsolete', 'best-practice'] },
  resultTypes: ['violations'],
  rules: Object.fromEntries(['target-size', 'duplicate-id', 'duplicate-id-active', 'p-as-heading', 'td-has-header', 'table-fake-caption'].map((r) => [r, { enabled: true }])),
};
export async function axe(page, options = axeOptions) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axeSource);
  const result = await page.evaluate((o) => globalThis.axe.run(document, o), options);
  return result.violations.flatMap((v) => v.nodes.map((n) => ({ engine: 'axe', rule: v.id, where: short(n.target.join(' ')), what: short(n.failureSummary?.split('\n')[1] ?? v.help) })));
}

const never = (engine, rule) => off.some((o) => o.engine === engine && o.rule === rule && !o.where);
const rulesOfAlfa = [...alfaRules].filter((r) => !never('alfa', r.uri.split('/').pop()));
const readNode = new Function(`return (async (node) => { let Native = {}; return (${Native.fromNode})(node); })`)().toString();
export async function alfa(page) {
  const json = await page.evaluate(`(${readNode})(document)`);
  const device = Device.standard();
  const subject = Page.of(Request.empty(), Response.empty(), Node.from(json, device), device);
  const found = [];
  for (const outcome of await Audit.of(subject, rulesOfAlfa).evaluate()) {
    if (!Outcome.isFailed(outcome)) continue;
    const target = outcome.target;
    const one = Node.isNode(target) ? target : Array.isArray(target) ? target[0] : target;
    const why = [...outcome.expectations].map(([, r]) => r).find((r) => r.isErr?.());
    found.push({ engine: 'alfa', rule: outcome.rule.uri.split('/').pop(),
      where: short(Element.isElement(one) ? `${one.path()} ${one.toString()}` : one?.toString?.() ?? one), what: short(why?.getErr?.().getUnsafe?.().message ?? why?.getErrUnsafe?.().message) });
  }
  return found;
}

export async function ibm(page) {
  if (!await page.evaluate(() => 'ace' in globalThis)) await page.evaluate(`${aceSource};globalThis.ace = ace`);
  const results = await page.evaluate(async () => {
    const report = await new globalThis.ace.Checker().check(document, ['IBM_Accessibility']);
    return report.results.filter((r) => r.value[0] === 'VIOLATION' && r.value[1] === 'FAIL')
      .map((r) => ({ rule: r.ruleId, where: `${r.path.dom} ${r.snippet}`, what: r.message }));
  });
  return results.map((r) => ({ engine: 'ibm', rule: r.rule, where: short(r.where), what: short(r.what) }));
}

// HTML texts by name -> findings by name, one run of Java for all.
export async function vnu(texts) {
  const folder = mkdtempSync(join(tmpdir(), 'kenmin-vnu-'));
  const names = [...texts.keys()];
  names.forEach((name, i) => writeFileSync(join(folder, `${i}.html`), texts.get(name)));
  const out = new Map(names.map((n) => [n, []]));
  const run = await promisify(execFile)('java', ['-Xss4m', '-jar', vnuJar, '--format', 'json', '--exit-zero-always', '--stdout', '--skip-non-html', folder], { maxBuffer: 1 << 28 });
  rmSync(folder, { recursive: true });
  for (const m of JSON.parse(run.stdout).messages) {
    if (m.type === 'info' && m.subType !== 'warning') continue;
    const name = names[Number(/(\d+)\.html$/.exec(m.url)?.[1])];
    out.get(name)?.push({ engine: 'vnu', rule: m.type === 'info' ? 'warning' : m.type, where: short(`line ${m.lastLine}: ${m.extract}`), what: short(m.message) });
  }
  return out;
}

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    ...Object.fromEntries(off.filter((o) => o.engine === 'hv' && !o.where).map((o) => [o.rule, 'off'])),
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
  },
}));
export async function htmlValidate(text) {
  const report = await validator.validateString(text);
  return report.results.flatMap((r) => r.messages).map((m) => ({ engine: 'hv', rule: m.ruleId, where: short(`line ${m.line}: ${m.selector ?? ''}`), what: short(m.message) }));
}

export const kept = (found) => found.filter((f) => !off.some((o) => o.engine === f.engine && o.rule === f.rule && (!o.where || o.where.test(f.where))));
