// あいかさねっと会員登録 at phone width: each kind of member from the terms to the proven address, and the carry-over between the sites.
//   node join.mjs MAIL-FOLDER [folder for screenshots]
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { base, check, context, finish, launch } from './lib.mjs';

const [mails, folder] = process.argv.slice(2);
if (folder) mkdirSync(folder, { recursive: true });
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();

async function shot(page, name) {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
async function state(page, name) { // axe, no sideways scrolling, a picture
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => globalThis.axe.run(document));
  check(result.violations.length === 0, `axe ${name}`, result.violations.map((v) => `${v.id}: ${v.nodes[0].html}`).join('\n'));
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scrolling: ${name}`);
  await shot(page, name);
}
const forward = (page) => page.locator('main .actions button').first().click();

// The plain text of every mail in the folder.
function texts() {
  if (!existsSync(mails)) return [];
  return readdirSync(mails).filter((f) => f.endsWith('.eml')).map((f) => {
    const raw = readFileSync(`${mails}/${f}`, 'utf8');
    const to = raw.match(/^To: <(.*)>/m)?.[1];
    const part = raw.split(/Content-Type: text\/plain[^]*?\r?\n\r?\n/)[1]?.split(/\r?\n--/)[0] ?? '';
    return { to, text: Buffer.from(part, 'base64').toString('utf8') };
  });
}
async function mail(to, what, n = 1) { // waits for the n-th mail to somebody with that in it
  for (let i = 0; i < 120; i++) {
    const found = texts().filter((m) => m.to === to && m.text.includes(what));
    if (found.length >= n) return found[n - 1].text;
    await new Promise((done) => setTimeout(done, 250));
  }
  return '';
}
async function says(page, text, name) {
  check((await page.locator('main').innerText()).includes(text), name, (await page.locator('main').innerText()).slice(0, 600));
}
async function fillIn(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const input = page.locator(`main [name="${name}"]`);
    const type = await input.first().getAttribute('type');
    if (type === 'radio') await page.locator(`main [name="${name}"]`).first().check();
    else if (type === 'checkbox') for (const box of await input.all()) await box.check();
    else if (await input.evaluate((e) => e.tagName) === 'SELECT') await input.selectOption(value || { index: 2 });
    else await input.fill(value);
  }
}
async function agree(page) {
  await page.check('#agree');
  await forward(page);
}

const run = Date.now().toString(36); // the same server may be asked again
const person = { login_id: `ｈａｒｕｋａ.${run}`, password: 'mikan no mi 35', name: '周防 はるか', kana: 'スオウ ハルカ', city: '35203', phone: '０８３－９３４－４６６６', gender: '', birth: '平成15年4月1日', minor_consent: '' };
const group = { login_id: `michikusa.${run}`, password: 'mikan no mi 35', group_class: '', org_name: 'みちくさ <b>会</b>', org_kana: 'みちくさかい', rep_name: '山口 みかん', rep_post: '代表', city: '35203', phone: '083-934-4666', minor_consent: '', recruits: '', requirement: '' };
const { group_class: _, recruits: _2, requirement: _3, ...rest } = group;
const company = { ...rest, login_id: `natsumikan.${run}`, company_class: '', org_name: '株式会社 夏みかん', org_kana: 'かぶしきがいしゃなつみかん' };

for (const [kind, values] of Object.entries({ individual: person, group, company })) {
  const c = await context(browser, { viewport: { width: 360, height: 740 } });
  const page = await c.newPage();
  const name = (what) => `join-${kind}-${what}`;
  const to = `${kind}.${run}@example.jp`;
  await page.goto(`${base}/aikasanet/register/${kind}`);
  await state(page, name('1-terms'));
  await agree(page);
  await state(page, name('2-form'));
  check(await page.locator('#gender-1:checked, [name=gender]:checked').count() === 0, name('gender is blank at first'));
  const columns = await page.locator('main [id^=row-]').evaluateAll((rows) => rows.map((r) => r.id.slice(4)));
  check(columns.indexOf('minor_consent') === columns.indexOf(kind === 'individual' ? 'birth' : 'rep_name') + 1, name('the note for minors stands where the specification has it'), columns);
  await forward(page);
  check(await page.locator('#errors li').count() >= Object.keys(values).length - 3, name('what is missing is named'));
  await state(page, name('3-errors'));
  await fillIn(page, { ...values, mail: to, password: 'short' });
  if (kind === 'group') await page.locator('[name=recruits]').uncheck();
  if (kind === 'group') await page.locator('[name=requirement]').first().uncheck();
  await forward(page);
  check(await page.locator('#password-error').count() === 1, name('a short password is said at the field'));
  check(await page.locator('#password').inputValue() === '', name('a password is not shown again'));
  if (kind === 'group') {
    check(await page.locator('#row-recruits .err').count() === 1, name('a group recruits or takes part'));
    check(await page.locator('#row-requirement .err').count() === 1, name('all requirements are ticked'));
    await page.locator('[name=joins]').check();
    await page.locator('[name=requirement]').first().check();
  }
  await page.fill('#password', values.password);
  await page.fill('#phone', '12');
  await forward(page);
  check(await page.locator('#errors li').count() === 1, name('one thing is wrong'), await page.locator('#errors').allInnerTexts());
  await says(page, '入力済みです。変えるときだけ入力してください', name('the password is kept without being shown'));
  check(!(await page.content()).includes(values.password), name('the password is nowhere on the page'));
  await page.fill('#phone', values.phone);
  await forward(page);
  check((await page.title()).includes('3/4'), name('confirm is shown'), `${await page.title()}\n${await page.locator('#errors').allInnerTexts()}`);
  check(!(await page.content()).includes(values.password), name('the password is not on the confirm page'));
  if (kind === 'individual') await says(page, '平成15年4月1日', name('the birth date also in wareki'));
  if (kind === 'individual') await says(page, '2003年4月1日', name('the birth date'));
  await state(page, name('4-confirm'));
  await forward(page);
  check((await page.title()).includes('4/4'), name('complete'), await page.title());
  await says(page, '登録はまだ終わっていません', name('it is said that it is not done yet'));
  await state(page, name('5-complete'));
  const carry = page.locator('button[value=carry]');
  check(await carry.count() === (kind === 'individual' ? 0 : 1), name('the other site is offered to groups and companies'));
  const text = await mail(to, '会員登録を進める');
  const link = text.match(/https?:\/\/\S+\/register\/proof\/\S+/)?.[0] ?? '';
  check(link.length > 40, name('the mail has a link'), text);
  const other = await c.newPage();
  await other.goto(link);
  check(!/周防|みちくさ|夏みかん|@example/.test(await other.locator('main').innerText()), name('the page of the link shows nothing personal'));
  await state(other, name('6-proof'));
  await other.reload();
  await forward(other);
  await says(other, '仮登録が完了しました', name('proven'));
  await state(other, name('7-proven'));
  await other.goto(link);
  await says(other, 'すでに使われています', name('the link works once'));
  await state(other, name('8-used'));
  check((await mail(to, '詳細登録')).includes('/aikasanet/login'), name('仮登録完了 mail'));
  check((await mail('yamas@kenmin.pref.yamaguchi.lg.jp', { individual: '個人会員 No.', group: 'みちくさ', company: '夏みかん' }[kind])).includes('確認済み'), name('mail to the centre'));
  await other.goto(`${base}/aikasanet/register/${kind}`);
  await agree(other);
  await fillIn(other, { ...values, mail: 'other@example.jp', login_id: values.login_id.toUpperCase() });
  await forward(other);
  await says(other, 'このログインIDは、すでに使われています', name('a login ID is taken once'));
  if (kind !== 'individual') {
    await carry.click();
    await says(page, '入力した内容を引き継いでいます', name('carried: said on the terms'));
    await agree(page);
    await says(page, '入力した内容を引き継いでいます', name('carried: said on the form'));
    check(await page.locator('#name').inputValue() === values.org_name, name('carried: name'), await page.locator('#name').inputValue());
    check(await page.locator('#registrant_mail').inputValue() === to, name('carried: mail'));
    check(await page.locator('#city').inputValue() === values.city, name('carried: city'));
    check(!/みちくさ|夏みかん|example/.test(decodeURIComponent(page.url())), name('carried: nothing in the address'));
    await state(page, name('9-carried'));
  }
  await c.close();
}
// Newsletters of both sites: joined by the mailed link, told when known already, left by the mailed link; the same answer for any address.
for (const [site, path] of [['super', ''], ['aika', '/aikasanet']]) {
  const c = await context(browser, { viewport: { width: 360, height: 740 } });
  const page = await c.newPage();
  const name = (what) => `newsletter-${site}-${what}`;
  const to = `reader.${site}.${run}@example.jp`;
  const send = async (way, address) => {
    await page.goto(`${base}${path}/newsletter/${way}`);
    await page.fill('#mail', address);
    await forward(page);
  };
  const follow = async (what, n) => {
    const link = (await mail(to, what, n)).match(/https?:\/\/\S+\/newsletter\/\S+/)?.[0];
    check(link, name(`mail: ${what}`));
    await page.goto(link ?? base);
    check(!(await page.locator('main').innerText()).includes('@'), name('nothing personal on the page'));
  };
  await page.goto(`${base}${path}/newsletter/join`);
  await state(page, name('1-join'));
  await forward(page);
  check(await page.locator('#errors li').count() === 1, name('the address is asked'));
  await state(page, name('2-errors'));
  await send('join', to);
  const answer = await page.locator('main').textContent();
  await says(page, 'まだ終わっていません', name('not done yet'));
  await state(page, name('3-sent'));
  await follow('メルマガに登録する', 1);
  await state(page, name('4-link'));
  await forward(page);
  await says(page, 'メルマガに登録しました', name('joined'));
  check((await mail(to, '登録が終わりました')) !== '', name('mail: joined'));
  await send('join', to);
  check(await page.locator('main').textContent() === answer, name('the same answer for an address that is there'));
  check((await mail(to, 'すでに登録されています')) !== '', name('mail: there already'));
  await send('leave', `nobody.${run}@example.jp`);
  const left = await page.locator('main').textContent();
  await send('leave', to);
  check(await page.locator('main').textContent() === left, name('the same answer for an address that is not there'));
  await state(page, name('5-leave'));
  await follow('メルマガを解除する', 1);
  await forward(page);
  await says(page, 'メルマガを解除しました', name('left'));
  check((await mail(to, '配信を停止しました')) !== '', name('mail: left'));
  check(texts().every((m) => m.to !== `nobody.${run}@example.jp`), name('no mail to strangers'));

  await page.goto(`${base}${path}/contact/form`);
  await state(page, name('6-contact'));
  await forward(page);
  check(await page.locator('#errors li').count() === 3, name('contact: name, mail and text are asked'));
  await fillIn(page, { name: '安い薬 https://spam.example/', mail: to, subject: '件名です', body: `駐車場は <b>ありますか</b> ${site} ${run}` });
  await forward(page);
  await state(page, name('7-contact-confirm'));
  await forward(page);
  await says(page, 'お問い合わせを受け付けました', name('contact: sent'));
  const receipt = await mail(to, 'お問い合わせを受け付けました');
  check(receipt !== '' && !/薬|spam|件名です|駐車場/.test(receipt), name('contact: the receipt has nothing of what was typed'), receipt);
  const toCentre = await mail('yamas@kenmin.pref.yamaguchi.lg.jp', `ありますか</b> ${site} ${run}`);
  check(toCentre.includes('安い薬') && toCentre.includes(to), name('contact: mail to the centre'), toCentre);
  await c.close();
}
// 郵便番号: a button, without JavaScript; several places of one code are offered; what was typed stays.
{
  const c = await context(browser, { viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  const page = await c.newPage();
  const look = async (code) => {
    await page.fill('#postal', code);
    await page.click('button[value="postal:postal"]');
  };
  const has = async () => `${await page.locator('#pref').inputValue()} ${await page.locator('#city').inputValue()} ${await page.locator('#address').inputValue()}`;
  await page.goto(`${base}/register/form/group`);
  await agree(page);
  await page.fill('#name', 'みちくさ');
  await look('〒７５３－００６４');
  check(await has() === '35 35203 神田町', 'postal: prefecture, city and town', await has());
  check(page.url().endsWith('#row-postal') && await page.locator('#name').inputValue() === 'みちくさ', 'postal: at the row, nothing lost', page.url());
  await page.fill('#address', '自分で書いた住所');
  await look('747-0000');
  check(await has() === '35 35206 自分で書いた住所', 'postal: a typed address stays', await has());
  await page.fill('#address', '');
  await look('740-0000');
  check(await page.locator('button[value^="postal:postal:"]').count() === 2, 'postal: two places are offered');
  await shot(page, 'postal-places');
  await page.click('button[value="postal:postal:1"]');
  check(await has() === '35 35321 ', 'postal: the chosen one', await has());
  await look('999-9999');
  check(await page.locator('#postal-error').count() === 1, 'postal: an unknown code is said at the field');
  await page.goto(`${base}/register/form/event`);
  await agree(page);
  await page.fill('#contact_postal', '4530002');
  await page.click('button[value="postal:contact_postal"]');
  check(await page.locator('#contact_address').inputValue() === '愛知県名古屋市中村区名駅', 'postal: one line elsewhere', await page.locator('#contact_address').inputValue());
  await c.close();
}
await browser.close();
finish();
