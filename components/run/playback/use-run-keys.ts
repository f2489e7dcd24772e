'use client';

import { useEffect, useRef } from 'react';
import { isTyping, useKeySection, type KeySection } from '@/components/ui/keys-overlay';
import { panelNames, type RunView } from './use-run-view';

const section: KeySection = {
  title: 'Run',
  hints: [
    { keys: ['Space'], does: 'Play or pause the replay' },
    { keys: [',', '.'], does: 'Previous, next round' },
    { keys: ['Shift', ',', '.'], does: 'Previous, next change of a step' },
    { keys: ['L'], does: 'To the live end' },
    { keys: ['1', '2', '3'], does: 'Step, answers, run' },
    { keys: ['P'], does: 'Pause or resume the search itself' },
    { keys: ['N'], does: 'Search one round further while paused' },
  ],
};

interface RunCommands {
  /** Undefined where the search cannot be commanded (a recorded run, a run that is over). */
  readonly togglePause: (() => void) | undefined;
  readonly stepOnce: (() => void) | undefined;
}

/** The keys of a run page, wherever the focus is, except in a text field or on a control that uses the key itself. */
export function useRunKeys(run: RunView, commands: RunCommands): void {
  useKeySection(section);
  const latest = useRef({ run, commands });
  useEffect(() => {
    latest.current = { run, commands };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || document.querySelector('dialog[open]') !== null) return;
      const { run: view, commands: search } = latest.current;
      const act = actionOf(event, view, search);
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function actionOf(event: KeyboardEvent, run: RunView, commands: RunCommands): (() => void) | undefined {
  switch (event.key) {
    case ' ':
      return isPressable(event.target) ? undefined : run.togglePlay;
    case ',':
      return () => run.step('previous-round');
    case '.':
      return () => run.step('next-round');
    case '<':
      return () => run.step('previous-node');
    case '>':
      return () => run.step('next-node');
    case 'l':
      return () => run.seek(run.end);
    case 'p':
      return commands.togglePause;
    case 'n':
      return commands.stepOnce;
    case '1':
    case '2':
    case '3': {
      const name = panelNames[Number(event.key) - 1];
      return name === undefined ? undefined : () => run.selectPanel(name);
    }
    default:
      return undefined;
  }
}

/** Space presses these. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary, input, select, [role="tab"]') !== null;
}
