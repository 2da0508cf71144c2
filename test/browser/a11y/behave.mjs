// The checks that press keys, change the window, wait or send forms. Each takes a page that is open and the address,
// leaves the page somewhere, and returns a list of complaints; the caller opens the page anew for the next one.
import { tools } from './inpage.mjs';

export const inside = (page, fn, arg) => page.evaluate(`(${fn})((${tools})(), ${JSON.stringify(arg ?? null)})`);
export const openAll = (page) => page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });

// Records which listeners scripts add, before any of them runs. Call before the page is opened.
export const spy = (page) => page.addInitScript(() => {
  const add = EventTarget.prototype.addEventListener;
  globalThis.kenminHeard = new Map();
  EventTarget.prototype.addEventListener = function heard(type, ...rest) {
    if (this instanceof Element) {
      if (!globalThis.kenminHeard.has(this)) globalThis.kenminHeard.set(this, new Set());
      globalThis.kenminHeard.get(this).add(type);
    }
    return add.call(this, type, ...rest);
  };
});

const at = (page) => page.evaluate(() => {
  const e = document.activeElement;
  return e && e !== document.body && e !== document.documentElement ? { i: e.dataset.stop === undefined ? -1 : Number(e.dataset.stop), html: e.outerHTML.slice(0, 110), type: e.type ?? '' } : null;
});

// 1: every stop, in the order of the document, and backwards; the order that is seen is the order of the document.
async function walk(page) {
  await openAll(page);
  const count = await inside(page, (t) => {
    const groups = new Set();
    const stops = t.focusable().filter((e) => {
      if (e.type !== 'radio') return true;
      const g = document.querySelector(`input[type=radio][name="${CSS.escape(e.name)}"]:checked`);
      if (g ? g !== e : groups.has(e.name)) return false;
      groups.add(e.name);
      return true;
    });
    stops.forEach((e, i) => { e.dataset.stop = i; });
    return stops.length;
  });
  const bad = await inside(page, (t) => t.all('*').filter((e) => !t.hidden(e) && e.querySelector('a[href], button, input') && (getComputedStyle(e).order !== '0' || /reverse/.test(getComputedStyle(e).flexDirection)))
    .map((e) => `seen in another order than read: ${t.short(e)}`));
  const visited = [];
  for (let i = 0; i < count * 4 + 8; i++) {
    await page.keyboard.press('Tab');
    const now = await at(page);
    if (!now) break;
    if (visited.length && visited.at(-1).i === now.i) { if (/date|time|month/.test(now.type) || visited.at(-2)?.i !== now.i) { visited.push(now); continue; } bad.push(`trap at ${now.html}`); break; }
    if (now.i >= 0 && now.i < (visited.at(-1)?.i ?? -1)) { if (now.i !== 0) bad.push(`goes back to ${now.html}`); break; }
    visited.push(now);
  }
  const order = visited.map((v) => v.i).filter((v, i, a) => v >= 0 && a[i - 1] !== v);
  const missing = [...Array(count).keys()].filter((i) => !order.includes(i));
  if (missing.length) bad.push(`${missing.length} of ${count} not reached: ${await page.evaluate((i) => document.querySelector(`[data-stop="${i}"]`)?.outerHTML.slice(0, 110), missing[0])}`);
  if (order.length > 3 && !missing.length) {
    const middle = order[Math.min(order.length - 1, 6)];
    await page.evaluate((i) => document.querySelector(`[data-stop="${i}"]`).focus(), middle);
    let back = middle;
    for (let i = 0; i < 6 && back > 0; i++) {
      await page.keyboard.press('Shift+Tab');
      const now = await at(page);
      if (!now || now.i > back || now.i < back - 1) { bad.push(`Shift+Tab from ${back} leads to ${now?.html}`); break; }
      back = now.i;
    }
  }
  return bad;
}

