import type { Measure } from '@/lib/race';
import { raceWords, type Say } from '@/lib/words';
import { formatAmount, formatCount, formatSeconds } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import type { Race, RaceLane } from './race-model';
import { measureWords } from './race-words';

interface LaneMetersProps {
  readonly race: Race;
  readonly lane: RaceLane;
}

/** What the lane has spent at the clock, each with a bar: of its budget, else of what the costliest lane spends. */
export function LaneMeters({ race: { metered, most, limit }, lane }: LaneMetersProps) {
  const say = useSay();
  return (
    <dl className="grid auto-cols-fr grid-flow-col gap-x-3 text-xs" data-testid="meters">
      {metered.map((measure) => {
        // Of a lane that is not all here it would be less than it spent.
        const amount = lane.isArriving ? undefined : lane.spent[measure];
        const budget = measure === limit ? lane.budget : undefined;
        const full = budget ?? most[measure] ?? 0;
        const why = untoldWords(lane, measure, say);
        return (
          <div key={measure} className="min-w-0" title={why ?? say(measureWords[measure].hint)}>
            <dt className="text-mute">{say(measureWords[measure].title)}</dt>
            <dd className="truncate" data-measure={measure} data-amount={amount}>
              {why !== undefined ? (
                <>
                  – <span className="text-mute">{why}</span>
                </>
              ) : amount === undefined ? (
                '…'
              ) : budget === undefined ? (
                meterText(amount, measure)
              ) : (
                say(raceWords.amountOf, { amount: meterText(amount, measure), budget: meterText(budget, measure) })
              )}
            </dd>
            <dd aria-hidden="true" className="mt-0.5 h-1 rounded-full bg-ink/10">
              <div
                className="h-full w-full origin-left rounded-full bg-mute"
                style={{ transform: `scaleX(${full === 0 ? 0 : Math.min(1, (amount ?? 0) / full)})` }}
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Undefined where it can be told. */
function untoldWords({ untold }: RaceLane, measure: Measure, say: Say): string | undefined {
  const model = untold[measure];
  return model === undefined ? undefined : say(measure === 'price' ? raceWords.noPrice : raceWords.noSize, { model });
}

/** The unit stands above it. */
function meterText(amount: number, measure: Measure): string {
  if (measure === 'tokens') return formatCount(amount);
  return measure === 'seconds' ? formatSeconds(amount) : formatAmount(amount);
}
