// One page of every shape, in Chromium: structure, strict CSP, axe on a phone, themes without script. Everything else is a11y/run.mjs.
//   KENMIN_BASE=http://127.0.0.1:8080 node pages.mjs [full]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { base, check, collect, context, finish, launch } from './lib.mjs';

const full = process.argv.includes('full');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2a-obsolete', 'best-practice'] },
  rules: { 'target-size': { enabled: true }, 'duplicate-id': { enabled: true }, 'duplicate-id-active': { enabled: true } },
};

async function axe(page, options, name) {
  await page.evaluate(axeSource);
  const result = await page.evaluate((o) => globalThis.axe.run(document, o), options);
  check(result.violations.length === 0, name,
    result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes.slice(0, 2).map((n) => `${n.target} ${n.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`).join('\n'));
}

const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
async function structure(page, path) {
  const found = await page.evaluate(() => {
    const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((h) => Number(h.tagName[1]));
    const texts = new Map();
    // Two records may have the same name: the link of a record stands in its heading, with its facts around it.
    for (const a of document.querySelectorAll('main a[href]')) {
      if (/\/\d+$/.test(a.pathname)) continue;
      const t = (a.getAttribute('aria-label') ?? a.textContent).replace(/\s+/g, ' ').trim();
      if (!texts.has(t)) texts.set(t, new Set());
      texts.get(t).add(a.href);
    }
    return {
      lang: document.documentElement.lang,
      h1: levels.filter((l) => l === 1).length,
      skip: levels.some((l, i) => i && l > levels[i - 1] + 1),
      title: document.title,
      inline: [...document.querySelectorAll('script:not([src]):not([type="application/ld+json"]), style, [style], [onclick], [onload]')].map((e) => e.outerHTML.slice(0, 100)),
      vague: [...texts.keys()].filter((t) => /^(こちら|ここ|詳細|詳しくはこちら|もっと見る|続きを読む|)$/.test(t)),
      twice: [...texts].filter(([, to]) => to.size > 1).map(([t, to]) => `${t}: ${[...to].slice(0, 3).join(' ')}`),
      first: document.querySelector('body a')?.getAttribute('href'),
      unlabelled: [...document.querySelectorAll('time:not([datetime])')].length,
      targets: [...document.querySelectorAll('a[target=_blank]')].filter((a) => !/別ウィンドウ|別のウィンドウ/.test(a.textContent)).length,
    };
  });
  check(found.lang === 'ja', `${path} lang`, found.lang);
  check(found.h1 === 1, `${path} has one h1`, found.h1);
  check(!found.skip, `${path} skips no heading level`);
  check(/スーパーネット|あいかさねっと/.test(found.title), `${path} title names the site`, found.title);
  check(found.inline.length === 0, `${path} has no inline script or style`, found.inline.join('\n'));
  check(found.vague.length === 0, `${path} link texts say where they lead`, found.vague.join(' | '));
  check(found.twice.length === 0, `${path} one link text, one target`, found.twice.slice(0, 5).join('\n'));
  check(found.first === '#main', `${path} begins with the skip link`, found.first);
  check(found.unlabelled === 0, `${path} times are machine readable`);
  check(found.targets === 0, `${path} says where it opens a window`);
}

const browser = await launch();
const { pages, broken } = await collect(['/', '/aikasanet/'], { perShape: full ? 3 : 1 });
check(pages.length > 20, 'finds the pages of both sites', pages.join(' '));
check(broken.length === 0, 'no link leads nowhere', broken.slice(0, 20).join('\n'));
console.log(`${pages.length} pages`);

const desktop = await context(browser, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: true });
const phone = await context(browser, { viewport: { width: 320, height: 640 } });
const wide = await desktop.newPage();
const narrow = await phone.newPage();
const complaints = [];
wide.on('console', (m) => { if (m.type() === 'error') complaints.push(m.text()); });
wide.on('pageerror', (e) => complaints.push(String(e)));

for (const path of pages) {
  complaints.length = 0;
  await wide.goto(base + path, { waitUntil: 'load' });
  await structure(wide, path);
  check(complaints.length === 0, `${path} console and CSP are silent`, complaints.join('\n'));
  await narrow.goto(base + path, { waitUntil: 'load' });
  check(await narrow.evaluate(sideways) <= 0, `${path} fits 320 px`, await narrow.evaluate(sideways));
  await axe(narrow, axeOptions, `${path} axe 320`);
}

// Themes are set by the form, without script.
for (const theme of ['black', 'blue', 'yellow']) {
  const c = await context(browser, { viewport: { width: 1280, height: 900 } });
  const p = await c.newPage();
  await p.goto(`${base}/`);
  await p.evaluate(() => { document.querySelector('details.display').open = true; });
  await p.click(`details.display button[value=${theme}]`);
  await p.waitForLoadState('load');
  check(await p.evaluate((t) => document.documentElement.classList.contains(`bg-${t}`), theme), `theme ${theme} is set without script`);
  await c.close();
}

await browser.close();
finish();