// 2: what listens to the pointer can be reached and used with keys.
const listeners = (page) => inside(page, (t) => {
  const pointer = ['click', 'mousedown', 'mouseup', 'mouseover', 'mouseenter', 'pointerdown', 'touchstart', 'dblclick'];
  const found = new Map([...globalThis.kenminHeard ?? []].map(([e, s]) => [e, new Set(s)]));
  for (const e of t.all('*')) for (const p of [...pointer, 'keydown', 'keyup', 'keypress', 'focus']) if (e.hasAttribute(`on${p}`)) { if (!found.has(e)) found.set(e, new Set()); found.get(e).add(p); }
  const bad = [];
  for (const [e, types] of found) {
    if (!pointer.some((p) => types.has(p))) continue;
    const native = e.matches('a[href], button, input, select, textarea, summary, label, option');
    if (!native && e.tabIndex < 0) bad.push(`listens to the pointer, not reachable: ${t.short(e)}`);
    else if (!native && !types.has('keydown') && !types.has('keyup')) bad.push(`listens to the pointer, not to keys: ${t.short(e)}`);
    if (types.has('mousedown') || types.has('pointerdown')) bad.push(`acts when pressed, not when released: ${t.short(e)}`);
    if ((types.has('mouseover') || types.has('mouseenter')) && !types.has('focus')) bad.push(`shows on hover, not on focus: ${t.short(e)}`);
  }
  return bad;
});

let painter;
// Pixels that differ between two PNG pictures with a contrast of at least 3.
async function changed(browser, a, b) {
  painter ??= await (await browser.newContext()).newPage();
  return painter.evaluate(`(async (a, b) => {
    const t = (${tools})();
    const read = async (data) => {
      const img = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob());
      const c = new OffscreenCanvas(img.width, img.height).getContext('2d');
      c.drawImage(img, 0, 0);
      return c.getImageData(0, 0, img.width, img.height).data;
    };
    const [x, y] = [await read(a), await read(b)];
    let n = 0;
    for (let i = 0; i < Math.min(x.length, y.length); i += 4) if ((x[i] !== y[i] || x[i + 1] !== y[i + 1] || x[i + 2] !== y[i + 2]) && t.contrast(x.slice(i, i + 3), y.slice(i, i + 3)) >= 3) n++;
    return n;
  })(${JSON.stringify(a)}, ${JSON.stringify(b)})`);
}

// 3: a focused element is painted otherwise, with contrast, and nothing lies over it. One element of every look.
async function focusSeen(page, { most = 14 } = {}) {
  const browser = page.context().browser();
  await openAll(page);
  await page.emulateMedia({ reducedMotion: 'reduce' }); // no smooth scrolling between the two pictures
  const bad = [];
  const looks = await inside(page, (t) => {
    const seen = new Set();
    return t.focusable().map((e, i) => { e.dataset.stop = i; return e; }).filter((e) => {
      const key = `${e.tagName}.${e.className}.${e.parentElement.className}.${e.closest('header, main, footer, nav')?.className}`;
      return !seen.has(key) && seen.add(key);
    }).map((e) => Number(e.dataset.stop));
  });
  await page.keyboard.press('Tab'); // so that :focus-visible applies to what is focused now
  for (const i of looks.slice(0, most)) {
    const box = await page.evaluate((n) => {
      document.activeElement?.blur();
      const e = document.querySelector(`[data-stop="${n}"]`);
      e.focus();
      e.scrollIntoView({ block: 'nearest' });
      const r = e.getBoundingClientRect();
      const spots = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].map(([x, y]) => document.elementFromPoint(r.x + r.width * x, r.y + r.height * y));
      return { x: r.x, y: r.y, width: r.width, height: r.height, html: e.outerHTML.slice(0, 110), covered: spots.every((s) => !s || !(e.contains(s) || s.contains(e) || [...(e.labels ?? [])].some((l) => l.contains(s)))) };
    }, i);
    if (box.covered) bad.push(`covered when focused: ${box.html}`);
    const [x, y] = [Math.max(0, box.x - 8), Math.max(0, box.y - 8)];
    const clip = { x, y, width: Math.min(1280, box.x + box.width + 8) - x, height: Math.min(900, box.y + box.height + 8) - y };
    if (clip.width < 1 || clip.height < 1) { bad.push(`out of the window when focused: ${box.html}`); continue; }
    const on = (await page.screenshot({ clip, caret: 'hide' })).toString('base64');
    await page.evaluate(() => document.activeElement.blur());
    const blurred = (await page.screenshot({ clip, caret: 'hide' })).toString('base64');
    const n = await changed(browser, on, blurred);
    if (n < clip.width + clip.height - 32) bad.push(`focus hardly seen (${n} pixels): ${box.html}`);
  }
  return bad;
}

