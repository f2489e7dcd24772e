'use client';

import { useId, useState } from 'react';
import { baselineStrategy, strategyOf, type StrategyName } from '@/lib/search';
import { startWords } from '@/lib/words';
import { useLanguage, useSay } from '@/components/ui/use-language';
import type { Spoken } from './looks';
import { numbersOf, strategyShelves, strategyWords } from './looks-of';
import { StrategySketch } from './strategy-sketch';

interface StrategyCardsProps {
  readonly selected: StrategyName;
  readonly config: Spoken;
  readonly onSelect: (name: StrategyName) => void;
  /** Why a strategy cannot be used with what else is chosen; absent: each can. */
  readonly whyNot?: (name: StrategyName) => string | undefined;
}

/** The strategies as a group of radio buttons that say what each does and costs: the story first, the rest when asked for. */
export function StrategyCards({ selected, config, onSelect, whyNot }: StrategyCardsProps) {
  const id = useId();
  const say = useSay();
  const language = useLanguage();
  const [first, ...more] = strategyShelves();
  const isInMore = more.some(({ names }) => names.includes(selected));
  const [isOpen, setIsOpen] = useState<boolean>();
  const card = (name: StrategyName, className = '') => (
    <StrategyCard
      key={name}
      name={name}
      group={id}
      config={config}
      isSelected={name === selected}
      className={className}
      refusal={whyNot?.(name)}
      onSelect={onSelect}
    />
  );
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="sr-only">{say(startWords.strategy)}</legend>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2 3xl:grid-cols-6">
        {first?.names.map((name) =>
          card(
            name,
            name === baselineStrategy
              ? 'sm:col-span-2'
              : strategyOf(name).isStepwise
                ? '3xl:col-span-3'
                : '3xl:col-span-2',
          ),
        )}
      </div>
      {more.length === 0 ? null : (
        // Open where the chosen one is in it, until the reader says otherwise.
        <details open={isOpen ?? isInMore} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
          <summary className="w-fit text-sm text-mute hover:text-ink" data-testid="more-strategies">
            {say(startWords.moreWays, { ways: more.flatMap(({ names }) => names).length })}
            {isInMore && isOpen === false ? (
              <span className="text-ink">
                {say(startWords.isChosen, { title: strategyWords(selected, language).title })}
              </span>
            ) : null}
          </summary>
          {more.map(({ title, names }) => (
            <section key={title?.en} aria-label={title?.[language]} className="mt-3">
              <h3 className="mb-1.5 text-xs font-medium text-mute">{title?.[language]}</h3>
              <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">{names.map((name) => card(name))}</div>
            </section>
          ))}
        </details>
      )}
    </fieldset>
  );
}

interface StrategyCardProps {
  readonly name: StrategyName;
  /** Of the radio buttons. */
  readonly group: string;
  readonly config: Spoken;
  readonly isSelected: boolean;
  readonly className: string;
  readonly refusal: string | undefined;
  readonly onSelect: (name: StrategyName) => void;
}

function StrategyCard({ name, group, config, isSelected, className, refusal, onSelect }: StrategyCardProps) {
  const { title, does, costs } = strategyWords(name, useLanguage());
  const numbers = numbersOf(config);
  return (
    <label
      data-testid={`strategy-${name}`}
      className={`flex gap-3 rounded-lg border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${isSelected ? 'border-ink bg-ink/5 ring-1 ring-ink' : 'border-line hover:border-dim'} ${refusal === undefined ? '' : 'opacity-60'} ${className}`}
    >
      <input
        type="radio"
        name={group}
        value={name}
        checked={isSelected}
        disabled={refusal !== undefined}
        onChange={() => onSelect(name)}
        className="sr-only"
        aria-describedby={`${group}-${name}`}
      />
      <StrategySketch strategy={name} />
      <span className="min-w-0">
        <span className="block text-sm font-semibold">{title}</span>
        <span id={`${group}-${name}`} className="mt-0.5 block text-xs leading-snug text-mute">
          {does(numbers)} <span className="text-ink">{costs(numbers)}</span>
          {refusal === undefined ? null : (
            <span className="mt-1 block font-medium text-ink" data-testid="refusal">
              {refusal}
            </span>
          )}
        </span>
      </span>
    </label>
  );
}
