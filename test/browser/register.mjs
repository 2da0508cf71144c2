// 掲載登録 as a visitor does it: every form on phone width without JavaScript: terms, faults, confirm, change, send, send twice.
//   node register.mjs [folder for screenshots]
import { mkdirSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { base, check, context, finish, launch } from './lib.mjs';

const folder = process.argv[2];
if (folder) mkdirSync(folder, { recursive: true });
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();

async function shot(page, name) {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

// Fills whatever the form asks for: required fields and one of each kind of the others.
async function fill(page) {
  await page.evaluate(() => {
    const said = { kana: 'みちくさこどもひろば', group_kana: 'みちくさこどもひろば', postal: '７４７-００００', contact_postal: '7530064' };
    const modes = { email: 'haruka@example.jp', tel: '０８３５－００－００００', url: 'https://www.example.jp/', numeric: '12' };
    const done = new Set();
    for (const input of document.querySelectorAll('main input, main textarea, main select')) {
      if (input.type === 'hidden' || input.type === 'file' || input.name.includes('.') || input.name === 'state') continue;
      if (input.type === 'radio') { if (!done.has(input.name)) input.checked = true; done.add(input.name); continue; }
      if (input.type === 'checkbox') { if (!done.has(input.name) || input.name === 'requirement') input.checked = true; done.add(input.name); continue; }
      if (input.tagName === 'SELECT') { input.selectedIndex = 1; continue; }
      const kana = /kana$/.test(input.name);
      const date = /(_on|date_from|date_to|apply_from|apply_to|founded)$/.test(input.name);
      const time = /time_(from|to)$/.test(input.name);
      input.value = said[input.name] ?? modes[input.inputMode] ?? (kana ? 'みちくさ' : date ? '令和8年12月5日' : time ? '13:30' : `みちくさ <b>${input.name}</b> & "試験"`);
    }
  });
}

async function axe(page, name) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => globalThis.axe.run(document));
  check(result.violations.length === 0, `axe ${name}`, result.violations.map((v) => `${v.id}: ${v.nodes[0].html}`).join('\n'));
}

for (const kind of ['npo', 'group', 'company', 'event', 'lecture', 'other', 'report', 'grant']) {
  const c = await context(browser, { viewport: { width: 360, height: 740 }, javaScriptEnabled: true });
  const page = await c.newPage();
  const name = (what) => `${kind} ${what}`;
  await page.goto(`${base}/register/form/${kind}`);
  await shot(page, `${kind}-1-terms`);
  await axe(page, name('terms'));
  await page.click('main button:has-text("同意して入力へ進む")');
  check(await page.locator('#errors').count() === 1, name('terms not agreed: said at the field'));
  await axe(page, name('terms not agreed'));
  await page.check('#agree');
  await page.click('main button:has-text("同意して入力へ進む")');
  check((await page.title()).includes('2/4'), name('form is shown'), await page.title());
  await axe(page, name('form'));
  await shot(page, `${kind}-2-form`);
  await page.locator('main .actions button').first().click();
  const errors = await page.locator('#errors li').count();
  check(errors > 2, name('empty form: every required field is named'), errors);
  for (const href of await page.locator('#errors a').evaluateAll((list) => list.map((a) => a.getAttribute('href'))))
    check(await page.locator(href).count() === 1, name(`error link ${href} leads to an input`));
  await axe(page, name('form with errors'));
  await shot(page, `${kind}-3-errors`);
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name('no sideways scrolling at 360'));
  await fill(page);
  await page.locator('main .actions button').first().click();
  const title = await page.title();
  check(title.includes('3/4'), name('confirm is shown'), `${title}\n${await page.locator('#errors').allInnerTexts()}`);
  await axe(page, name('confirm'));
  await shot(page, `${kind}-4-confirm`);
  check(await page.locator('dd:has-text("<b>")').count() > 0, name('markup is shown as typed'));
  await page.locator('button.change').nth(1).click();
  check((await page.title()).includes('2/4') && page.url().includes('#row-'), name('change leads to the field'), page.url());
  check(await page.locator('#errors').count() === 0, name('nothing is wrong after coming back'));
  await page.locator('main .actions button').first().click();
  await page.locator('main .actions button').first().click();
  check((await page.title()).includes('4/4'), name('complete'), await page.title());
  const number = (await page.locator('.note-ok').innerText()).match(/受付番号：(\d+)/)?.[1];
  await axe(page, name('complete'));
  await shot(page, `${kind}-5-complete`);
  await page.reload();
  check((await page.locator('.note-ok').innerText()).includes(`受付番号：${number}`), name('sent twice: the same number'));
  await c.close();
}
await browser.close();
finish();
