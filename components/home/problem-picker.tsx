'use client';

import type { ProblemSource } from '@/lib/client';
import { MathText } from '@/components/math/math-text';
import { Notice } from '@/components/ui/notice';
import { Tabs } from '@/components/ui/tabs';
import { OwnProblem } from './own-problem';
import { SetProblems } from './set-problems';
import { TemplateProblem } from './template-problem';
import type { NewRun } from './use-new-run';

const tabs: readonly { readonly name: ProblemSource; readonly label: string }[] = [
  { name: 'set', label: 'Problem set' },
  { name: 'template', label: 'Template' },
  { name: 'own', label: 'Your own' },
];

/** Where the problem comes from, and the problem as it will be posed. */
export function ProblemPicker({ newRun }: { readonly newRun: NewRun }) {
  const { form, change, problem, isOutside } = newRun;
  return (
    <section aria-labelledby="problem-title" className="panel flex min-w-0 flex-col gap-3 p-4">
      <h2 id="problem-title" className="text-base">
        Problem
      </h2>
      <div
        className="min-h-28 rounded-lg border border-line bg-bg px-4 py-3"
        data-testid="chosen-problem"
        aria-live="polite"
      >
        {problem === undefined ? (
          <p className="text-mute">
            {form.source === 'own'
              ? 'What you type appears here, typeset.'
              : newRun.isReadingProblem
                ? 'Reading the problems …'
                : 'No problem chosen.'}
          </p>
        ) : (
          <>
            <div className="max-h-64 overflow-auto text-lg leading-snug font-medium text-pretty">
              <MathText text={problem.text} />
            </div>
            <p className="mt-2 text-xs text-mute">
              {[
                problem.subject,
                problem.level === undefined ? undefined : `level ${problem.level} of 5`,
                problem.answer === undefined
                  ? newRun.form.source === 'template'
                    ? 'no reference answer for these values, which are no example: right or wrong will not be known'
                    : 'no reference answer: right or wrong will not be known'
                  : 'reference answer known',
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </>
        )}
      </div>
      {isOutside ? (
        <Notice tone="plain" title="Outside what the bundled models learnt" testId="outside">
          They know a few families of short problems in fixed wordings. This one is worded otherwise, so expect
          nonsense. A template shows what they can read, and a policy of your own can read more.
        </Notice>
      ) : null}
      <Tabs
        label="Where the problem comes from"
        tabs={tabs}
        selected={form.source}
        onSelect={(source) => change(source === 'own' ? { source, problem: '' } : { source })}
        panelClassName="flex min-h-0 flex-col gap-3"
      >
        {form.source === 'set' ? (
          <SetProblems newRun={newRun} />
        ) : form.source === 'template' ? (
          <TemplateProblem newRun={newRun} />
        ) : (
          <OwnProblem form={form} change={change} />
        )}
      </Tabs>
    </section>
  );
}
