// 修正依頼 as a secretary does it, at phone width: the link from the mail, the form, what changes, sent; and without a link.
//   node correction.mjs DATA-FOLDER KENMIN [folder for screenshots]
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { base, check, context, finish, launch } from './lib.mjs';

const [data, kenmin, folder] = process.argv.slice(2);
if (folder) mkdirSync(folder, { recursive: true });
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
const page = await (await context(browser, { viewport: { width: 360, height: 740 } })).newPage();

async function looked(name) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => globalThis.axe.run(document));
  check(result.violations.length === 0, `axe ${name}`, result.violations.map((v) => `${v.id}: ${v.nodes[0].html}`).join('\n'));
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: no sideways scrolling`);
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
const send = () => page.locator('main .actions button').first().click();

// The mails that were written so far, newest last, as { subject, text }.
function mails() {
  const read = (f) => execFileSync('python3', ['-c', 'import email,email.policy,json,sys\nm=email.message_from_bytes(open(sys.argv[1],"rb").read(),policy=email.policy.default)\nprint(json.dumps({"to":m["To"],"subject":m["Subject"],"text":m.get_body(("plain",)).get_content()}))', f]);
  return readdirSync(`${data}/mail`).filter((f) => f.endsWith('.eml')).sort((a, b) => parseInt(a) - parseInt(b)).map((f) => JSON.parse(read(`${data}/mail/${f}`)));
}
async function mail(match) {
  for (let i = 0; i < 60; i++) {
    let found;
    try { found = mails().filter((m) => match.test(m.subject)).at(-1); } catch { /* no folder yet */ }
    if (found) return found;
    await new Promise((r) => setTimeout(r, 500));
  }
  return { to: '', subject: '', text: '' };
}

await page.goto(`${base}/groups`);
await page.locator('main h3 a, main .row a, main a[href^="/groups/"]').first().click();
const group = new URL(page.url()).pathname;
const title = await page.locator('h1').innerText();
await page.click('a:has-text("の情報の修正を依頼する")');
await looked('1-intro');
await page.click('button:has-text("リンクをメールで受け取る")');
check(await page.locator('[role=status]').count() === 1, 'the page says that a link was sent');
await looked('2-link-sent');
const link = await mail(/修正用リンク/);
check(!(await page.content()).includes(link.to.trim()) || !link.to, 'the address is not on the page');
const url = link.text.match(/http\S+\/correction\/groups\/\S+/)?.[0];
check(Boolean(url), 'the mail has the link', link.text);
await page.goto(url);
await looked('3-link');
await page.locator('main form button').click();
check((await page.inputValue('#registrant_mail')) === link.to.replace(/[<>]/g, ''), 'the proven form has the private values');
await looked('4-form');
await send();
check((await page.locator('#errors').innerText()).includes('変更された項目がありません'), 'nothing changed is said');
await page.fill('#contact_name', '新しい担当');
await page.fill('#registrant_post', '書記');
await send();
check((await page.title()).includes('確認'), 'confirm', `${await page.title()} ${await page.locator('#errors').allInnerTexts()}`);
const changed = await page.locator('section[aria-labelledby=changed] dt').allInnerTexts();
check(changed.length === 2 && changed[0].includes('担当者名'), 'what changes is marked, nothing else', changed.join('|'));
await looked('5-confirm');
await send();
const number = (await page.locator('.note-ok').innerText()).match(/受付番号：(\d+)/)?.[1];
check(Boolean(number), 'complete');
await looked('6-complete');
check((await mail(/修正依頼/)).text.includes('確認済み'), 'the centre reads that the address is proven');
await page.goto(`${base}${group}`);
check(!(await page.locator('main').innerText()).includes('新しい担当'), 'the page stays as it is until it is published');
execFileSync(kenmin, ['publish', '--data', data, 'correction', number]);
await page.reload();
check((await page.locator('main').innerText()).includes('新しい担当'), 'published: the page has the new value');
check((await mail(/修正を公開/)).text.includes(group), 'the requester hears of it');
await page.goto(url);
check((await page.locator('main').innerText()).includes('もう一度'), 'a used link says what to do');
await looked('7-used');

await page.goto(`${base}${group}/correction`);
await page.click('a:has-text("リンクを使わずに")');
check((await page.inputValue('#registrant_mail')) === '', 'without proof no private value is shown');
await page.fill('#people', '31人');
await send();
check((await page.locator('#errors').innerText()).includes('登録担当者'), 'who asks must say who it is');
await page.fill('#registrant_name', '別の 人');
await page.fill('#registrant_phone', '083-000-0000');
await page.fill('#registrant_mail', 'betsu@example.jp');
await send();
await looked('8-confirm-unproven');
await send();
check((await mail(/未確認/)).text.includes('会員数'), 'the centre reads that it is not proven, and what changes');
check((await mail(/修正の依頼を受け付けました/)).text.includes(title.trim()), 'the requester has a receipt');
await browser.close();
finish();
