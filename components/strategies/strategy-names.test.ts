/** No strategy is known by its name outside the two places where it is at home. Reads the sources as text; runs none of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { searchConfigSchema, selectionNames, strategyNames } from '@/lib/search';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where a name stands for what it says. */
const homes = [
  'lib/search/strategies/',
  'components/strategies/',
  // A fixed plan of measurements, kept with the models whose gates they are.
  'lib/commands/gates/',
  // Each lesson is about one of them.
  'lib/commands/lessons/lessons/',
  // What an engine of the bundled models is chosen by has a word of its own.
  'lib/bundled/',
  // Methods as the published figures name them, ours or not.
  'components/experiment/curves/published.ts',
  'lib/words/published-words.ts',
];
/** A selection has the name of a strategy, and two settings have; they are at home elsewhere. */
const selectionHomes = ['lib/search/config.ts', 'lib/search/selections.ts', 'lib/words/setting-words.ts'];
const settingHomes = [
  'lib/search/config.ts',
  'lib/client/setting-params.ts',
  'components/app/setting-fields.ts',
  'lib/words/setting-words.ts',
  // How a policy is shown the attempts that it is to revise.
  'lib/backends/reading/',
  'lib/server/settings/bundled-backends.ts',
];

const tokens = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** Names that `text` has as a literal, at the head of a template or as a key. */
function namesIn(text: string): readonly string[] {
  const isComment = (token: string) => token.startsWith('/');
  const literals = [...text.matchAll(tokens)].map(([token]) => token).filter((token) => !isComment(token));
  const code = text.replace(tokens, '""');
  return strategyNames.filter(
    (name) =>
      literals.some((literal) => literal.slice(1, -1) === name || new RegExp(`^\`${name}[^\\w-]`).test(literal)) ||
      (!isSelection(name) && new RegExp(`[{,]\\s*${name}\\s*:`).test(code)),
  );
}

function isSelection(name: string): boolean {
  return (selectionNames as readonly string[]).includes(name);
}

function homesOf(name: string): readonly string[] {
  if (isSelection(name)) return [...homes, ...selectionHomes];
  return name in searchConfigSchema.shape ? [...homes, ...settingHomes] : homes;
}

function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\.(test|bench)\.|\/testing\/|\/bench\//.test(path));
}

describe('names of strategies', () => {
  it('stand in their homes alone; everybody else asks the strategy', () => {
    const found = ['lib', 'app', 'components'].flatMap(sourcesUnder).flatMap((path) =>
      namesIn(readFileSync(join(root, path), 'utf8'))
        .filter((name) => !homesOf(name).some((home) => path.startsWith(home)))
        .map((name) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it.each(strategyNames)('are found, whatever they are written as: %s', (name) => {
    expect(namesIn(`if (strategy === '${name}') return;`)).toEqual([name]);
    expect(namesIn(`<Card name="${name}" />`)).toEqual([name]);
    expect(namesIn(`const id = \`${name} \${n}\`;`)).toEqual([name]);
    expect(namesIn(`const titles = { '${name}': 'A title' };`)).toEqual([name]);
    if (!isSelection(name) && !name.includes('-')) expect(namesIn(`const titles = { ${name}: 1 };`)).toEqual([name]);
    expect(namesIn(`/** As ${name}: '${name}'. */ const best = 'any ${name}'; // or '${name}'`)).toEqual([]);
  });
});
