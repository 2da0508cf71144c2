// Scripts of the public sites are ES5 (the specification rests on JavaScript 1.8.5) and need nothing newer.
import { parse } from 'acorn';

export function es5(text) {
  try { parse(text, { ecmaVersion: 5, sourceType: 'script' }); return []; } catch (e) { return [String(e.message)]; }
}
