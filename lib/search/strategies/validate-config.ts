/** What makes a config unusable with a strategy, in words for people. Knows no screen. */
import { majorityVote, needsScores } from '../selections';
import { baselineStrategy, strategyOf, type StrategyName } from './registry';
import type { SearchConfig } from '../config';

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
  return [...problems, ...(strategy.problemsWith?.(config) ?? [])];
}
