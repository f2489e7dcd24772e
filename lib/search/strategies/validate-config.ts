/** What makes a config unusable with a strategy, in words for people. Knows no screen. */
import { majorityVote, needsScores } from '../selections';
import { baselineStrategy, isStrategyName, strategyOf, type StrategyName } from './registry';
import type { SearchConfig, StrategyMap } from '../config';

/**
 * What makes `config` unusable with this strategy, one sentence per problem, each beginning with the field's name.
 * Ranges are the schema's business; here are the combinations. Empty: the config is fine.
 */
export function validateConfig(name: StrategyName, config: SearchConfig): readonly string[] {
  const strategy = strategyOf(name);
  const problems: string[] = [];
  const hasFixedTemperature = strategy.temperature !== undefined;
  if (!hasFixedTemperature && config.temperature === 0 && config.n > 1) {
    problems.push(
      `temperature: at 0 all ${config.n} samples are the same; choose a temperature above 0, or the ${baselineStrategy} strategy.`,
    );
  }
  if (strategy.settings.includes('beamWidth') && config.beamWidth > config.n) {
    problems.push(
      `beamWidth: ${config.beamWidth} children per prefix are more than the budget of n = ${config.n}; lower beamWidth or raise n.`,
    );
  }
  if (!strategy.needsVerifier && config.selection !== undefined && needsScores(config.selection)) {
    problems.push(
      `selection: ${config.selection} needs scores, and the strategy ${name} scores nothing; choose ${majorityVote}.`,
    );
  }
  return [
    ...problems,
    ...(strategy.problemsWith?.(config) ?? []),
    ...(strategy.readsMap === true && config.map !== undefined ? problemsWithMap(config, config.map) : []),
  ];
}

/** Methods that cannot follow a first share, or not with the numbers that the map and the config give them. */
function problemsWithMap(config: SearchConfig, { name, bins }: StrategyMap): readonly string[] {
  const found = bins.flatMap(({ methods }) =>
    methods.flatMap(({ strategy, settings, n }): readonly string[] => {
      if (!isStrategyName(strategy)) return [`there is no strategy ${strategy}; make the map again`];
      if (strategyOf(strategy).readsMap === true) return [`${strategy} cannot choose itself; leave it out`];
      if (!strategyOf(strategy).needsVerifier)
        return [`${strategy} scores nothing, so that its solutions cannot be weighed with the first; leave it out`];
      return validateConfig(strategy, { ...config, ...settings, n, map: undefined }).map(
        (problem) => `${strategy} with n = ${n}: ${problem.replace(/\.$/, '')}`,
      );
    }),
  );
  return [...new Set(found)].map((problem) => `map: in “${name}” ${problem}.`);
}
