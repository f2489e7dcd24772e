import type { Measure } from '@/lib/race';
import { raceWords } from '@/lib/words';
import { formatAmount, formatCount, formatSeconds } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import type { Amounts } from './race-model';
import { measureWords } from './race-words';

interface LaneMetersProps {
  readonly known: readonly Measure[];
  readonly spent: Amounts;
  /** What a meter is full at. */
  readonly most: Amounts;
  /** What budgets are in, and how much the lane may spend of it. */
  readonly limit: Measure | undefined;
  readonly budget: number | undefined;
}

/** What the lane has spent at the clock, each with a bar: of its budget, else of what the costliest lane spends. */
export function LaneMeters({ known, spent, most, limit, budget }: LaneMetersProps) {
  const say = useSay();
  return (
    <dl className="grid auto-cols-fr grid-flow-col gap-x-3 text-xs" data-testid="meters">
      {known.map((measure) => {
        const amount = spent[measure] ?? 0;
        const own = measure === limit ? budget : undefined;
        const full = own ?? most[measure] ?? 0;
        return (
          <div key={measure} className="min-w-0" title={say(measureWords[measure].hint)}>
            <dt className="text-mute">{say(measureWords[measure].title)}</dt>
            <dd className="truncate" data-measure={measure} data-amount={amount}>
              {own === undefined
                ? meterText(amount, measure)
                : say(raceWords.amountOf, { amount: meterText(amount, measure), budget: meterText(own, measure) })}
            </dd>
            <dd aria-hidden="true" className="mt-0.5 h-1 rounded-full bg-ink/10">
              <div
                className="h-full w-full origin-left rounded-full bg-mute"
                style={{ transform: `scaleX(${full === 0 ? 0 : Math.min(1, amount / full)})` }}
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The unit stands above it. */
function meterText(amount: number, measure: Measure): string {
  if (measure === 'tokens') return formatCount(amount);
  return measure === 'seconds' ? formatSeconds(amount) : formatAmount(amount);
}
