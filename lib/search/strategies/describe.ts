/**
 * The strategies in plain words and in numbers for people who choose between them, and what makes a config unusable.
 * Knows no screen; the words are shown as they are.
 */
import { strategyOf } from './registry';
import type { SearchConfig, StrategyName } from '../config';

export interface StrategyDescription {
  readonly title: string;
  /** One sentence: what it does. */
  readonly does: string;
  /** One sentence: what it costs. */
  readonly costs: string;
}

const descriptions: Readonly<Record<StrategyName, StrategyDescription>> = {
  greedy: {
    title: 'Greedy',
    does: 'Writes one solution, always taking the most likely next token.',
    costs: 'One solution and no verifier: the cheapest, and the baseline for everything else.',
  },
  'best-of-n': {
    title: 'Best of N',
    does: 'Writes n complete solutions side by side and lets the verifier judge each of them.',
    costs: 'n solutions written at once, and every step of them scored once.',
  },
  majority: {
    title: 'Majority vote',
    does: 'Writes n complete solutions side by side and takes the answer that most of them reach.',
    costs: 'n solutions written at once; no verifier.',
  },
  'beam-search': {
    title: 'Beam search',
    does: 'Proposes n next steps at a time, keeps the best n/M of all by the verifier\'s score and tries M continuations of each.',
    costs: 'Up to n steps written and scored per round; each round waits for its slowest step.',
  },
  dvts: {
    title: 'Diverse verifier tree search',
    does: 'Splits the budget into n/M separate subtrees and in each keeps the best of M next steps, so that good ideas cannot crowd out different ones.',
    costs: 'Up to n steps written and scored per round, as in beam search; subtrees do not wait for each other.',
  },
};

/** What the strategy does and what it costs, one sentence each. */
export function describeStrategy(name: StrategyName): StrategyDescription {
  return descriptions[name];
}

/** The typical solution of a policy on a kind of problem, for estimates. */
export interface TypicalSolution {
  readonly steps: number;
  readonly tokensPerStep: number;
}

export interface CostEstimate {
  /** Solutions the search may finish. */
  readonly solutions: number;
  /** Rounds one after the other; each is at least one call to the policy and, where scored, one to the verifier. */
  readonly rounds: number;
  readonly policyTokens: number;
  readonly scoredSteps: number;
}

/**
 * What a run costs if its solutions look like `typical`: every round proposes n steps until the solutions are written.
 * An estimate from above for beam search and DVTS, whose rounds shrink as solutions finish.
 */
export function estimateCost(name: StrategyName, config: SearchConfig, typical: TypicalSolution): CostEstimate {
  const strategy = strategyOf(name);
  const solutions = strategy.groups(config).reduce((sum, group) => sum + group.n, 0);
  const perSolution = Math.min(typical.steps * typical.tokensPerStep, config.maxTokens);
  return {
    solutions,
    rounds: strategy.isStepwise ? Math.min(Math.ceil(typical.steps), config.maxSteps) : 1,
    policyTokens: solutions * perSolution,
    scoredSteps: strategy.needsVerifier ? solutions * typical.steps : 0,
  };
}

/**
 * What makes `config` unusable with this strategy, one sentence per problem, each beginning with the field's name.
 * Ranges are the schema's business; here are the combinations. Empty: the config is fine.
 */
export function validateConfig(name: StrategyName, config: SearchConfig): readonly string[] {
  const strategy = strategyOf(name);
  const problems: string[] = [];
  const hasFixedTemperature = strategy.temperature !== undefined;
  if (!hasFixedTemperature && config.temperature === 0 && config.n > 1) {
    problems.push(`temperature: at 0 all ${config.n} samples are the same; choose a temperature above 0, or the greedy strategy.`);
  }
  if (strategy.isStepwise && config.beamWidth > config.n) {
    problems.push(`beamWidth: ${config.beamWidth} children per prefix are more than the budget of n = ${config.n}; lower beamWidth or raise n.`);
  }
  if (!strategy.needsVerifier && config.selection !== undefined && config.selection !== 'majority') {
    problems.push(`selection: ${config.selection} needs scores, and ${describeStrategy(name).title.toLowerCase()} scores nothing; choose majority.`);
  }
  return problems;
}
