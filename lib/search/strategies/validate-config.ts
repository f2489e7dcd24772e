/** What makes a config unusable with a strategy, in words for people. Knows no screen. */
import { majorityVote, needsScores } from '../selections';
import { baselineStrategy, isStrategyName, strategyOf, type StrategyName } from './registry';
import type { SearchConfig, StrategyMap } from '../config';
import type { Strategy } from './strategy';

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
  problems.push(...problemsWithSchedule(strategy, config));
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

function problemsWithSchedule(strategy: Strategy, { n, schedule }: SearchConfig): readonly string[] {
  const problems: string[] = [];
  if (schedule.some(({ fromRound }, i) => i > 0 && fromRound <= schedule[i - 1]!.fromRound))
    problems.push('schedule: its rounds have to rise; put the changes in order, one for each round.');
  if (n > 1 && schedule.some(({ temperature }) => temperature === 0))
    problems.push(`schedule: at temperature 0 all proposals of a prefix are the same; choose one above 0.`);
  const widest = Math.max(0, ...schedule.map(({ beamWidth = 0 }) => beamWidth));
  if (strategy.settings.includes('beamWidth') && widest > n)
    problems.push(`schedule: ${widest} children per prefix are more than the budget of n = ${n}.`);
  return problems;
}
