/** What follows from the looks of the strategies: their orders, and their words with numbers. Names no strategy. */
import { strategyOf, type SearchConfig, type StrategyName } from '@/lib/search';
import { strategyLooks, type Numbers } from './looks';

/** In the order of the start page. */
export function strategiesInOrder(): readonly StrategyName[] {
  return Object.keys(strategyLooks) as StrategyName[];
}

/** Down a legend: searches step by step first, then whole solutions, the one that does most at the top. */
export function strategiesInLegend(): readonly StrategyName[] {
  const all = strategiesInOrder();
  const isStepwise = (name: StrategyName) => strategyOf(name).isStepwise;
  return [...all.filter(isStepwise), ...all.filter((name) => !isStepwise(name)).toReversed()];
}

export function numbersOf({ n, beamWidth }: Pick<SearchConfig, 'n' | 'beamWidth'>): Numbers {
  return { n, beamWidth, kept: Math.max(1, Math.floor(n / beamWidth)) };
}

/** A strategy with its numbers, in a few words: `keeps 4 of 16`. */
export function describeSetting(strategy: StrategyName, config: Pick<SearchConfig, 'n' | 'beamWidth'>): string {
  return strategyLooks[strategy].setting(numbersOf(config));
}

/** The strategies at the start of a sentence: `Best-of-N, beam search and DVTS`; empty when there is none. */
export function nounsAtStart(names: readonly StrategyName[]): string {
  const nouns = names.map((name) => strategyLooks[name].noun);
  const listed = [nouns.slice(0, -1).join(', '), ...nouns.slice(-1)].filter((part) => part !== '').join(' and ');
  return `${listed.slice(0, 1).toUpperCase()}${listed.slice(1)}`;
}
