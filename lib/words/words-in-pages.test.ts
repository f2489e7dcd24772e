/**
 * Pages say nothing of their own: whatever a reader sees or hears is in the catalogue, in every language. Reads the sources as
 * text; runs none of them. Rooms that still speak English by themselves are listed, and only those.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Debt: what is not in the catalogue yet, by folder or file. */
const english: readonly string[] = ['components/new-experiment/'];

/** Attributes that are seen or heard. */
const heard =
  /^(aria-label|aria-description|aria-valuetext|alt|title|label|hint|placeholder|question|explanation|confirmLabel|none|usual)$/;
/** Two letters side by side: a word, and not a sign, a unit or a name of one letter. */
const word = /\p{L}{2}/u;
/** Names, which are the same in every language. */
const names = /^[·\s]*Longthink$/;

/** What a component says by itself, as it stands there. */
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
    lookWithin(node);
  };
  const lookWithin = (node: unknown): void => {
    if (typeof node === 'object' && node !== null) for (const part of Object.values(node)) look(part);
  };
  look(parseAst(readFileSync(join(root, path), 'utf8'), { lang: 'tsx' }));
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
    .filter((path) => path.endsWith('.tsx') && !path.endsWith('.test.tsx') && !path.includes('/testing/')),
);
const isDebt = (path: string) => english.some((each) => path.startsWith(each));

describe('what pages say', () => {
  it('is in the catalogue, in every language', () => {
    const own = pages.filter((path) => !isDebt(path)).map((path) => [path, saidIn(path)] as const);
    expect(own.filter(([, said]) => said.length > 0)).toEqual([]);
  });

  it('is listed as missing only where something is', () => {
    for (const each of english)
      expect(
        pages.filter((path) => path.startsWith(each) && isDebt(path)).flatMap(saidIn),
        `${each} says nothing by itself and is no debt`,
      ).not.toEqual([]);
  });
});