// 4: neither focus nor a choice leads anywhere.
async function noSurprise(page) {
  await openAll(page);
  const url = page.url();
  const bad = [];
  let windows = 0;
  page.on('popup', () => { windows++; });
  const count = await inside(page, (t) => { const c = t.controls(); c.forEach((e, i) => { e.dataset.stop = i; }); return c.length; });
  const look = (i) => page.evaluate((n) => document.querySelector(`[data-stop="${n}"]`), i);
  for (let i = 0; i < Math.min(count, 12); i++) {
    const e = page.locator(`[data-stop="${i}"]`);
    const kind = await e.evaluate((x) => x.tagName === 'SELECT' ? 'select' : x.type);
    const html = await e.evaluate((x) => x.outerHTML.slice(0, 110));
    await e.evaluate((x) => x.focus());
    if (!await e.evaluate((x) => x === document.activeElement).catch(() => false)) { bad.push(`focus does not stay on ${html}`); break; }
    if (kind === 'select') await e.evaluate((x) => { x.selectedIndex = x.options.length - 1; x.dispatchEvent(new Event('change', { bubbles: true })); x.dispatchEvent(new Event('input', { bubbles: true })); });
    else if (/checkbox|radio/.test(kind)) await page.keyboard.press('Space');
    else if (/text|search|email|tel/.test(kind)) await page.keyboard.type('あa1');
    await page.waitForTimeout(30);
    if (page.url() !== url || windows || await page.evaluate(() => document.querySelector('dialog[open]') !== null).catch(() => true)) { bad.push(`input leads away: ${html}`); break; }
    if (!await look(i).catch(() => null) && page.url() !== url) break;
  }
  return bad;
}

// 5: the first Tab shows the skip link, and it works.
async function skip(page) {
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => {
    const e = document.activeElement;
    const r = e.getBoundingClientRect();
    return { href: e.getAttribute('href') ?? '', seen: r.width > 20 && r.height >= 16 && r.top >= 0 && r.left >= 0, there: (e.hash ?? '') !== '' && document.getElementById(e.hash.slice(1)) !== null };
  });
  if (!first.href.startsWith('#')) return [`the first stop is no skip link: ${first.href}`];
  const bad = [];
  if (!first.seen) bad.push('the skip link is not seen when focused');
  if (!first.there) return [...bad, `the skip link leads nowhere: ${first.href}`];
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  if (!await page.evaluate((id) => document.getElementById(id).contains(document.activeElement) || !document.getElementById(id).querySelector('a[href], button, input'), first.href.slice(1))) bad.push('after the skip link, Tab is not in the main part');
  return bad;
}

