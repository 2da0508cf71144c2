// A member's account at phone width: login with the password of the WordPress days, my page, changes, password, address, membership.
//   node account.mjs MAIL-FOLDER [folder for screenshots]        (on demo data)
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { base, check, context, finish, launch } from './lib.mjs';

const [mails, folder] = process.argv.slice(2);
if (folder) mkdirSync(folder, { recursive: true });
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
const old = 'aikasan-demo-2026';
const aika = `${base}/aikasanet`;

async function state(page, name) { // axe, no sideways scrolling, a picture
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => globalThis.axe.run(document));
  check(result.violations.length === 0, `axe ${name}`, result.violations.map((v) => `${v.id}: ${v.nodes[0].html}`).join('\n'));
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scrolling: ${name}`);
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
async function says(page, text, name) {
  const have = await page.locator('main').innerText();
  check(have.includes(text), name, have.slice(0, 600));
}
const send = (page) => page.locator('main .content form .actions button, main .readable form .actions button').first().click();
const button = (page, text) => page.locator(`main button:has-text("${text}")`).last().click();
async function mail(to, what) { // the newest mail to somebody with that in it
  for (let i = 0; i < 120; i++) {
    const files = existsSync(mails) ? readdirSync(mails).filter((f) => f.endsWith('.eml')) : [];
    const found = files.map((f) => readFileSync(`${mails}/${f}`, 'utf8')).filter((raw) => raw.match(/^To: <(.*)>/m)?.[1] === to)
      .map((raw) => Buffer.from(raw.split(/Content-Type: text\/plain[^]*?\r?\n\r?\n/)[1]?.split(/\r?\n--/)[0] ?? '', 'base64').toString('utf8')).filter((t) => t.includes(what));
    if (found.length) return found.at(-1);
    await new Promise((done) => setTimeout(done, 250));
  }
  return '';
}
const link = (text) => text.match(/https?:\/\/\S+/)?.[0]?.replace(/^https?:\/\/[^/]+/, base) ?? `${base}/no-link`;
async function login(page, id, password) {
  await page.goto(`${aika}/login`);
  await page.fill('#login_id', id);
  await page.fill('#password', password);
  await send(page);
}

const phone = { viewport: { width: 360, height: 740 } };
const c = await context(browser, phone);
const page = await c.newPage();
const visitor = await (await context(browser, phone)).newPage();

// ---- login ----
await page.goto(`${aika}/mypage`);
check(page.url().includes('/aikasanet/login?next='), 'my page asks for a login', page.url());
await says(page, 'ログインしてください', 'says why');
await state(page, 'login');
await send(page);
check(await page.locator('#errors li').count() === 2, 'both empty fields are named');
await page.click('#errors a >> nth=0');
check(await page.evaluate(() => document.activeElement.id) === 'login_id', 'the error leads to its input');
await state(page, 'login-empty');
await page.fill('#login_id', 'demo00001');
await page.fill('#password', 'not the one');
await send(page);
await says(page, 'ログインIDまたはパスワードが違います', 'a wrong password is refused');
check(await page.inputValue('#login_id') === 'demo00001' && await page.inputValue('#password') === '', 'the ID is kept, the password is not');
await state(page, 'login-wrong');
await page.fill('#password', old);
await send(page);
check(page.url() === `${aika}/mypage`, 'the password of the old site works, and leads back', page.url());
await says(page, 'demo00001', 'my page');
await state(page, 'mypage');
const cookies = await c.cookies();
check(cookies.filter((k) => ['session', 'seen'].includes(k.name)).every((k) => k.httpOnly && k.sameSite === 'Lax' && k.path === '/'), 'cookies are HttpOnly and Lax', JSON.stringify(cookies));
await page.goto(`${aika}/offers`);
check(await page.locator('section.member').innerText().then((t) => t.includes('ログイン中です')), 'every page says who is logged in');
check(await page.locator('header a:has-text("マイページ")').isVisible(), 'the head leads to my page');
await state(page, 'offers-logged-in');

// ---- a change ----
await page.goto(`${aika}/mypage/details`);
const shown = await page.inputValue('#sales_point');
await state(page, 'details');
await page.fill('#address', '山口市みほん町1-2-3');
await page.fill('#sales_point', 'みちくさ <b>太字</b> が得意です。');
await page.fill('#job', '');
await page.locator('main .actions button').first().click();
check(await page.locator('#job-error').count() === 1, 'a field that is missing is named');
check(await page.inputValue('#address') === '山口市みほん町1-2-3', 'what was typed stays');
await state(page, 'details-error');
await page.fill('#job', '会社員');
await page.locator('main .actions button').first().click();
await says(page, '山口市みほん町1-2-3', 'the confirm page');
await state(page, 'details-confirm');
await button(page, 'この内容で変更する');
await says(page, '受付番号', 'public fields become a request');
await state(page, 'details-done');
await page.goto(`${aika}/mypage`);
await says(page, 'センターの確認を待っています', 'my page says what waits');
await page.goto(`${aika}/mypage/edit`);
check(await page.inputValue('#address') === '山口市みほん町1-2-3', 'private fields changed at once');
check((await page.inputValue('#sales_point')).includes('太字'), 'the own form shows what was asked');
await state(page, 'edit');
await visitor.goto(`${aika}/members/1`);
await says(visitor, shown.trim().slice(0, 10), 'visitors see the old text');
check(!(await visitor.content()).includes('太字'), 'visitors do not see the new text');

// ---- password ----
await page.goto(`${aika}/mypage/password`);
await state(page, 'password');
await page.fill('#password', 'wrong one');
await page.fill('#new_password', 'みかんのき 35本');
await page.fill('#new_again', 'みかんのき 35本');
await send(page);
check(await page.locator('#password-error').count() === 1, 'the present password is asked');
await state(page, 'password-error');
await page.fill('#password', old);
await page.fill('#new_password', 'みかんのき 35本');
await page.fill('#new_again', 'みかんのき 35本');
await send(page);
await says(page, '新しいパスワードにしました', 'the password is changed');
await state(page, 'password-done');

// ---- address ----
await page.goto(`${aika}/mypage/mail`);
await page.fill('#mail', 'atarashii@example.jp');
await page.fill('#password', 'みかんのき 35本');
await state(page, 'mail');
await send(page);
await says(page, 'atarashii@example.jp', 'a link goes to the new address');
await visitor.goto(link(await mail('atarashii@example.jp', 'Eメールの変更')));
await state(visitor, 'mail-link');
await button(visitor, 'このEメールに変更する');
await says(visitor, 'Eメールを変更しました', 'the address is proven');
await page.goto(`${aika}/mypage`);
await says(page, 'atarashii@example.jp', 'my page has the new address');
check((await mail('kaiin1@example.jp', '新しいものに変更されました')).length > 0, 'the old address is told');

// ---- forgotten ----
await visitor.goto(`${aika}/password`);
await state(visitor, 'reset');
await visitor.fill('#mail', 'atarashii@example.jp');
await send(visitor);
await says(visitor, 'リンクをお送りしました', 'the answer says nothing about who is known');
await visitor.goto(link(await mail('atarashii@example.jp', 'パスワードの再発行')));
await state(visitor, 'reset-new');
await visitor.fill('#new_password', 'password1');
await visitor.fill('#new_again', 'password1');
await send(visitor);
check(await visitor.locator('#new_password-error').count() === 1, 'a common password is refused');
await state(visitor, 'reset-error');
await visitor.fill('#new_password', 'うみのみえるえき88');
await visitor.fill('#new_again', 'うみのみえるえき88');
await send(visitor);
await says(visitor, '新しいパスワードにしました', 'the new password is taken');
await page.goto(`${aika}/mypage`);
check(page.url().includes('/login'), 'sessions ended elsewhere', page.url());
await login(page, 'demo00001', 'うみのみえるえき88');
check(page.url() === `${aika}/mypage`, 'the new password works', page.url());

// ---- membership ----
await page.goto(`${aika}/mypage/membership`);
await state(page, 'membership');
await button(page, '休止する');
check(await page.locator('#suspend_password-error').count() === 1, 'the password is asked');
await state(page, 'membership-error');
await page.fill('#suspend_password', 'うみのみえるえき88');
await button(page, '休止する');
await says(page, '休止しました', 'suspended');
check((await visitor.goto(`${aika}/members/1`)).status() === 404, 'a suspended member is not shown');
await page.goto(`${aika}/mypage/membership`);
await page.fill('#resume_password', 'うみのみえるえき88');
await button(page, '再開を依頼する');
await says(page, '再開の依頼を受け付けました', 'asked to resume');
await page.goto(`${aika}/mypage/membership`);
await state(page, 'membership-suspended');
await page.fill('#withdraw_password', 'うみのみえるえき88');
await button(page, '退会する');
await says(page, '退会しました', 'left');
await state(page, 'left');
check(await page.locator('section.member').count() === 0, 'nobody is logged in any more');
await login(page, 'demo00001', 'うみのみえるえき88');
await says(page, 'ログインIDまたはパスワードが違います', 'who left is not known');

// ---- a group, by keyboard and without JavaScript ----
const plain = await (await context(browser, { ...phone, javaScriptEnabled: false })).newPage();
await plain.goto(`${aika}/login`);
await plain.focus('#login_id');
await plain.keyboard.type('demo01372');
await plain.keyboard.press('Tab');
await plain.keyboard.type(old);
await plain.keyboard.press('Enter');
await plain.waitForURL('**/mypage');
await says(plain, '登録したボランティア募集', 'a group sees its offers');
if (folder) await plain.screenshot({ path: `${folder}/mypage-group.png`, fullPage: true });
await plain.focus('.head-member button');
await plain.keyboard.press('Enter');
await plain.waitForURL('**/login?out=1');
await says(plain, 'ログアウトしました', 'logged out');
await plain.goBack();
check(!(await plain.content()).includes('会員番号'), 'the back button shows nothing personal');
await browser.close();
finish();
