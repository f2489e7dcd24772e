'use client';

import { LoadError } from '@/components/app/load-state';
import { UndoBar } from '@/components/app/undo-bar';
import { gridFormWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { Field } from '@/components/ui/field';
import { EstimatePanel } from './estimate-panel';
import { GridMatrix } from './grid-matrix';
import { ImportOutput } from './import-output';
import { ModelFields } from './model-fields';
import { ProblemFields } from './problem-fields';
import { SamplingFields } from './sampling-fields';
import { useNewExperiment } from './use-new-experiment';

/** A grid to ask for: problems, strategies at budgets, models, seeds; what it would cost; Start. */
export function NewExperimentPage() {
  const say = useSay();
  const next = useNewExperiment();
  const { form, change, spec, backends, removal, undoRemoval, begin } = next;
  return (
    <main id="main" className="mx-auto w-full max-w-[100rem] flex-1 px-4 py-6 sm:px-6">
      <h1 className="text-2xl">{say(gridFormWords.title)}</h1>
      <p className="mt-1 max-w-[72ch] text-mute">{say(gridFormWords.about)}</p>
      {backends.error === null ? null : (
        <div className="mt-4">
          <LoadError
            error={backends.error}
            title={say(gridFormWords.serversUnread)}
            onRetry={() => void backends.refetch()}
          />
        </div>
      )}
      <form
        className="mt-5 grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]"
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        <div className="flex min-w-0 flex-col gap-5">
          <ProblemFields next={next} />
          <GridMatrix next={next} />
          <div className="grid gap-5 lg:grid-cols-2">
            <ModelFields next={next} />
            <SamplingFields next={next} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <div className="panel flex flex-col gap-4 p-4">
            <Field label={say(gridFormWords.name)}>
              {(props) => (
                <input
                  {...props}
                  className="field"
                  maxLength={200}
                  value={form.name}
                  placeholder={spec.name}
                  onChange={(event) => change({ name: event.target.value })}
                />
              )}
            </Field>
            <EstimatePanel next={next} />
          </div>
          <ImportOutput />
        </div>
      </form>
      <UndoBar of="problem-set" count={removal.waiting.length} onUndo={undoRemoval} />
    </main>
  );
}