// 6: what opens says so, opens with a key, and the next Tab lands in it.
async function menus(page) {
  const bad = await inside(page, (t) => t.all('[aria-haspopup]:not([aria-expanded]), .menu-button:not([aria-expanded])').map((e) => `opens something, says no state: ${t.short(e)}`));
  const count = await inside(page, (t) => { const e = t.all('summary, [aria-expanded]').filter((x) => !t.hidden(x)); e.forEach((x, i) => { x.dataset.menu = i; }); return e.length; });
  for (let i = 0; i < Math.min(count, 6); i++) {
    const state = () => page.evaluate((n) => { const e = document.querySelector(`[data-menu="${n}"]`); return e.tagName === 'SUMMARY' ? String(e.parentElement.open) : e.getAttribute('aria-expanded'); }, i);
    const html = await page.evaluate((n) => { const e = document.querySelector(`[data-menu="${n}"]`); e.focus(); return e.outerHTML.slice(0, 110); }, i);
    const before = await state();
    await page.keyboard.press('Enter');
    const after = await state();
    if (before === after) { bad.push(`Enter does not open: ${html}`); continue; }
    if (after === 'true') {
      await page.keyboard.press('Tab');
      const into = await page.evaluate((n) => {
        const e = document.querySelector(`[data-menu="${n}"]`);
        const part = e.tagName === 'SUMMARY' ? e.parentElement : document.getElementById(e.getAttribute('aria-controls') ?? '') ?? e.nextElementSibling;
        return !part || part.contains(document.activeElement) || !part.querySelector('a[href], button, input');
      }, i);
      if (!into) bad.push(`Tab does not lead into what was opened: ${html}`);
    }
    await page.evaluate((n) => document.querySelector(`[data-menu="${n}"]`).focus(), i);
    await page.keyboard.press('Enter');
    if (await state() !== before) bad.push(`Enter does not close: ${html}`);
  }
  return bad;
}

const lost = (page) => inside(page, (t) => t.all('button, input:not([type=hidden]), select, textarea, a[href]')
  .filter((e) => !t.hidden(e) && !e.matches('.skip')).filter((e) => { const r = e.getBoundingClientRect(); return r.right > document.documentElement.clientWidth + 2 && !e.closest('[tabindex="0"]') || r.right < 0; }).slice(0, 3).map((e) => `out of the window: ${t.short(e)}`));
const fits = async (page, name) => {
  const out = await inside(page, (t) => t.sideways());
  const cut = await inside(page, (t) => t.cut());
  return [...(out > 0 ? [`${name}: ${out} px too wide`] : []), ...cut.slice(0, 3).map((c) => `${name}: cut off: ${c}`), ...(await lost(page)).map((l) => `${name}: ${l}`)];
};
const enlarge = (page) => page.evaluate(() => { document.documentElement.style.setProperty('font-size', '200%', 'important'); });

// 7: zoom to 200 % (half the window) and text alone to 200 %.
async function larger(page) {
  await openAll(page);
  await page.setViewportSize({ width: 640, height: 450 });
  const bad = await fits(page, 'zoom 200 %');
  await page.setViewportSize({ width: 1280, height: 900 });
  await enlarge(page);
  return [...bad, ...await fits(page, 'text 200 %')];
}
// 8: 320 px, upright and across; 1.3.4: nothing is hidden in either.
async function reflow(page) {
  await openAll(page);
  const bad = [];
  for (const [width, height] of [[320, 640], [640, 320]]) {
    await page.setViewportSize({ width, height });
    bad.push(...await fits(page, `${width} px`));
    if (await page.evaluate(() => { const m = document.querySelector('main') ?? document.body; return !m.getClientRects().length || getComputedStyle(m).transform !== 'none' || getComputedStyle(document.body).transform !== 'none'; })) bad.push(`${width}x${height}: main part hidden or turned`);
  }
  return bad;
}
// 9: the spacing of WCAG 1.4.12.
async function spacing(page) {
  await openAll(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*{line-height:1.5 !important;letter-spacing:.12em !important;word-spacing:.16em !important}p{margin-bottom:2em !important}');
    document.adoptedStyleSheets = [sheet];
  });
  return fits(page, 'text spacing');
}

