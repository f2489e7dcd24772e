/** What is said of a race: what its lanes are called, so that no two are called alike, and who was first. Knows no screen. */
import { assertUnreachable } from '@/lib/base';
import type { Measure, RaceOutcome } from '@/lib/race';
import { aggregationOf, type RunSpec } from '@/lib/search';
import {
  aggregationWords,
  fateWords,
  raceAmounts,
  raceMeasures,
  raceWords,
  sayIn,
  type Language,
  type Say,
  type Text,
} from '@/lib/words';
import { describeSetting, strategyWords } from '@/components/strategies/looks-of';
import { formatAmount, formatCount, formatSeconds } from '@/components/ui/numbers';

interface MeasureWords {
  readonly title: Text;
  /** Within a sentence. */
  readonly noun: Text;
  readonly hint: Text;
}

export const measureWords: Readonly<Record<Measure, MeasureWords>> = raceMeasures;

/** An amount with its unit, as it stands in a sentence. */
export function amountWords(amount: number, measure: Measure, say: Say): string {
  switch (measure) {
    case 'seconds':
      return formatSeconds(amount);
    case 'tokens':
      return say(raceAmounts.tokens, { count: formatCount(amount) });
    case 'flops':
      return say(raceAmounts.flops, { amount: formatAmount(amount) });
    case 'price':
      return formatAmount(amount);
    default:
      return assertUnreachable(measure);
  }
}

/** How lanes differ, the plainest first. */
const traits: readonly ((spec: RunSpec, language: Language) => string | undefined)[] = [
  (spec, language) => strategyWords(spec.strategy, language).title,
  (spec, language) => describeSetting(spec.strategy, spec.config, language),
  (spec) => spec.policy.name,
  (spec) => spec.verifier?.name,
  (spec, language) => sayIn(language)(raceWords.temperature, { temperature: spec.config.temperature }),
  (spec, language) =>
    spec.verifier === undefined ? undefined : aggregationWords[aggregationOf(spec)][language].toLowerCase(),
  (spec, language) => sayIn(language)(raceWords.seed, { seed: spec.seed }),
];

/** By lane: its strategy, and of the rest what tells it from others of that strategy; its number where nothing does. */
export function laneNames(specs: readonly (RunSpec | undefined)[], language: Language = 'en'): readonly string[] {
  const say = sayIn(language);
  return specs.map((spec, i) => {
    if (spec === undefined) return say(raceWords.lane, { lane: i + 1 });
    let rivals = specs.filter((other): other is RunSpec => other !== undefined && other !== spec);
    const parts: string[] = [];
    for (const [place, trait] of traits.entries()) {
      const own = trait(spec, language);
      const alike = rivals.filter((other) => trait(other, language) === own);
      if (place === 0 || alike.length < rivals.length) if (own !== undefined) parts.push(own);
      rivals = alike;
    }
    const name = parts.join(say(fateWords.comma));
    return rivals.length > 0 ? say(raceWords.withLane, { name, lane: i + 1 }) : name;
  });
}

/** `isOver`: nothing more can come. `atOnce`: lanes that shared the servers at some moment; seconds say little without it. */
export function outcomeWords(
  { arrivals, first }: RaceOutcome,
  names: readonly string[],
  {
    measure,
    isOver,
    atOnce,
    say = sayIn('en'),
  }: { readonly measure: Measure; readonly isOver: boolean; readonly atOnce: number; readonly say?: Say },
): string {
  const shared = measure === 'seconds' && atOnce > 1 ? say(raceWords.atOnce, { count: atOnce }) : '';
  const [winner] = first;
  if (winner === undefined) return isOver ? `${say(raceWords.nobody)}${shared}` : say(raceWords.nobodyYet);
  const at = amountWords(arrivals[winner]?.at ?? 0, measure, say);
  const lost = first.filter((lane) => arrivals[lane]?.isKept !== true).map((lane) => names[lane] ?? '');
  const start =
    first.length > 1
      ? say(raceWords.tied, {
          at,
          lanes: listed(
            first.map((lane) => names[lane] ?? ''),
            say,
          ),
        })
      : say(raceWords.first, { lane: names[winner] ?? '', at });
  const isAll = lost.length === first.length;
  const end =
    lost.length === 0 ? '' : isAll ? say(raceWords.allGaveUp) : say(raceWords.gaveUp, { lanes: listed(lost, say) });
  const others = arrivals.flatMap((arrival, lane) =>
    first.includes(lane)
      ? []
      : [
          arrival.at === undefined
            ? say(isOver ? raceWords.otherNever : raceWords.otherNotYet, { lane: names[lane] ?? '' })
            : say(raceWords.otherAt, { lane: names[lane] ?? '', at: amountWords(arrival.at, measure, say) }),
        ],
  );
  const rest = others.length === 0 ? '' : say(raceWords.others, { others: others.join(say(fateWords.comma)) });
  return `${start}${end}${rest}${say(raceWords.stop)}${shared}`;
}

function listed(names: readonly string[], say: Say): string {
  const before = names.slice(0, -1).join(say(fateWords.comma));
  return [before, ...names.slice(-1)].filter((part) => part !== '').join(say(fateWords.and));
}
