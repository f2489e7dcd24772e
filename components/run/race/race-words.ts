/** What is said of a race: amounts with their units, and who was first. Knows no screen. */
import { assertUnreachable } from '@/lib/base';
import type { Measure, RaceOutcome } from '@/lib/race';
import { fateWords, raceAmounts, raceMeasures, raceWords, sayIn, type Say, type Text } from '@/lib/words';
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