// 11: nothing moves by itself; with reduced motion nothing moves at all.
async function motion(page) {
  const bad = await inside(page, (t) => [
    ...t.all('marquee, blink, video[autoplay]').map((e) => `moves by itself: ${t.short(e)}`),
    ...document.getAnimations().filter((a) => a.effect.getComputedTiming().endTime > 5000).map((a) => `animation of more than 5 s: ${t.short(a.effect.target)}`),
  ]);
  if (await page.evaluate(() => [...document.scripts].some((s) => !s.type || /javascript|module/.test(s.type)))) {
    const shot = async () => (await page.screenshot()).toString('base64');
    const first = await shot();
    await page.waitForTimeout(2500);
    const second = await shot();
    await page.waitForTimeout(3000);
    if (first !== second && second !== await shot() && !await page.locator('button:has-text("停止"), button:has-text("止める")').count()) bad.push('the page changes for more than 5 s and has no button that stops it');
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  bad.push(...await inside(page, (t) => {
    const moving = t.all('*').filter((e) => { const s = getComputedStyle(e); return s.scrollBehavior === 'smooth' || s.animationName !== 'none' || (s.transitionDuration.split(',').some((d) => parseFloat(d) > 0.01) && /all|transform|left|top|width|height/.test(s.transitionProperty)); });
    return moving.slice(0, 3).map((e) => `moves although less motion is asked for: ${t.short(e).slice(0, 60)}`);
  }));
  await page.emulateMedia({ reducedMotion: null });
  return bad;
}

// 12: half an hour later the page is the same.
async function patience(page) {
  const refresh = await page.evaluate(() => document.querySelector('meta[http-equiv=refresh i]')?.content ?? '');
  const bad = refresh ? [`refreshes itself: ${refresh}`] : [];
  if (!await page.evaluate(() => [...document.scripts].some((s) => !s.type || /javascript|module/.test(s.type)))) return bad;
  await page.clock.install();
  await page.reload();
  const url = page.url();
  const before = await page.evaluate(() => document.body.textContent);
  await page.clock.fastForward(30 * 60 * 1000);
  await page.waitForTimeout(200);
  if (page.url() !== url) bad.push(`went to ${page.url()} by itself`);
  else if (before !== await page.evaluate(() => document.body.textContent) && !await page.locator('button:has-text("延長")').count()) bad.push('changed by itself and offers no longer time');
  return bad;
}

const posting = 'form[method=post]:not([action$="/settings/display"])';
async function sendForm(page) {
  const there = page.waitForNavigation({ waitUntil: 'load', timeout: 10000 }).catch(() => null);
  await page.evaluate((q) => { const f = document.querySelector(q); f.noValidate = true; f.requestSubmit(f.querySelector('button:not([type=button]), input[type=submit]')); }, posting).catch(() => {});
  await there;
}

// 22: an empty form says what is wrong, in a summary with links, beside the fields and in the title; what was entered stays.
async function errors(page) {
  if (!await page.locator(posting).count()) return [];
  const title = await page.title();
  const kept = await page.evaluate((q) => { const e = document.querySelector(`${q} input[type=text]:not([required]), ${q} textarea:not([required])`); if (!e) return null; e.value = '残る文字'; return e.name; }, posting);
  const needed = await page.evaluate((q) => new Set([...document.querySelectorAll(`${q} :is(input, select, textarea)[required], ${q} [aria-required=true]`)].map((e) => e.name)).size, posting);
  if (!needed) return [];
  await sendForm(page);
  const r = await page.evaluate((name) => {
    const list = document.querySelector('[role=alert], .error-summary');
    const links = [...list?.querySelectorAll('a[href^="#"]') ?? []];
    return { summary: !!list, links: links.length, dead: links.filter((a) => !document.getElementById(a.hash.slice(1))).length, title: document.title,
      wrong: new Set([...document.querySelectorAll('[aria-invalid=true]')].map((e) => e.name)).size, vague: links.filter((a) => a.textContent.trim().length < 6 || /^(エラー|入力エラー|不正な値)/.test(a.textContent.trim())).length,
      described: [...document.querySelectorAll('[aria-invalid=true]')].every((e) => (e.getAttribute('aria-describedby') ?? '').split(/\s+/).some((i) => i && document.getElementById(i)?.textContent.trim())),
      value: name ? document.querySelector(`[name="${CSS.escape(name)}"]`)?.value : '残る文字' };
  }, kept);
  const bad = [];
  if (!r.summary) bad.push('no error summary');
  if (r.links < r.wrong || r.wrong < needed) bad.push(`${needed} required fields empty, ${r.wrong} marked, ${r.links} in the summary`);
  if (r.dead || r.vague) bad.push(`${r.dead} links of the summary lead nowhere, ${r.vague} say nothing`);
  if (!r.described) bad.push('a wrong field is not described by its message');
  if (r.title === title || !/エラー/.test(r.title)) bad.push(`the title does not say that there are errors: ${r.title}`);
  if (r.value !== '残る文字') bad.push('what was entered is lost');
  return bad;
}

// 23: a complete form leads to a page that shows the values, offers to change them, and has a button that sends.
async function confirm(page) {
  if (!await page.locator(posting).count() || !await page.locator(`${posting} [required]`).count()) return [];
  const values = await page.evaluate((q) => {
    const sample = { email: 'hanako@example.jp', tel: '083-900-1234', url: 'https://example.jp/', number: '3', date: '2026-07-01', password: 'Aa1!aaaa-kenmin' };
    const used = [];
    for (const e of document.querySelectorAll(`${q} :is(input, select, textarea)[required]`)) {
      if (/checkbox|radio/.test(e.type)) { if (!document.querySelector(`[name="${CSS.escape(e.name)}"]:checked`)) e.checked = true; }
      else if (e.tagName === 'SELECT') e.selectedIndex = e.options.length - 1;
      else { e.value = sample[e.type] ?? '確認する値'; if (e.type !== 'password') used.push(e.value); }
    }
    return used;
  }, posting);
  await sendForm(page);
  // Agreeing to terms is a step before the form; the form itself is walked by register.mjs and join.mjs.
  if (!values.length) return await page.locator(`${posting} :is(input:not([type=hidden]), textarea)`).count() ? [] : ['agreeing leads to no form'];
  const text = await page.evaluate(() => document.body.textContent);
  const bad = values.filter((v) => !text.includes(v)).map((v) => `the page after sending does not show 「${v}」`);
  if (!await page.locator('main :is(a, button):has-text("変更"), main :is(a, button):has-text("修正"), main :is(a, button):has-text("戻る")').count()) bad.push('nothing leads back to change a value');
  if (!await page.locator('main form[method=post] button').count()) bad.push('no button that sends');
  return bad;
}

// 28: without script the same text, links and controls; 29: in forced colours every control has an edge and focus is seen.
async function noScript(page) {
  const read = () => ({ text: document.body.innerText.replace(/\s+/g, ' '), controls: document.querySelectorAll('a[href], button, input, select, textarea').length });
  const withScript = await page.evaluate(read);
  const c = await page.context().browser().newContext({ javaScriptEnabled: false, locale: 'ja-JP', viewport: page.viewportSize() });
  const p = await c.newPage();
  await p.goto(page.url());
  const cdp = await c.newCDPSession(p);
  const out = await cdp.send('Runtime.evaluate', { expression: `(${read})()`, returnByValue: true });
  await c.close();
  const without = out.result.value;
  return without.text === withScript.text && without.controls === withScript.controls ? [] : [`without script: ${without.controls} controls, ${without.text.length} letters; with script: ${withScript.controls}, ${withScript.text.length}`];
}
async function forced(page) {
  await openAll(page);
  await page.emulateMedia({ forcedColors: 'active' });
  const bad = await inside(page, (t) => [...t.controls(), ...t.all('button')].filter((e) => !t.hidden(e) && !/submit|button|hidden|checkbox|radio/.test(e.type || 'x') && getComputedStyle(e).borderStyle === 'none' && getComputedStyle(e).outlineStyle === 'none')
    .map((e) => `no edge in forced colours: ${t.short(e)}`)
    .concat(t.all('*').filter((e) => getComputedStyle(e).forcedColorAdjust === 'none' && t.text(e) && !e.closest('svg')).slice(0, 3).map((e) => `keeps its own colours: ${t.short(e)}`)));
  await page.keyboard.press('Tab');
  if (await page.evaluate(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 1; })) bad.push('focus is not seen in forced colours');
  await page.emulateMedia({ forcedColors: null });
  return bad;
}

