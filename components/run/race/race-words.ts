/** What is said of a race: what its lanes are called, so that no two are called alike, and who was first. Knows no screen. */
import { assertUnreachable } from '@/lib/base';
import type { Measure, RaceOutcome } from '@/lib/race';
import { aggregationOf, type RunSpec } from '@/lib/search';
import { aggregationTitles } from '@/components/app/words';
import { strategyLooks } from '@/components/strategies/looks';
import { describeSetting } from '@/components/strategies/looks-of';
import { formatAmount, formatSeconds, plural } from '@/components/ui/numbers';

interface MeasureWords {
  readonly title: string;
  /** Within a sentence. */
  readonly noun: string;
  readonly hint: string;
}

export const measureWords: Readonly<Record<Measure, MeasureWords>> = {
  seconds: { title: 'Seconds', noun: 'seconds', hint: 'of work, without pauses' },
  tokens: { title: 'Tokens', noun: 'tokens', hint: 'written by the policy' },
  flops: { title: 'FLOPs', noun: 'FLOPs', hint: 'of policy and verifier' },
  price: { title: 'Price', noun: 'price', hint: 'of policy and verifier, in the currency of the configuration' },
};

/** An amount with its unit, as it stands in a sentence. */
export function amountWords(amount: number, measure: Measure): string {
  switch (measure) {
    case 'seconds':
      return formatSeconds(amount);
    case 'tokens':
      return plural(amount, 'token');
    case 'flops':
      return `${formatAmount(amount)} FLOPs`;
    case 'price':
      return formatAmount(amount);
    default:
      return assertUnreachable(measure);
  }
}

/** How lanes differ, the plainest first. */
const traits: readonly ((spec: RunSpec) => string | undefined)[] = [
  (spec) => strategyLooks[spec.strategy].title,
  (spec) => describeSetting(spec.strategy, spec.config),
  (spec) => spec.policy.name,
  (spec) => spec.verifier?.name,
  (spec) => `temperature ${spec.config.temperature}`,
  (spec) => (spec.verifier === undefined ? undefined : aggregationTitles[aggregationOf(spec)].toLowerCase()),
  (spec) => `seed ${spec.seed}`,
];

/** By lane: its strategy, and of the rest what tells it from others of that strategy; its number where nothing does. */
export function laneNames(specs: readonly (RunSpec | undefined)[]): readonly string[] {
  return specs.map((spec, i) => {
    if (spec === undefined) return `Lane ${i + 1}`;
    let rivals = specs.filter((other): other is RunSpec => other !== undefined && other !== spec);
    const parts: string[] = [];
    for (const [place, trait] of traits.entries()) {
      const own = trait(spec);
      const alike = rivals.filter((other) => trait(other) === own);
      if (place === 0 || alike.length < rivals.length) if (own !== undefined) parts.push(own);
      rivals = alike;
    }
    return rivals.length > 0 ? `${parts.join(', ')} (lane ${i + 1})` : parts.join(', ');
  });
}

/** `isOver`: nothing more can come. `atOnce`: lanes that shared the servers at some moment; seconds say little without it. */
export function outcomeWords(
  { arrivals, first }: RaceOutcome,
  names: readonly string[],
  { measure, isOver, atOnce }: { readonly measure: Measure; readonly isOver: boolean; readonly atOnce: number },
): string {
  const shared = measure === 'seconds' && atOnce > 1 ? ` Up to ${atOnce} of them ran at the same time.` : '';
  const [winner] = first;
  if (winner === undefined)
    return isOver ? `Nobody came to the right answer.${shared}` : 'Nobody holds the right answer yet.';
  const at = amountWords(arrivals[winner]?.at ?? 0, measure);
  const lost = first.filter((lane) => arrivals[lane]?.isKept !== true).map((lane) => names[lane] ?? '');
  const start =
    first.length > 1
      ? `Tied for the right answer at ${at}: ${listed(first.map((lane) => names[lane] ?? ''))}`
      : `First at the right answer: ${names[winner] ?? ''}, at ${at}`;
  const isAll = lost.length === first.length;
  const end = lost.length === 0 ? '' : isAll ? ', which then gave it up' : `; ${listed(lost)} gave it up`;
  const others = arrivals.flatMap((arrival, lane) =>
    first.includes(lane)
      ? []
      : [
          arrival.at === undefined
            ? `${names[lane] ?? ''} ${isOver ? 'never' : 'not yet'}`
            : `${names[lane] ?? ''} at ${amountWords(arrival.at, measure)}`,
        ],
  );
  return `${start}${end}${others.length === 0 ? '' : `; ${others.join(', ')}`}.${shared}`;
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
}
