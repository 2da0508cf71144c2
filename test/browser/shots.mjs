// Screenshots of one page of every shape, to be looked at:  node shots.mjs FOLDER [width ...]
import { mkdirSync } from 'node:fs';
import { base, collect, context, launch } from './lib.mjs';

const [folder, ...widths] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
const { pages, broken } = await collect(['/', '/aikasanet/']);
for (const line of broken) console.log(line);
for (const width of widths.length ? widths.map(Number) : [360, 1280]) {
  const c = await context(browser, { viewport: { width, height: 900 } });
  const p = await c.newPage();
  for (const path of pages) {
    await p.goto(base + path);
    const name = path.replace(/[^\w-]+/g, '_').slice(0, 80) || 'home';
    await p.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    console.log(`${width} ${path} ${await p.evaluate(() => document.documentElement.scrollHeight)}px`);
  }
}
await browser.close();
