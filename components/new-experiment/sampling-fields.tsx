'use client';

import { useState } from 'react';
import { gridStrategies } from '@/lib/client';
import { strategyOf } from '@/lib/search';
import { strategyLooks } from '@/components/strategies/looks';
import { Field } from '@/components/ui/field';
import { NumberField } from '@/components/ui/number-field';
import { plural } from '@/components/ui/numbers';
import { FormPanel } from './form-panel';
import type { NewExperiment } from './use-new-experiment';

/** Numbers that are the same for every cell, and the seeds. */
export function SamplingFields({ next: { form, change } }: { readonly next: NewExperiment }) {
  const [draft, setDraft] = useState<string | undefined>();
  const seeds = draft === undefined ? form.seeds : seedsOf(draft);
  return (
    <FormPanel title="Sampling and seeds">
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label="Width M"
          value={form.beamWidth}
          min={1}
          max={64}
          hint={`children a prefix: ${widthUsers()}`}
          onChange={(beamWidth) => change({ beamWidth })}
        />
        <NumberField
          label="Temperature"
          value={form.temperature}
          min={0}
          max={2}
          step={0.1}
          onChange={(temperature) => change({ temperature })}
        />
        <NumberField
          label="Rounds at most"
          value={form.maxSteps}
          min={1}
          max={200}
          onChange={(maxSteps) => change({ maxSteps })}
        />
        <NumberField
          label="Tokens a solution at most"
          value={form.maxTokens}
          min={1}
          max={32_768}
          onChange={(maxTokens) => change({ maxTokens })}
        />
      </div>
      <Field
        label="Seeds"
        hint={
          seeds === undefined
            ? undefined
            : `${plural(seeds.length, 'seed')}: every problem is searched ${seeds.length === 1 ? 'once' : `${seeds.length} times`} a cell`
        }
        error={seeds === undefined ? 'Whole numbers from 0 on, with commas between them, at most 32.' : undefined}
      >
        {(props) => (
          <input
            {...props}
            className="field"
            inputMode="numeric"
            value={draft ?? form.seeds.join(', ')}
            onChange={(event) => {
              setDraft(event.target.value);
              const read = seedsOf(event.target.value);
              if (read !== undefined) change({ seeds: read });
            }}
            onBlur={() => {
              if (seeds !== undefined) setDraft(undefined);
            }}
          />
        )}
      </Field>
    </FormPanel>
  );
}

function widthUsers(): string {
  return gridStrategies
    .filter((name) => strategyOf(name).settings.includes('beamWidth'))
    .map((name) => strategyLooks[name].noun)
    .join(', ');
}

/** Undefined when it is no list of seeds. */
function seedsOf(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = [...new Set(parts.map(Number))];
  return numbers.length >= 1 &&
    numbers.length <= 32 &&
    numbers.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= 0x7fff_ffff)
    ? numbers
    : undefined;
}
