'use client';

import { Link } from '@/components/ui/link';
import { isUnderWay, type RunSpec } from '@/lib/search';
import { liveWords, raceWords, runWords, type Language, type Say, type Told } from '@/lib/words';
import { Verdict } from '@/components/app/verdict';
import { MathText } from '@/components/math/math-text';
import { describeSetting } from '@/components/strategies/looks-of';
import { Icon } from '@/components/ui/icon';
import { useLanguage, useSay, useTold } from '@/components/ui/use-language';
import { AnswerStrip } from './answer-strip';
import { BudgetField } from './budget-field';
import { LaneMeters } from './lane-meters';
import { LaneTree } from './lane-tree';
import { useTreeView } from '../playback/use-tree-view';
import type { Race, RaceLane } from './race-model';

interface LanePanelProps {
  readonly race: Race;
  readonly lane: RaceLane;
  /** It is the first at the right answer; several may be. */
  readonly isFirst: boolean;
  readonly isTied: boolean;
  readonly onBudgetChange: (budget: number | undefined) => void;
  /** Undefined where lanes cannot be taken out. */
  readonly onRemove: (() => void) | undefined;
}

/** One lane: what runs in it, its tree at the clock, the answers it held, what it has spent. */
export function LanePanel({ race, lane, isFirst, isTied, onBudgetChange, onRemove }: LanePanelProps) {
  const say = useSay();
  const language = useLanguage();
  const { source, name, spec, seq, end } = lane;
  const { replay } = source.log.snapshot();
  const view = useTreeView(replay, seq);
  const { answer, verdict } = source.lane.answerAt(seq);
  const settings = spec === undefined ? undefined : laneWords(spec, say, language);
  const isHere = seq === end && !lane.isGoingOn;
  const page = source.connection === undefined ? undefined : `/runs/${encodeURIComponent(source.id)}`;
  return (
    <section
      aria-label={name}
      data-testid="lane"
      data-run-id={source.id}
      data-cursor={seq}
      data-end={end}
      className={`flex min-h-0 min-w-0 flex-col gap-1.5 rounded-xl border px-3 py-2 ${isFirst ? 'border-ink' : 'border-line'}`}
    >
      <div>
        {/* Both lines of one height, with the mark of the first and an answer or without: the tree below does not move. */}
        <div className="flex h-6 items-center gap-3">
          <h2 className="flex min-w-0 flex-1 items-center gap-2 text-base leading-tight">
            {page === undefined ? (
              <span className="truncate">{name}</span>
            ) : (
              <Link
                href={seq === source.lane.end ? page : `${page}?at=${seq}`}
                className="link truncate"
                title={say(raceWords.openRun)}
              >
                {name}
              </Link>
            )}
            {isFirst ? (
              <span
                data-testid="first"
                className="inline-flex shrink-0 items-center gap-1 rounded-full border border-ink px-2 py-0.5 text-xs font-medium"
              >
                <Icon name="flag" size={12} /> {say(isTied ? raceWords.isTiedFirst : raceWords.isFirst)}
              </span>
            ) : null}
          </h2>
          {onRemove === undefined ? null : (
            <button
              type="button"
              className="button button-quiet button-square -my-1 -mr-1 min-h-7 w-7 text-sm"
              aria-label={say(raceWords.takeOut, { name })}
              title={say(raceWords.takeOutHint)}
              onClick={onRemove}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
        <div className="mt-0.5 flex h-6 items-center gap-3">
          <p className="min-w-0 flex-1 truncate text-xs text-mute" title={settings}>
            {settings}
          </p>
          <p className="flex shrink-0 items-baseline gap-2" data-testid="lane-answer">
            {lane.isArriving ? null : answer === undefined ? (
              <span className="text-xs text-mute">{say(isHere ? raceWords.noAnswer : raceWords.noAnswerYet)}</span>
            ) : (
              <span className="one-line max-w-48 truncate text-lg leading-tight font-semibold" title={answer}>
                <MathText text={`$${answer}$`} />
              </span>
            )}
            <Verdict isCorrect={verdict === undefined || lane.isArriving ? undefined : verdict === 'right'} />
          </p>
        </div>
      </div>
      <div className="relative min-h-32 flex-1 lg:min-h-16">
        {spec === undefined ? null : <LaneTree name={name} view={view} isLive={race.isAtEnd && lane.isGoingOn} />}
        <LaneMessage lane={lane} isHere={seq === end} />
      </div>
      <div className="relative">
        <AnswerStrip
          stretches={lane.answers}
          by={race.by}
          total={race.total}
          end={lane.endAt}
          isArriving={lane.isArriving}
          isOver={!lane.isGoingOn && !lane.isArriving}
        />
        <div
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-0 w-full border-l border-ink"
          style={{ transform: `translateX(${race.total === 0 ? 0 : (100 * race.at) / race.total}%)` }}
        />
      </div>
      <LaneMeters race={race} lane={lane} />
      {race.limit === undefined ? null : (
        <BudgetField name={name} limit={race.limit} budget={lane.budget} onChange={onBudgetChange} />
      )}
    </section>
  );
}

function laneWords({ strategy, config, policy, verifier, seed }: RunSpec, say: Say, language: Language): string {
  const words = { setting: describeSetting(strategy, config, language), policy: policy.name, seed };
  return verifier === undefined
    ? say(raceWords.models, words)
    : say(raceWords.modelsOf, { ...words, verifier: verifier.name });
}

/** Why the lane stands still or is empty, over its tree. */
function LaneMessage({ lane, isHere }: { readonly lane: RaceLane; readonly isHere: boolean }) {
  const words = messageOf(lane, isHere, { say: useSay(), told: useTold() });
  if (words === undefined) return null;
  return (
    <p
      role="status"
      data-testid="lane-message"
      className="pointer-events-none absolute inset-x-0 bottom-1 flex justify-center"
    >
      <span className="panel rounded-full px-3 py-1 text-center text-xs text-mute">{words}</span>
    </p>
  );
}

function messageOf(
  lane: RaceLane,
  isHere: boolean,
  { say, told }: { readonly say: Say; readonly told: (what: Told) => string },
): string | undefined {
  const { source, spec, isSpent } = lane;
  const { broken, connection, lane: run } = source;
  if (broken !== undefined) return broken;
  if (connection?.type === 'broken') return connection.isMissing ? say(raceWords.isGone) : told(connection);
  if (connection?.type === 'retrying') return say(raceWords.retrying, { attempt: connection.attempt });
  if (spec === undefined || lane.isArriving) return say(runWords.opening);
  if (!isHere) return undefined;
  if (isSpent) return say(raceWords.spent);
  if (run.end <= 1) return say(raceWords.waiting);
  if (run.status === 'paused') return say(liveWords.isPaused);
  if (run.status === 'failed') return say(raceWords.failed);
  if (run.status === 'cancelled') return say(raceWords.cancelled);
  return connection === undefined && isUnderWay(run.status) ? say(raceWords.cutShort) : undefined;
}
