// doc/accessibility.md: tools, versions, date and the result of every page type (specification L437).
import { engines } from './engines.mjs';

const columns = [...engines.map((e) => e.id), 'own'];
export const checks = {
  1: ['Tab reaches everything, in the order of the document, and back; no trap', '2.1.1 2.1.2 2.4.3'],
  2: ['what listens to the pointer can be used with keys, acts on release', '2.1.1 2.5.2 4.1.2'],
  3: ['focus changes pixels with 3:1 and is not covered', '2.4.7 2.4.11'],
  4: ['focus and input lead nowhere', '3.2.1 3.2.2'],
  5: ['the skip link is first, seen, and works', '2.4.1'],
  6: ['what opens says its state, opens and closes with a key, Tab leads in', '2.4.3 4.1.2'],
  7: ['zoom and text alone at 200 %: nothing cut, lost or sideways', '1.4.4'],
  8: ['320 px upright, 640x320 across: nothing sideways or hidden', '1.4.10 1.3.4'],
  9: ['text spacing: nothing cut', '1.4.12'],
  10: ['contrast of text, control borders and icons in all four themes; pixels behind text on pictures', '1.4.3 1.4.11'],
  11: ['nothing moves by itself; nothing at all with reduced motion', '2.2.2 2.3.1'],
  12: ['half an hour later the page is the same', '2.2.1'],
  13: ['title = heading and site, unique in a site', '2.4.2'],
  14: ['one h1, no level skipped, no empty heading, no paragraph that looks like one', '1.3.1 2.4.6'],
  15: ['no lists made of signs; tables with caption, th, scope', '1.3.1'],
  16: ['link text says where it leads; one text, one target; files and windows are named', '2.4.4 3.2.4'],
  17: ['alternative texts are there and say something', '1.1.1'],
  18: ['no spaced words, half-width kana, platform signs, pictures of letters', '1.3.2'],
  19: ['no instruction by place or colour alone', '1.3.3 1.4.1'],
  20: ['language of the page and of foreign parts', '3.1.1 3.1.2'],
  21: ['visible labels, groups with legends, 必須 in words, autocomplete', '1.3.1 1.3.5 3.3.2'],
  22: ['an empty form: summary with links, messages at the fields, title, values kept', '3.3.1 3.3.3'],
  23: ['a complete form: a page to confirm, with the values and a way back', '3.3.4'],
  24: ['menu, foot, contact, search and sitemap are the same on every page', '2.4.5 3.2.3 3.2.6'],
  25: ['media and embedded parts: captions, titles, no autoplay', '1.2.1-1.2.5 1.4.2'],
  26: ['targets of 24 px, or 24 px apart', '2.5.8'],
  27: ['no positive tabindex', '2.4.3'],
  28: ['the same text and controls without script', 'L433'],
  29: ['forced colours: controls have edges, focus is seen', '1.4.11 2.4.7'],
};

// Cells that this run did not measure are taken from the old text.
// When comparing, a pass where the document has not asked is no difference.
export function documentOf({ results, chromium, old, write }) {
  const before = new Map([...old.matchAll(/^\| `(.+?)` \|(.+)\|$/gm)].map((m) => [m[1], m[2].split('|').map((c) => c.trim())]));
  const cell = (v) => (v === 0 ? 'pass' : `${v} found`);
  const rows = [...results].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, r]) =>
    `| \`${type}\` | ${columns.map((c, i) => {
      const was = before.get(type)?.[i] ?? 'not asked';
      return r[c] === undefined || (r[c] === 0 && !write && was === 'not asked') ? was : cell(r[c]);
    }).join(' | ')} |`);
  return `# Accessibility: tools and results

Written by \`test/suite/64-a11y write\` (\`KENMIN_FULL=1\` for every cell), compared by the suite \`64-a11y\`. The specification asks for the
names of the tools (L437). The pages are those of the demo data; one address of every page type, and states that no link leads to.

Date: ${new Date().toISOString().slice(0, 10)}

| tool | version | asked |
|---|---|---|
${engines.map((e) => `| ${e.name} | ${e.version} | ${e.how} |`).join('\n')}
| Chromium | ${chromium} | renders every page; no network |
| scripted checks (\`test/browser/a11y\`) | this repository | the list below |

What is not asked of an engine stands with its reason in \`test/browser/a11y/engines.mjs\`. That every check and engine can fire is proved by
\`test/suite/65-a11y-fixtures\` (\`test/browser/a11y/bad/\`: one barrier a page). What reads well is judged in \`test/browser/a11y/speech/\`
(suite \`66-a11y-speech\`). Not covered by any machine: the meaning of alternative texts and headings of users' content, real screen readers.

## Scripted checks

| no | what | criteria |
|---|---|---|
${Object.entries(checks).map(([n, [what, sc]]) => `| ${n} | ${what} | ${sc} |`).join('\n')}

## Results

| page type | ${columns.join(' | ')} |
|---|${columns.map(() => '---').join('|')}|
${rows.join('\n')}
`;
}
