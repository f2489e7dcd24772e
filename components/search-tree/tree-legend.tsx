import { strategyOf, type RunSpec } from '@/lib/search';
import { settledVotes, type TreeView } from '@/lib/tree';
import { treeWords } from '@/lib/words';
import { usePrinting } from '@/components/ui/use-printing';
import { useSay } from '@/components/ui/use-language';

const ramp = 'linear-gradient(90deg, var(--ramp-0), var(--ramp-1), var(--ramp-2), var(--ramp-3), var(--ramp-4))';

interface TreeLegendProps {
  readonly view: TreeView;
  readonly spec: RunSpec;
  /** How many came how far is not known while part of the tree is on its way. */
  readonly isArriving: boolean;
}

/** How to read the picture, and the one number that tells strategies apart. */
export function TreeLegend({ view, spec, isArriving }: TreeLegendProps) {
  const say = useSay();
  const isPrinting = usePrinting();
  const { written, kept, alive } = view.firstIdeas;
  const isScored = spec.verifier !== undefined;
  const strategy = strategyOf(spec.strategy);
  const looksAhead = strategy.rollout?.(spec.config) !== undefined;
  return (
    <div
      data-chrome
      className="flex w-full low:max-lg:hidden items-end justify-between gap-4 bg-linear-to-t from-bg from-50% to-transparent px-4 pt-6 pb-2.5 text-xs text-mute print:flex-col print:items-start print:gap-1 print:px-0"
    >
      <p data-testid="first-ideas" className="leading-tight whitespace-nowrap">
        {/* Attempts that saw others are no first ideas; whole solutions are not decided on at their first step. */}
        {strategy.asks === undefined && !isArriving ? (
          <>
            <span className="mr-2 text-2xl font-semibold text-ink tabular-nums">
              {(strategy.isStepwise ? [written, kept, alive] : [written, alive]).join(' → ')}
            </span>
            <span className="hidden sm:inline">{say(strategy.isStepwise ? treeWords.firstKept : treeWords.first)}</span>
          </>
        ) : null}
        {settledVotes(view.state).map(({ group, after, of }) => (
          <span key={group} className="ml-4 font-medium text-ink" data-testid="settled">
            {say(treeWords.settled, { after, of })}
          </span>
        ))}
      </p>
      <ul
        aria-label={say(treeWords.legend)}
        className="hidden flex-wrap items-center justify-end gap-x-4 gap-y-1 whitespace-nowrap md:flex print:flex print:justify-start"
      >
        {isScored ? (
          <li className="flex items-center gap-2">
            {say(treeWords.score)} <span className="tabular-nums">0</span>
            <span className="h-2 w-24 rounded-full" style={{ background: ramp }} />
            <span className="tabular-nums">1</span>
          </li>
        ) : null}
        <li className="flex items-center gap-2">
          <Stroke width={1} color="var(--mute)" /> {say(treeWords.cut)}
        </li>
        <li className="flex items-center gap-2">
          <span className="h-1 w-6.5 rounded-full" style={{ background: isScored ? ramp : 'var(--mute)' }} />
          {say(isScored ? treeWords.keptScored : treeWords.kept)}
        </li>
        {view.bundles.size === 0 ? null : (
          <li className="flex items-center gap-2">
            <span className="font-medium text-ink">×12</span>{' '}
            {say(isPrinting ? treeWords.foldedOnPaper : treeWords.folded)}
          </li>
        )}
        {looksAhead ? (
          <li className="flex items-center gap-2">
            <Stroke width={1} color="var(--mute)" dash="3 3" /> {say(treeWords.lookedAhead)}
          </li>
        ) : null}
        {strategy.asks === undefined ? null : (
          <li className="flex items-center gap-2">
            <Stroke width={1} color="var(--mute)" dash="1 4" /> {say(treeWords.inSight)}
          </li>
        )}
        <li className="flex items-center gap-2">
          <span
            className="h-1 w-6.5 rounded-full ring-2 ring-gold"
            style={{ background: isScored ? ramp : 'var(--gold)' }}
          />
          {say(treeWords.chosen)}
        </li>
      </ul>
    </div>
  );
}

interface StrokeProps {
  readonly width: number;
  readonly color: string;
  readonly dash?: string;
}

function Stroke({ width, color, dash }: StrokeProps) {
  return (
    <svg aria-hidden="true" width="26" height="8" viewBox="0 0 26 8">
      <path d="M1 4H25" stroke={color} strokeWidth={width} strokeDasharray={dash} strokeLinecap="round" />
    </svg>
  );
}
