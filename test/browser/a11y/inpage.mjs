// The checks that look at a page as it stands. Each is sent into the browser as text, so it uses nothing from outside
// but `tools` (a text as well); each returns a list of complaints. `n` is the number in the list of scripted checks.

export const tools = String(() => {
  const t = {};
  t.short = (e) => (e.outerHTML ?? String(e)).replace(/\s+/g, ' ').slice(0, 110);
  t.text = (e) => e.textContent.replace(/\s+/g, ' ').trim();
  t.hidden = (e) => !e.getClientRects().length || getComputedStyle(e).visibility === 'hidden';
  t.aside = (e) => e.closest('.vh, [hidden], template, script, style, noscript');
  t.all = (q, root = document) => [...root.querySelectorAll(q)];
  t.controls = () => t.all('input:not([type=hidden]), select, textarea').filter((e) => !t.hidden(e));
  t.focusable = () => t.all('a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]')
    .filter((e) => !e.disabled && e.type !== 'hidden' && e.tabIndex >= 0 && !t.hidden(e));
  t.name = (e) => {
    const by = e.getAttribute('aria-labelledby');
    if (by) return by.split(/\s+/).map((i) => document.getElementById(i)?.textContent ?? '').join(' ').trim();
    if (e.getAttribute('aria-label')) return e.getAttribute('aria-label').trim();
    const copy = e.cloneNode(true);
    for (const i of copy.querySelectorAll('img[alt], svg[aria-label]')) i.replaceWith(i.getAttribute('alt') ?? i.getAttribute('aria-label'));
    for (const i of copy.querySelectorAll('[aria-hidden=true], title')) i.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  t.texts = () => {
    const out = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = walker.nextNode(); n; n = walker.nextNode()) if (n.textContent.trim() && !t.aside(n.parentElement) && !t.hidden(n.parentElement)) out.push(n);
    return out;
  };
  // Colours: [r, g, b, a] with a canvas, so that every notation is understood.
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  const known = new Map();
  t.colour = (text) => {
    if (!known.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(text, [r, g, b, a / 255]);
    }
    return known.get(text);
  };
  t.over = (front, back) => [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);
  const part = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  t.light = (c) => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
  t.contrast = (a, b) => { const [x, y] = [t.light(a), t.light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
  // What is painted behind an element; `image`: a picture or gradient lies there.
  t.behind = (e, own = true) => {
    const layers = [];
    let image = null;
    for (let at = own ? e : e.parentElement; at; at = at.parentElement) {
      const s = getComputedStyle(at);
      if (s.backgroundImage !== 'none' && !image) image = at;
      const c = t.colour(s.backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] === 1) break;
    }
    return { colour: layers.reverse().reduce((back, front) => t.over(front, back), [255, 255, 255, 1]), image };
  };
  t.opacity = (e) => { let o = 1; for (let at = e; at; at = at.parentElement) o *= Number(getComputedStyle(at).opacity); return o; };
  // Texts whose box reaches out of an ancestor that cuts off what overflows.
  t.cut = () => t.texts().filter((n) => {
    const range = document.createRange();
    range.selectNodeContents(n);
    const box = range.getBoundingClientRect();
    if (!box.width || !box.height) return false;
    for (let e = n.parentElement; e && e !== document.body; e = e.parentElement) {
      const s = getComputedStyle(e);
      if (s.position === 'fixed') break;
      if (!/hidden|clip/.test(s.overflowX + s.overflowY)) continue;
      const r = e.getBoundingClientRect();
      if (r.width < 2 && r.height < 2) break;
      if (box.left < r.left - 2 || box.right > r.right + 2 || box.top < r.top - 2 || box.bottom > r.bottom + 2) return true;
    }
    return false;
  }).map((n) => n.textContent.trim().slice(0, 60));
  t.sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return t;
});

// Colour of every text, control border and icon in the theme that is on.
export const contrast = String((t) => {
  const bad = [];
  const seen = new Set();
  for (const n of t.texts()) {
    const e = n.parentElement;
    if (e.closest('svg, option, [disabled], [aria-disabled=true]')) continue;
    const s = getComputedStyle(e);
    const { colour, image } = t.behind(e);
    if (image) continue;
    const front = t.colour(s.color);
    const size = parseFloat(s.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(s.fontWeight) >= 700) ? 3 : 4.5;
    const have = t.contrast(t.over([front[0], front[1], front[2], front[3] * t.opacity(e)], colour), colour);
    const key = `${s.color} ${colour} ${least}`;
    if (have < least - 0.005 && !seen.has(key)) { seen.add(key); bad.push(`text ${have.toFixed(2)} (${least} needed) ${t.short(e)}`); }
  }
  for (const e of t.controls()) {
    if (e.type === 'range' || e.type === 'file' || e.type === 'image') continue;
    const s = getComputedStyle(e);
    if (s.appearance === 'auto' && /checkbox|radio/.test(e.type)) continue; // drawn by the browser
    const back = t.behind(e, false).colour;
    const own = t.behind(e).colour;
    const edge = parseFloat(s.borderBottomWidth) > 0 ? t.contrast(t.over(t.colour(s.borderBottomColor), back), back) : 1;
    const have = Math.max(edge, t.contrast(own, back));
    if (have < 3) bad.push(`control ${have.toFixed(2)} (3 needed) ${t.short(e)}`);
  }
  for (const e of t.all('svg')) {
    if (t.hidden(e) || e.closest('.logo')) continue;
    const back = t.behind(e).colour;
    const marks = t.all('path, circle, rect, line, polyline, polygon, ellipse', e);
    const best = Math.max(0, ...marks.flatMap((m) => [getComputedStyle(m).fill, getComputedStyle(m).stroke])
      .filter((c) => c !== 'none').map((c) => t.contrast(t.over(t.colour(c), back), back)));
    const key = `svg ${e.parentElement.className} ${best}`;
    if (marks.length && best < 3 && !seen.has(key)) { seen.add(key); bad.push(`icon ${best.toFixed(2)} (3 needed) in ${t.short(e.parentElement)}`); }
  }
  return bad;
});

// Texts over pictures: their boxes, to be compared with pixels.
export const overPictures = String((t) => t.texts().filter((n) => !n.parentElement.closest('svg, option') && t.behind(n.parentElement).image).slice(0, 12).map((n) => {
  const range = document.createRange();
  range.selectNodeContents(n);
  n.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
  const r = range.getBoundingClientRect();
  return { top: scrollY, x: r.x, y: r.y, width: r.width, height: r.height, colour: t.colour(getComputedStyle(n.parentElement).color), what: t.short(n.parentElement),
    least: parseFloat(getComputedStyle(n.parentElement).fontSize) >= 24 ? 3 : 4.5 };
}));

const page = {
  13: (t) => {
    const h1 = t.text(document.querySelector('h1') ?? document.createElement('p'));
    const bare = (s) => s.replace(/[\s、。（）()]/g, '');
    const home = /^(\/|\/aikasanet\/)$/.test(location.pathname);
    if (!document.title.trim()) return ['no title'];
    return home || bare(document.title).includes(bare(h1)) ? [] : [`title 「${document.title}」 lacks the heading 「${h1}」`];
  },
  14: (t) => {
    const bad = [];
    const heads = t.all('h1, h2, h3, h4, h5, h6').filter((h) => !t.hidden(h));
    const level = (h) => Number(h.tagName[1]);
    const ones = heads.filter((h) => level(h) === 1).length;
    if (ones !== 1) bad.push(`${ones} h1`);
    heads.forEach((h, i) => {
      if (i && level(h) > level(heads[i - 1]) + 1) bad.push(`level skipped at ${t.short(h)}`);
      if (!t.name(h)) bad.push(`empty heading ${t.short(h)}`);
      if (/^(見出し|タイトル|その他の情報|コンテンツ|無題)$/.test(t.text(h))) bad.push(`says nothing: ${t.short(h)}`);
    });
    for (const p of t.all('main p, main div')) {
      if (t.hidden(p) || p.closest('dl, td, th, li, nav, form, .tags, header, label, figure')) continue;
      const s = t.text(p);
      const only = p.childElementCount === 1 && /^(B|STRONG)$/.test(p.firstElementChild.tagName) && t.text(p.firstElementChild) === s;
      if (s && s.length < 30 && (only || (p.childElementCount === 0 && /^[【■●◆].*[】]?$/.test(s)))) bad.push(`looks like a heading: ${t.short(p)}`);
    }
    return bad;
  },
  15: (t) => {
    const bad = [];
    for (const e of t.all('main p, main div, main td, main dd')) {
      if (t.hidden(e)) continue;
      const lines = e.innerHTML.split(/<br\s*\/?>/i).map((l) => l.replace(/<[^>]*>/g, '').trim());
      if (e.querySelector('p, div, ul, ol, table') || lines.length < 2) continue;
      if (lines.filter((l) => /^([・●○■◆※-]|\d+[.．)）]|[①-⑳])/.test(l)).length >= 3) bad.push(`list made with br: ${t.short(e)}`);
    }
    const paragraphs = t.all('main p');
    paragraphs.forEach((p, i) => {
      const next = [p, paragraphs[i + 1], paragraphs[i + 2]];
      if (next.every((x) => x && x.parentElement === p.parentElement && /^([・●]|\d+[.．)）]|[①-⑳])/.test(t.text(x)))) bad.push(`list made of paragraphs: ${t.short(p)}`);
    });
    for (const ul of t.all('main ul')) {
      const items = [...ul.children].map(t.text);
      if (items.length >= 3 && items.every((s) => /^(\d+[.．)）]|[①-⑳])/.test(s))) bad.push(`numbers in ul: ${t.short(ul)}`);
    }
    for (const table of t.all('table')) {
      if (!table.caption || !t.text(table.caption)) bad.push(`table without caption: ${t.short(table)}`);
      if (!table.querySelector('th')) bad.push(`table without th: ${t.short(table)}`);
      for (const th of t.all('th:not([scope])', table)) bad.push(`th without scope: ${t.short(th)}`);
    }
    return bad;
  },
  16: (t) => {
    const bad = [];
    const links = new Map();
    for (const a of t.all('a[href]')) {
      if (t.hidden(a)) continue;
      const s = t.name(a);
      if (!s) { bad.push(`link without text: ${t.short(a)}`); continue; }
      if (/^(こちら|こちらから|ここ|詳細|詳しく|詳しくはこちら|もっと見る|続きを読む|続き|リンク|クリック|click here|more|https?:\/\/\S*)$/i.test(s) && !(/^http/.test(s) && a.closest('dd'))) bad.push(`says nothing: ${s}`);
      // Two records may have the same name: the link of a record stands among its facts.
      if (!/\/\d+$/.test(a.pathname)) {
        if (!links.has(s)) links.set(s, new Set());
        links.get(s).add(a.href.replace(/#.*/, ''));
      }
      if (a.target === '_blank' && !/別(の)?ウィンドウ/.test(s)) bad.push(`opens a window unsaid: ${s}`);
      if (/\.(pdf|docx?|xlsx?|zip)$/i.test(a.pathname) && !/PDF|Word|Excel|ZIP/i.test(s)) bad.push(`kind of file unsaid: ${s}`);
    }
    for (const [s, to] of links) if (to.size > 1) bad.push(`one text, ${to.size} targets: ${s}`);
    return bad;
  },
  17: (t) => {
    const bad = [];
    for (const i of t.all('img, [role=img], input[type=image], area')) {
      if (t.hidden(i)) continue;
      const alt = i.getAttribute('alt') ?? i.getAttribute('aria-label');
      const r = i.getBoundingClientRect();
      if (alt === null && !i.getAttribute('aria-labelledby')) { bad.push(`no alt: ${t.short(i)}`); continue; }
      if (/\.(jpe?g|png|gif|webp|svg)$/i.test(alt ?? '') || /^(画像|写真|グラフ|図|image|img|dsc|photo)[\s_-]*\d*$/i.test(alt ?? '')) bad.push(`alt says nothing: ${alt}`);
      if ((alt ?? '').length > 120) bad.push(`alt of ${alt.length} letters`);
      if (alt === '' && r.width >= 80 && r.height >= 40 && !i.closest('[data-decoration]')) bad.push(`empty alt on a large picture: ${t.short(i)}`);
      if (i.tagName === 'IMG' && i.complete && !i.naturalWidth && i.loading !== 'lazy') bad.push(`broken picture: ${t.short(i)}`);
      const next = t.text(i.closest('a, figure, li, p') ?? i);
      if (alt && alt.length > 3 && next === alt) bad.push(`alt repeats the text beside it: ${alt}`);
    }
    for (const s of t.all('svg:not([aria-hidden=true])')) if (!s.closest('[aria-hidden=true]') && !s.querySelector('title') && !s.getAttribute('aria-label')) bad.push(`svg neither named nor hidden: ${t.short(s)}`);
    return bad;
  },
  18: (t) => t.texts().flatMap((n) => {
    const s = n.textContent;
    const bad = [];
    if (/^([一-龥][ 　]+)+[一-龥]$/.test(s.trim())) bad.push(`spaced word: ${s.trim()}`);
    if (/[｡-ﾟ]/.test(s)) bad.push(`half-width kana: ${s.trim().slice(0, 40)}`);
    if (/[㌀-㍗㍻-㍿㈱㈲㈹]/.test(s)) bad.push(`sign some machines lack: ${s.trim().slice(0, 40)}`);
    if (/([━─=＝*＊~-])\1{9,}|\(\^|＼\(|m\(_/.test(s)) bad.push(`picture of letters: ${s.trim().slice(0, 40)}`);
    return bad;
  }),
  19: (t) => t.texts().filter((n) => /(右|左|下|上)の(ボタン|メニュー|リンク|欄|図|画像)|(赤|青|緑|黄色?)(い|の)(文字|ボタン|部分|印|項目|枠)|(丸い|四角い)ボタン/.test(n.textContent)).map((n) => `sensory: ${n.textContent.trim().slice(0, 60)}`),
  20: (t) => {
    const bad = [];
    if (!/^ja(-|$)/.test(document.documentElement.lang)) bad.push(`page lang 「${document.documentElement.lang}」`);
    for (const n of t.texts()) {
      const lang = n.parentElement.closest('[lang]')?.lang ?? '';
      const s = n.textContent.trim();
      if (/[가-힣]{2}/.test(s) && !/^ko/.test(lang)) bad.push(`Korean without lang: ${s.slice(0, 40)}`);
      if (/^([A-Za-z]+[ ,.'’]+){6,}/.test(s) && !/^en/.test(lang)) bad.push(`English without lang: ${s.slice(0, 40)}`);
      if (/[们这说时间]{2}|简体中文/.test(s) && !/^zh/.test(lang)) bad.push(`Chinese without lang: ${s.slice(0, 40)}`);
    }
    return bad;
  },
  21: (t) => {
    const bad = [];
    const tokens = { email: /email/, tel: /tel/, password: /password/ };
    for (const e of t.controls()) {
      const labels = [...(e.labels ?? [])].filter((l) => !t.hidden(l) && t.text(l));
      const by = (e.getAttribute('aria-labelledby') ?? '').split(/\s+/).some((i) => i && document.getElementById(i));
      if (!/submit|button|image|reset/.test(e.type) && !labels.length && !by) bad.push(`no visible label: ${t.short(e)}`);
      if (/radio|checkbox/.test(e.type) && t.all(`[name="${CSS.escape(e.name)}"]`).length > 1) {
        const legend = e.closest('fieldset')?.querySelector(':scope > legend');
        if (!legend || !t.text(legend)) bad.push(`group without fieldset and legend: ${t.short(e)}`);
      }
      if ((e.required || e.getAttribute('aria-required') === 'true') && !/radio|checkbox/.test(e.type) && !labels.some((l) => /必須/.test(t.text(l)))) bad.push(`required, but the label does not say 必須: ${t.short(e)}`);
      if (tokens[e.type] && e.closest('form')?.method === 'post' && !tokens[e.type].test(e.autocomplete)) bad.push(`no autocomplete: ${t.short(e)}`);
    }
    for (const f of t.all('fieldset')) if (!t.hidden(f) && !t.text(f.querySelector(':scope > legend') ?? document.createElement('p'))) bad.push(`fieldset without legend: ${t.short(f)}`);
    return bad;
  },
  25: (t) => {
    const bad = [];
    for (const m of t.all('audio, video')) {
      if (m.autoplay) bad.push(`plays by itself: ${t.short(m)}`);
      if (!m.controls) bad.push(`no controls: ${t.short(m)}`);
      if (m.tagName === 'VIDEO' && !m.querySelector('track[kind=captions]') && !/書き起こし|文字にしたもの/.test(t.text(m.closest('figure') ?? m.parentElement))) bad.push(`neither captions nor transcript: ${t.short(m)}`);
    }
    for (const f of t.all('iframe, object, embed')) {
      if (!f.title) bad.push(`embedded without title: ${t.short(f)}`);
      if (/autoplay=1/.test(f.src ?? '')) bad.push(`plays by itself: ${t.short(f)}`);
    }
    return bad;
  },
  26: (t) => t.focusable().filter((e) => {
    const r = e.getBoundingClientRect();
    const s = getComputedStyle(e);
    if (r.width >= 24 && r.height >= 24) return false;
    if (/checkbox|radio/.test(e.type) && [...e.labels].some((l) => l.getBoundingClientRect().height >= 24 && l.getBoundingClientRect().width >= 24)) return false;
    // 2.5.8: in a sentence, or with a circle of 24 px around its middle that meets no other target
    if (s.display === 'inline' && [...e.parentElement.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim().length > 1)) return false;
    if (/^-/.test(String(r.bottom)) || e.matches('.skip')) return false;
    const [x, y] = [r.x + r.width / 2, r.y + r.height / 2];
    return t.focusable().some((o) => {
      if (o === e || o.contains(e) || e.contains(o)) return false;
      const b = o.getBoundingClientRect();
      const [dx, dy] = [Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom)];
      return Math.hypot(dx, dy) < 12;
    });
  }).map((e) => `target of ${Math.round(e.getBoundingClientRect().width)}x${Math.round(e.getBoundingClientRect().height)}: ${t.short(e)}`),
  27: (t) => t.all('[tabindex]').filter((e) => Number(e.getAttribute('tabindex')) > 0).map((e) => `tabindex ${e.getAttribute('tabindex')}: ${t.short(e)}`),
};
export const still = Object.fromEntries(Object.entries(page).map(([n, f]) => [n, String(f)]));

// What the checks over several pages compare.
export const facts = String((t) => ({
  title: document.title,
  menu: t.all('body > header nav a').map(t.text),
  foot: t.all('.fnav a, footer a').map(t.text),
  search: t.all('form[method=get] input[type=search], a[href$="/search"]').length,
  sitemap: t.all('a[href$="/sitemap"]').length,
  contact: t.all('a[href^="tel:"]').filter((a) => a.closest('footer')).map((a) => a.getAttribute('href')),
}));
