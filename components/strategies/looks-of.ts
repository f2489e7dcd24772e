/** What follows from the looks of the strategies: their orders, and their words with numbers. Names no strategy. */
import { strategyOf, type StrategyName } from '@/lib/search';
import { startWords, type Language, type Text } from '@/lib/words';
import { strategyLooks, type Numbers, type Shelf, type Spoken, type StrategyWords } from './looks';

/** In the order of the start page. */
export function strategiesInOrder(): readonly StrategyName[] {
  return Object.keys(strategyLooks) as StrategyName[];
}

export interface Shelved {
  /** Undefined for those that are told first. */
  readonly title: Text | undefined;
  readonly names: readonly StrategyName[];
}

const shelfTitles: Readonly<Record<Shelf, Text | undefined>> = {
  classic: undefined,
  steps: startWords.stepsShelf,
  revise: startWords.reviseShelf,
  stop: startWords.stopShelf,
  auto: startWords.autoShelf,
};

/** The shelves of the start page in their order, the empty ones left out. */
export function strategyShelves(): readonly Shelved[] {
  const all = strategiesInOrder();
  return (Object.keys(shelfTitles) as Shelf[])
    .map((shelf) => ({ title: shelfTitles[shelf], names: all.filter((name) => strategyLooks[name].shelf === shelf) }))
    .filter(({ names }) => names.length > 0);
}

/** Down a legend: searches step by step first, then whole solutions, the one that does most at the top. */
export function strategiesInLegend(): readonly StrategyName[] {
  const all = strategiesInOrder();
  const isStepwise = (name: StrategyName) => strategyOf(name).isStepwise;
  return [...all.filter(isStepwise), ...all.filter((name) => !isStepwise(name)).toReversed()];
}

export function numbersOf(config: Spoken): Numbers {
  return { ...config, kept: Math.max(1, Math.ceil(config.n / config.beamWidth)) };
}

/** What is said of a strategy in one language. */
export function strategyWords(strategy: StrategyName, language: Language): StrategyWords {
  const look = strategyLooks[strategy];
  return language === 'en' ? look : look[language];
}

/** The name of a strategy at the beginning of a line. */
export function strategyTitle(strategy: StrategyName): Text {
  const { title, zh } = strategyLooks[strategy];
  return { en: title, zh: zh.title };
}

/** Its name within a sentence. */
export function strategyNoun(strategy: StrategyName): Text {
  const { noun, zh } = strategyLooks[strategy];
  return { en: noun, zh: zh.title };
}

/** A strategy with its numbers, in a few words: `16 tries, 4 places`. */
export function describeSetting(strategy: StrategyName, config: Spoken, language: Language = 'en'): string {
  return strategyWords(strategy, language).setting(numbersOf(config));
}

/** The strategies at the start of a sentence: `Best-of-N, beam search and DVTS`; empty when there is none. */
export function nounsAtStart(names: readonly StrategyName[], language: Language): string {
  if (language !== 'en') return names.map((name) => strategyWords(name, language).title).join('、');
  const nouns = names.map((name) => strategyLooks[name].noun);
  const listed = [nouns.slice(0, -1).join(', '), ...nouns.slice(-1)].filter((part) => part !== '').join(' and ');
  return `${listed.slice(0, 1).toUpperCase()}${listed.slice(1)}`;
}
