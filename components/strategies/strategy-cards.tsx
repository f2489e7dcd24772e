'use client';

import { useId } from 'react';
import { strategyNames, type StrategyName } from '@/lib/search';
import { strategyTitles } from '@/components/app/words';
import { plural } from '@/components/ui/numbers';
import { StrategySketch } from './strategy-sketch';

interface Words {
  readonly does: string;
  readonly costs: string;
}

/** What a strategy would do with these numbers, and what that costs. `kept`: prefixes that live on after a round. */
const words: Readonly<Record<StrategyName, (n: number, beamWidth: number, kept: number) => Words>> = {
  greedy: () => ({
    does: 'One solution, always the likeliest next word: the model without thinking longer.',
    costs: 'The cheapest.',
  }),
  majority: (n) => ({
    does: `${plural(n, 'solution')}, each on its own; the answer that most of them reach wins.`,
    costs: 'No verifier needed.',
  }),
  'best-of-n': (n) => ({
    does: `${plural(n, 'solution')}, each on its own and every step scored; the scores decide which answer wins.`,
    costs: 'Majority, plus the scoring.',
  }),
  'beam-search': (n, beamWidth, kept) => ({
    does: `Step by step: of ${plural(n, 'proposal')} the best ${kept} stay, and each is carried on ${beamWidth === 1 ? 'one way' : `${beamWidth} ways`}.`,
    costs: `${plural(n, 'step')} a round, all scored.`,
  }),
  dvts: (n, beamWidth, kept) => ({
    does: `${plural(kept, 'separate tree')}, each of which keeps its own best of ${plural(beamWidth, 'step')}: more varied ideas survive.`,
    costs: 'As beam search, trees side by side.',
  }),
};
const order: readonly StrategyName[] = ['greedy', 'majority', 'best-of-n', 'beam-search', 'dvts'];

interface StrategyCardsProps {
  readonly selected: StrategyName;
  readonly n: number;
  readonly beamWidth: number;
  readonly onSelect: (name: StrategyName) => void;
}

/** The five strategies as a group of radio buttons that say what each does and costs. */
export function StrategyCards({ selected, n, beamWidth, onSelect }: StrategyCardsProps) {
  const id = useId();
  const known = order.filter((name) => strategyNames.includes(name));
  return (
    <fieldset className="grid grid-cols-1 gap-2 sm:grid-cols-2 3xl:grid-cols-6">
      <legend className="sr-only">Strategy</legend>
      {known.map((name) => {
        const isSelected = name === selected;
        const { does, costs } = words[name](n, beamWidth, Math.max(1, Math.floor(n / beamWidth)));
        return (
          <label
            key={name}
            data-testid={`strategy-${name}`}
            className={`flex gap-3 rounded-lg border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${isSelected ? 'border-ink bg-ink/5 ring-1 ring-ink' : 'border-line hover:border-dim'} ${name === 'greedy' ? 'sm:order-last sm:col-span-2 3xl:order-none' : isStepwise(name) ? '3xl:col-span-3' : '3xl:col-span-2'}`}
          >
            <input
              type="radio"
              name={id}
              value={name}
              checked={isSelected}
              onChange={() => onSelect(name)}
              className="sr-only"
              aria-describedby={`${id}-${name}`}
            />
            <StrategySketch strategy={name} />
            <span className="min-w-0">
              <span className="block text-sm font-semibold">{strategyTitles[name]}</span>
              <span id={`${id}-${name}`} className="mt-0.5 block text-xs leading-snug text-mute">
                {does} <span className="text-ink">{costs}</span>
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function isStepwise(name: StrategyName): boolean {
  return name === 'beam-search' || name === 'dvts';
}
