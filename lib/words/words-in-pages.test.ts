/**
 * Pages say nothing of their own: whatever a reader sees or hears is in the catalogue, in every language. Reads the sources as
 * text; runs none of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Records with the other languages beside their English. */
const homes: readonly string[] = ['components/app/glossary.ts', 'components/strategies/looks.ts'];

/** Attributes that are seen or heard. */
const heard =
  /^(aria-label|aria-description|aria-valuetext|alt|title|label|hint|note|description|caption|refusal|placeholder|question|explanation|confirmLabel|none|usual)$/;
/** Properties whose texts come to be seen or heard. */
const told = /^(title|label|hint|note|description|caption|question|explanation|does|text|words|means|message)$/;
/** Two letters side by side: a word, and not a sign, a unit or a name of one letter. */
const word = /\p{L}{2}/u;
/** Names, which are the same in every language: ours, and those of models and data. */
const names = /^[·\s]*Longthink$|^\S+\d\S*$/;

/** What a source says by itself, as it stands there. */
function saidIn(path: string): readonly string[] {
  const said: string[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(look);
    if (typeof node !== 'object' || node === null) return;
    const { type } = node as { readonly type?: string };
    if (type === 'JSXText') said.push((node as unknown as { readonly value: string }).value.trim());
    if (type === 'JSXExpressionContainer')
      said.push(...literalsOf((node as { readonly expression?: unknown }).expression));
    if (type === 'JSXAttribute') {
      const { name, value } = node as {
        readonly name: { readonly name: unknown };
        readonly value: { readonly type: string; readonly expression?: unknown } | null;
      };
      if (heard.test(String(name.name)))
        said.push(...literalsOf(value?.type === 'JSXExpressionContainer' ? value.expression : value));
      // A literal of another attribute is no word; what stands in its braces may hold elements that say something.
      if (value?.type === 'JSXExpressionContainer') lookWithin(value.expression);
      return;
    }
    if (type === 'Property') {
      const { key, value } = node as { readonly key: { readonly name?: string }; readonly value: unknown };
      if (told.test(key.name ?? '')) said.push(...literalsOf(value));
    }
    lookWithin(node);
  };
  const lookWithin = (node: unknown): void => {
    if (typeof node === 'object' && node !== null) for (const part of Object.values(node)) look(part);
  };
  look(parseAst(readFileSync(join(root, path), 'utf8'), { lang: path.endsWith('x') ? 'tsx' : 'ts' }));
  return said.filter((text) => word.test(text) && !names.test(text));
}

/** Texts that an expression comes to: through choices and templates, and not into calls, keys and comparisons. */
function literalsOf(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type } = node as { readonly type?: string };
  const part = (name: string): readonly string[] => literalsOf((node as Readonly<Record<string, unknown>>)[name]);
  switch (type) {
    case 'Literal': {
      const { value } = node as { readonly value?: unknown };
      return typeof value === 'string' ? [value] : [];
    }
    case 'TemplateLiteral':
      return (node as { readonly quasis: readonly { readonly value: { readonly cooked: string } }[] }).quasis.map(
        ({ value }) => value.cooked,
      );
    case 'ConditionalExpression':
      return [...part('consequent'), ...part('alternate')];
    case 'LogicalExpression':
      return [...part('left'), ...part('right')];
    default:
      return [];
  }
}

const pages = ['app', 'components'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/(?:testing|bench|api)\//.test(path)),
);

describe('what pages say', () => {
  it('is in the catalogue, in every language', () => {
    const own = pages.filter((path) => !homes.includes(path)).map((path) => [path, saidIn(path)] as const);
    expect(own.filter(([, said]) => said.length > 0)).toEqual([]);
  });
});
