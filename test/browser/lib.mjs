// What the browser tests share: Debian's Chromium without network, counting, finding one page of every shape.
import { chromium } from 'playwright-core';

export const base = process.env.KENMIN_BASE ?? 'http://127.0.0.1:8080';

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// A context that reaches only the server under test. Options as playwright's newContext.
export async function context(browser, options = {}) {
  const c = await browser.newContext({ locale: 'ja-JP', ...options });
  await c.route('**/*', (route) => (route.request().url().startsWith(base) ? route.continue() : route.abort()));
  return c;
}

let passed = 0;
let failed = 0;
export function check(ok, name, detail = '') {
  if (ok) { passed++; return true; }
  failed++;
  console.log(`FAIL ${name}${detail ? `\n  ${String(detail).replaceAll('\n', '\n  ')}` : ''}`);
  return false;
}
export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}

// "/groups/12?page=3" -> "/groups/N?": one shape per kind of page, with and without conditions.
export function shape(path) {
  const u = new URL(path, base);
  const names = u.search ? '?' : '';
  const p = u.pathname.replace(/\/\d+(?=[/.]|$)/g, '/N').replace(/(\/pages\/|\/aikasanet\/pages\/)[^/]+/, '$1S');
  return p + names;
}

// Walks the links from `starts` and returns up to `perShape` addresses per shape, with the pages that link there.
export async function collect(starts, { perShape = 1, most = 400 } = {}) {
  const seen = new Map(); // path -> where it was found
  const shapes = new Map();
  const queue = starts.map((s) => [s, '']);
  const broken = [];
  const pages = [];
  while (queue.length && pages.length < most) {
    const [path, from] = queue.shift();
    if (seen.has(path)) continue;
    seen.set(path, from);
    const s = shape(path);
    const count = shapes.get(s) ?? 0;
    if (count >= perShape) continue;
    shapes.set(s, count + 1);
    const reply = await fetch(base + path, { redirect: 'manual' });
    if (reply.status >= 400) { broken.push(`${reply.status} ${path} (linked from ${from})`); continue; }
    if (reply.status >= 300) {
      const to = reply.headers.get('location');
      if (to?.startsWith('/')) queue.push([to, path]);
      continue;
    }
    if (!(reply.headers.get('content-type') ?? '').startsWith('text/html')) continue;
    pages.push(path);
    for (const m of (await reply.text()).matchAll(/\shref="([^"#]*)[^"]*"/g)) {
      const u = new URL(m[1].replaceAll('&amp;', '&') || path, base + path);
      if (u.origin === base) queue.push([u.pathname + u.search, path]);
    }
  }
  return { pages, broken };
}
