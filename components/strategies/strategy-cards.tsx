'use client';

import { useId } from 'react';
import { baselineStrategy, strategyOf, type StrategyName } from '@/lib/search';
import { strategyLooks } from './looks';
import { numbersOf, strategiesInOrder } from './looks-of';
import { StrategySketch } from './strategy-sketch';

interface StrategyCardsProps {
  readonly selected: StrategyName;
  readonly n: number;
  readonly beamWidth: number;
  readonly onSelect: (name: StrategyName) => void;
}

/** The strategies as a group of radio buttons that say what each does and costs. */
export function StrategyCards({ selected, n, beamWidth, onSelect }: StrategyCardsProps) {
  const id = useId();
  const numbers = numbersOf({ n, beamWidth });
  return (
    <fieldset className="grid grid-cols-1 gap-2 sm:grid-cols-2 3xl:grid-cols-6">
      <legend className="sr-only">Strategy</legend>
      {strategiesInOrder().map((name) => {
        const isSelected = name === selected;
        const { title, does, costs } = strategyLooks[name];
        return (
          <label
            key={name}
            data-testid={`strategy-${name}`}
            className={`flex gap-3 rounded-lg border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${isSelected ? 'border-ink bg-ink/5 ring-1 ring-ink' : 'border-line hover:border-dim'} ${name === baselineStrategy ? 'sm:order-last sm:col-span-2 3xl:order-none' : strategyOf(name).isStepwise ? '3xl:col-span-3' : '3xl:col-span-2'}`}
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
              <span className="block text-sm font-semibold">{title}</span>
              <span id={`${id}-${name}`} className="mt-0.5 block text-xs leading-snug text-mute">
                {does(numbers)} <span className="text-ink">{costs(numbers)}</span>
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