export const behaviour = { 1: walk, 2: listeners, 3: focusSeen, 4: noSurprise, 5: skip, 6: menus, 7: larger, 8: reflow, 9: spacing, 11: motion, 12: patience, 22: errors, 23: confirm, 28: noScript, 29: forced };

// 24 and the uniqueness of titles: over the facts of several pages of one site, [{ path, title, menu, ... }].
export function across(list) {
  const bad = [];
  const titles = new Map();
  for (const f of list) {
    const other = titles.get(f.title);
    if (other) bad.push({ n: 13, path: f.path, what: `has the title of ${other}: ${f.title}` });
    titles.set(f.title, f.path);
    const model = list[0];
    if (f.menu.join() !== model.menu.join()) bad.push({ n: 24, path: f.path, what: `another menu: ${f.menu.join(' ')}` });
    if (f.foot.join() !== model.foot.join()) bad.push({ n: 24, path: f.path, what: 'another foot' });
    if (f.contact.join() !== model.contact.join() || !f.contact.length) bad.push({ n: 24, path: f.path, what: `contact in the foot: ${f.contact.join(' ')}` });
    if (!f.search) bad.push({ n: 24, path: f.path, what: 'no search and no link to it' });
    if (!f.sitemap) bad.push({ n: 24, path: f.path, what: 'no link to the sitemap' });
  }
  return bad;
}

