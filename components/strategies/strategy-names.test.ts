/** No strategy is known by its name outside the two places where it is at home. Reads the sources as text; runs none of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { searchConfigSchema, selectionNames, strategyNames } from '@/lib/search';
import { strategyLooks } from './looks';

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
  'components/experiment/curves/published',
  'lib/words/published-',
  // Titles of papers that are called as strategies are.
  'components/app/glossary.ts',
  'components/glossary/glossary-page.tsx',
];
/** Where a selection stands for what it says: its facts, its words, what other tools call it, and what a lesson is about. */
const homesOfSelections = [
  'lib/search/shapes/config.ts',
  'lib/search/shapes/selections.ts',
  'lib/words/setting-words.ts',
  'components/app/selection-words.ts',
  'lib/experiments/import/stored-answer.ts',
  'lib/commands/lessons/lessons/',
  'lib/commands/gates/',
];
/** A selection has the name of a strategy, and two settings have; they are at home elsewhere. */
const selectionHomes = ['lib/search/shapes/config.ts', 'lib/search/shapes/selections.ts', 'lib/words/setting-words.ts'];
const settingHomes = [
  'lib/search/shapes/config.ts',
  'lib/client/setting-params.ts',
  'components/app/setting-fields.ts',
  'lib/words/setting-words.ts',
  // How a policy is shown the attempts that it is to revise.
  'lib/backends/reading/',
  'lib/server/settings/bundled-backends.ts',
];

const tokens = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** Names that `text` has as a literal, within one, as a key or as a property. */
function namesIn(text: string): readonly string[] {
  const literals = literalsIn(text);
  const code = text.replace(tokens, '""');
  return strategyNames.filter(
    (name) =>
      literals.some((literal) => literal.slice(1, -1) === name || new RegExp(`^\`${name}[^\\w-]`).test(literal)) ||
      (!isSelection(name) && new RegExp(`[{,]\\s*${name}\\s*:`).test(code)) ||
      (!isWord(name) &&
        (new RegExp(`\\.${name}\\b`).test(code) || literals.some((literal) => standsIn(literal, name)))),
  );
}

/** What `text` calls a strategy to whoever reads it, in any language: its title, or its name within a sentence. */
function titlesIn(text: string): readonly string[] {
  const literals = literalsIn(text);
  const titles = strategyNames
    .filter((name) => !isWord(name))
    .flatMap((name) => [strategyLooks[name].title, strategyLooks[name].noun, strategyLooks[name].zh.title]);
  return [...new Set(titles)].filter((title) => literals.some((literal) => standsIn(literal, title)));
}

function literalsIn(text: string): readonly string[] {
  return [...text.matchAll(tokens)].map(([token]) => token).filter((token) => !token.startsWith('/'));
}

/** As a word or words of its own; in Chinese there is nothing between words, and 结束 is one. */
function standsIn(literal: string, words: string): boolean {
  const isLatin = /^[\w -]+$/.test(words);
  // What stands in braces or after ./ is code.
  const said = literal.replaceAll(/\$?\{[^}]*\}|\.{1,2}\/[\w./-]*/g, ' ');
  return isLatin
    ? new RegExp(`(?<![\\w-])${words}(?![\\w-])`, 'i').test(said)
    : new RegExp(`(?<!结)${words}`).test(said);
}

/** Names that are selections, settings or words of any sentence: as part of a longer text they say nothing of a strategy. */
function isWord(name: string): boolean {
  return isSelection(name) || name in searchConfigSchema.shape || ['greedy', 'auto'].includes(name);
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

  it('nor do their titles, which a sentence takes from their looks', () => {
    const found = ['lib', 'app', 'components'].flatMap(sourcesUnder).flatMap((path) =>
      titlesIn(readFileSync(join(root, path), 'utf8'))
        .filter(() => !homes.some((home) => path.startsWith(home)))
        .map((title) => `${path}: ${title}`),
    );
    expect(found).toEqual([]);
  });

  it('are found within longer texts, and as properties', () => {
    expect(namesIn(`open('?strategy=dvts&n=4');`)).toEqual(['dvts']);
    expect(namesIn(`const id = \`\${n} beam-search\`;`)).toEqual(['beam-search']);
    expect(namesIn(`return counts.rebase;`)).toEqual(['rebase']);
    expect(
      namesIn(`import { beamSearch } from './beam-search'; const a = '{dvts}'; return 'rebaseTemperature';`),
    ).toEqual([]);
    expect(titlesIn(`const text = { en: 'Take DVTS or beam search.', zh: '用束搜索。' };`)).toEqual([
      'Beam search',
      'beam search',
      '束搜索',
      'DVTS',
    ]);
    expect(titlesIn(`// As DVTS does.\nconst text = 'a greedy answer, by majority';`)).toEqual([]);
  });

  it.each(strategyNames)('are found, whatever they are written as: %s', (name) => {
    expect(namesIn(`if (strategy === '${name}') return;`)).toEqual([name]);
    expect(namesIn(`<Card name="${name}" />`)).toEqual([name]);
    expect(namesIn(`const id = \`${name} \${n}\`;`)).toEqual([name]);
    expect(namesIn(`const titles = { '${name}': 'A title' };`)).toEqual([name]);
    if (!isSelection(name) && !name.includes('-')) expect(namesIn(`const titles = { ${name}: 1 };`)).toEqual([name]);
    expect(namesIn(`/** As ${name}: '${name}'. */ const best = 'any'; // or '${name}'`)).toEqual([]);
    expect(namesIn(`const best = 'any ${name}';`)).toEqual(isWord(name) ? [] : [name]);
  });
});

/** Selections that `text` knows by name; fields that are picked by theirs are none. */
function selectionsIn(text: string): readonly string[] {
  const literals = literalsIn(text.replace(/(?:Pick|Omit)<[^>]*>/g, ''));
  return selectionNames.filter((name) => literals.includes(`'${name}'`));
}

describe('names of selections', () => {
  it('stand where their facts and words are; everybody else asks the selection', () => {
    const found = ['lib', 'app', 'components'].flatMap(sourcesUnder).flatMap((path) =>
      selectionsIn(readFileSync(join(root, path), 'utf8'))
        .filter(() => !homesOfSelections.some((home) => path.startsWith(home)))
        .filter((name) => !homesOf(name).some((home) => path.startsWith(home)))
        .map((name) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('are found', () => {
    expect(selectionsIn(`return reading === 'best' ? 1 : 'weighted';`)).toEqual(['best', 'weighted']);
    expect(selectionsIn(`// 'best'\ntype Part = Pick<Cell, 'best' | 'n'>; const words = 'the best one';`)).toEqual([]);
  });
});
