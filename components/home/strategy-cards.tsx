'use client';

import { useId } from 'react';
import { strategyNames, type StrategyName } from '@/lib/search';
import { strategyTitles } from '@/components/app/words';
import { StrategySketch } from './strategy-sketch';

const words: Readonly<Record<StrategyName, { readonly does: string; readonly costs: string }>> = {
  greedy: { does: 'Always the likeliest next word, one solution. What the model says without thinking longer.', costs: 'Cheapest: one solution.' },
  majority: { does: 'n independent solutions; the answer most of them reach wins. Nothing is scored.', costs: 'n solutions, no verifier.' },
  'best-of-n': { does: 'n independent solutions, every step scored; the scores decide which answer wins.', costs: 'n solutions and their scores.' },
  'beam-search': { does: 'Step by step: n proposals, the best n/M are kept, each is carried on M ways.', costs: 'n proposals a round, all scored.' },
  dvts: { does: 'n/M separate trees, each keeps its own best step. More varied ideas survive.', costs: 'As beam search; trees run side by side.' },
};
const order: readonly StrategyName[] = ['greedy', 'majority', 'best-of-n', 'beam-search', 'dvts'];

/** The five strategies as a group of radio buttons that say what each does and costs. */
export function StrategyCards({ selected, onSelect }: { readonly selected: StrategyName; readonly onSelect: (name: StrategyName) => void }) {
  const id = useId();
  const known = order.filter((name) => strategyNames.includes(name));
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2 3xl:grid-cols-3">
      <legend className="sr-only">Strategy</legend>
      {known.map((name) => {
        const isSelected = name === selected;
        return (
          <label
            key={name}
            data-testid={`strategy-${name}`}
            className={`flex gap-3 rounded-lg border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${isSelected ? 'border-ink bg-ink/5 ring-1 ring-ink' : 'border-line hover:border-dim'} ${name === 'greedy' ? 'sm:order-last 3xl:order-none' : ''}`}
          >
            <input type="radio" name={id} value={name} checked={isSelected} onChange={() => onSelect(name)} className="sr-only" aria-describedby={`${id}-${name}`} />
            <StrategySketch strategy={name} />
            <span className="min-w-0">
              <span className="block text-sm font-semibold">{strategyTitles[name]}</span>
              <span id={`${id}-${name}`} className="mt-0.5 block text-xs leading-snug text-mute">
                {words[name].does} <span className="text-ink">{words[name].costs}</span>
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
