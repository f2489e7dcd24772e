/** SPEC.md and the tests name the same rules: a rule nobody tests, and a test of a rule nobody wrote, both fail here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const lib = fileURLToPath(new URL('..', import.meta.url));
const spec = readFileSync(new URL('SPEC.md', import.meta.url), 'utf8');
const rules = [...spec.matchAll(/^- \*\*([A-Z]-\d+)\*\*/gm)].map(([, id]) => id!);
/** A title is the first argument of `describe` and `it`, or of the call after a table. */
const titlePattern = /(?:\b(?:describe|it)(?:\.\w+)?|\))\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
const named = new Set(
  readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(join(lib, file), 'utf8').matchAll(titlePattern)])
    .flatMap(([, , title]) => title!.match(/\b[A-Z]-\d+\b/g) ?? []),
);

it('every rule of SPEC.md is named by the title of a test', () => {
  expect(new Set(rules).size).toBe(rules.length);
  expect(rules.filter((id) => !named.has(id))).toEqual([]);
});
it('every rule that a title names stands in SPEC.md', () => {
  expect([...named].filter((id) => !rules.includes(id))).toEqual([]);
});
