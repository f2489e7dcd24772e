/** What makes a config unusable with a strategy, in words of the catalogue. Knows no screen. */
import { configComplaints, fillText, mapComplaints, type Text } from '@/lib/words';
import { majorityVote, needsScores } from '../shapes/selections';
import { baselineStrategy, isStrategyName, strategyOf, type StrategyName } from './registry';
import type { SearchConfig, StrategyMap } from '../shapes/config';
import type { ConfigComplaint, Strategy } from './strategy';

/**
 * What makes `config` unusable with this strategy. Ranges are the schema's business; here are the combinations. Empty: the
 * config is fine.
 */
export function validateConfig(name: StrategyName, config: SearchConfig): readonly ConfigComplaint[] {
  const strategy = strategyOf(name);
  const { n, beamWidth: width, selection } = config;
  const problems: ConfigComplaint[] = [];
  const hasFixedTemperature = strategy.temperature !== undefined;
  if (!hasFixedTemperature && config.temperature === 0 && n > 1)
    problems.push({
      field: 'temperature',
      said: fillText(configComplaints.sameSamples, { n, baseline: baselineStrategy }),
    });
  if (strategy.settings.includes('beamWidth') && width > n)
    problems.push({ field: 'beamWidth', said: fillText(configComplaints.tooWide, { width, n }) });
  problems.push(...problemsWithSchedule(strategy, config));
  if (!strategy.needsVerifier && selection !== undefined && needsScores(selection))
    problems.push({
      field: 'selection',
      said: fillText(configComplaints.nothingScored, { selection, strategy: name, majority: majorityVote }),
    });
  return [
    ...problems,
    ...(strategy.problemsWith?.(config) ?? []),
    ...(strategy.readsMap === true && config.map !== undefined ? problemsWithMap(config, config.map) : []),
  ];
}

/** Methods that cannot follow a first share, or not with the numbers that the map and the config give them. */
function problemsWithMap(config: SearchConfig, { name, bins }: StrategyMap): readonly ConfigComplaint[] {
  const found = bins.flatMap(({ methods }) =>
    methods.flatMap(({ strategy, settings, n }): readonly Text[] => {
      if (!isStrategyName(strategy)) return [fillText(mapComplaints.noStrategy, { strategy })];
      if (strategyOf(strategy).readsMap === true) return [fillText(mapComplaints.choosesItself, { strategy })];
      if (!strategyOf(strategy).needsVerifier) return [fillText(mapComplaints.scoresNothing, { strategy })];
      return validateConfig(strategy, { ...config, ...settings, n, map: undefined }).map(({ said }) =>
        fillText(mapComplaints.method, { strategy, n, problem: withoutStop(said) }),
      );
    }),
  );
  return [...new Map(found.map((problem) => [problem.en, problem])).values()].map((problem) => ({
    field: 'map',
    said: fillText(configComplaints.inMap, { map: name, problem }),
  }));
}

function withoutStop({ en, zh }: Text): Text {
  return { en: en.replace(/\.$/, ''), zh: zh.replace(/。$/, '') };
}

function problemsWithSchedule(strategy: Strategy, { n, schedule }: SearchConfig): readonly ConfigComplaint[] {
  const problems: Text[] = [];
  if (schedule.some(({ fromRound }, i) => i > 0 && fromRound <= schedule[i - 1]!.fromRound))
    problems.push(configComplaints.roundsFall);
  if (n > 1 && schedule.some(({ temperature }) => temperature === 0)) problems.push(configComplaints.sameProposals);
  const width = Math.max(0, ...schedule.map(({ beamWidth = 0 }) => beamWidth));
  if (strategy.settings.includes('beamWidth') && width > n)
    problems.push(fillText(configComplaints.scheduledTooWide, { width, n }));
  return problems.map((said) => ({ field: 'schedule', said }));
}
