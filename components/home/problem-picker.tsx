'use client';

import type { ProblemSource } from '@/lib/client';
import { startWords, type Text, subjectText } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { Notice } from '@/components/ui/notice';
import { Tabs } from '@/components/ui/tabs';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { OwnProblem } from './own-problem';
import { SetProblems } from './set-problems';
import { TemplateProblem } from './template-problem';
import type { NewRun } from './use-new-run';

const tabs: readonly { readonly name: ProblemSource; readonly label: Text }[] = [
  { name: 'set', label: startWords.set },
  { name: 'template', label: startWords.template },
  { name: 'own', label: startWords.own },
];

/** Where the problem comes from, and the problem as it will be posed. */
export function ProblemPicker({
  newRun,
}: {
  readonly newRun: Pick<
    NewRun,
    'form' | 'change' | 'problem' | 'isOutside' | 'isReadingProblem' | 'template' | 'templates'
  >;
}) {
  const say = useSay();
  const language = useLanguage();
  const { form, change, problem, isOutside } = newRun;
  return (
    <section aria-labelledby="problem-title" className="panel flex min-w-0 flex-col gap-3 p-4">
      <h2 id="problem-title" className="text-base">
        {say(startWords.problem)}
      </h2>
      <div
        className="min-h-28 rounded-lg border border-line bg-bg px-4 py-3"
        data-testid="chosen-problem"
        aria-live="polite"
      >
        {problem === undefined ? (
          <p className="text-mute">
            {form.source === 'own'
              ? say(startWords.typedAppears)
              : newRun.isReadingProblem
                ? say(startWords.readingProblems)
                : say(startWords.noProblem)}
          </p>
        ) : (
          <>
            <div className="max-h-64 overflow-auto text-lg leading-snug font-medium text-pretty">
              <MathText text={problem.text} />
            </div>
            <p className="mt-2 text-xs text-mute">
              {[
                problem.subject === undefined ? undefined : subjectText(problem.subject)[language],
                problem.level === undefined ? undefined : say(startWords.levelOf, { level: problem.level }),
                say(
                  problem.answer !== undefined
                    ? startWords.hasReference
                    : newRun.form.source === 'template'
                      ? startWords.noReferenceHere
                      : startWords.noReference,
                ),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </>
        )}
      </div>
      {isOutside ? (
        <Notice tone="plain" title={say(startWords.outside)} testId="outside">
          {say(startWords.outsideWords)}
        </Notice>
      ) : null}
      <Tabs
        label={say(startWords.whereFrom)}
        tabs={tabs.map(({ name, label }) => ({ name, label: say(label) }))}
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