// 10 over pictures: the worst pixel behind a text.
export async function pictureContrast(page, spots) {
  const browser = page.context().browser();
  const bad = [];
  for (const s of spots) {
    if (s.width < 1 || s.height < 1) continue;
    await page.evaluate((y) => { scrollTo({ top: y, behavior: 'instant' }); const sheet = new CSSStyleSheet(); sheet.replaceSync('*{color:transparent !important;text-shadow:none !important}'); document.adoptedStyleSheets = [sheet]; }, s.top);
    const size = page.viewportSize();
    const clip = { x: Math.max(0, s.x), y: Math.max(0, s.y), width: Math.min(s.width, size.width - Math.max(0, s.x)), height: Math.min(s.height, size.height - Math.max(0, s.y)) };
    if (clip.width < 1 || clip.height < 1) continue;
    const shot = (await page.screenshot({ clip })).toString('base64');
    await page.evaluate(() => { document.adoptedStyleSheets = []; });
    painter ??= await (await browser.newContext()).newPage();
    const worst = await painter.evaluate(`(async (data, colour) => {
      const t = (${tools})();
      const img = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob());
      const c = new OffscreenCanvas(img.width, img.height).getContext('2d');
      c.drawImage(img, 0, 0);
      const d = c.getImageData(0, 0, img.width, img.height).data;
      const all = [];
      for (let i = 0; i < d.length; i += 16) all.push(t.contrast(colour, d.slice(i, i + 3)));
      return all.sort((a, b) => a - b)[Math.floor(all.length / 50)];
    })(${JSON.stringify(shot)}, ${JSON.stringify(s.colour)})`);
    if (worst < s.least) bad.push(`text over a picture ${worst.toFixed(2)} (${s.least} needed): ${s.what}`);
  }
  return bad;
}
