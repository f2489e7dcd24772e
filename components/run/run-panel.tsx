'use client';

import { Tabs } from '@/components/ui/tabs';
import { AnswersPanel } from './answers-panel';
import { FactsPanel } from './facts-panel';
import { StepPanel } from './step-panel';
import type { RunView } from './use-run-view';

const tabs = [
  { name: 'step', label: 'Step' },
  { name: 'answers', label: 'Answers' },
  { name: 'run', label: 'Run' },
] as const;

/** The inspector: the chosen step, the answers, the run. */
export function RunPanel({ run }: { readonly run: RunView }) {
  return (
    <Tabs label="Inspector" tabs={tabs} selected={run.panel} onSelect={run.selectPanel} panelClassName="min-h-0 flex-1 overflow-auto px-4 py-4 outline-offset-[-3px]">
      {run.panel === 'step' ? <StepPanel run={run} /> : run.panel === 'answers' ? <AnswersPanel run={run} /> : <FactsPanel run={run} />}
    </Tabs>
  );
}
