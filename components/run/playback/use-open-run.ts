'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { LogFacts, RunLog } from '@/lib/client';
import type { LogEntry } from '@/lib/runs/wire';
import { isUnderWay, type SearchState } from '@/lib/search';
import type { Replay, TreeView } from '@/lib/tree';
import { useUrlForm } from '@/components/app/use-url-form';
import { standingOf, type LogSource, type Standing } from './standing';
import { usePlayback, type Playback } from './use-playback';
import { useSelection, type Selection } from './use-selection';
import { useTreeView } from './use-tree-view';
import { readViewForm, writeViewForm, type ViewForm } from './view-form';

/** What stands behind a run's page, in parts; who draws takes the parts that it draws. */
export interface OpenRun {
  /** The tree at the cursor. */
  readonly view: TreeView;
  readonly playback: Playback;
  readonly selection: Selection;
  readonly standing: Standing;
  /** The log, and when things happened in it; both are the same objects while they grow. */
  readonly entries: readonly LogEntry[];
  readonly facts: LogFacts;
  /** The run after any entry. */
  readonly stateAt: (seq: number) => SearchState;
  readonly presenting: { readonly isOn: boolean; readonly toggle: () => void };
  /** Looks at any other place of the log. */
  readonly replay: Replay;
}

/** Of which log, and where in it; `change` keeps its identity. `sourceOf` tells from the last entry that is here what kind of log it is. */
interface RunPlace {
  readonly log: RunLog;
  readonly sourceOf: (end: number) => LogSource;
  readonly form: ViewForm;
  readonly change: (changes: Partial<ViewForm>) => void;
}

/** A run whose view alone is in the address. */
export function useOpenRun(log: RunLog, sourceOf: RunPlace['sourceOf']): OpenRun {
  const [form, change] = useUrlForm<ViewForm>(readViewForm, writeViewForm);
  return useRunAt({ log, sourceOf, form, change });
}

/** A run as a form says that it is looked at, whoever keeps the form. */
export function useRunAt({ log, sourceOf, form, change }: RunPlace): OpenRun {
  const { replay, facts, end } = useSyncExternalStore(log.subscribe, log.snapshot, log.snapshot);
  const source = sourceOf(end);
  const stateAt = useCallback((seq: number) => replay.stateAt(seq), [replay]);
  const { status, failure } = replay.standing;
  const playback = usePlayback({
    replay,
    end,
    at: form.at,
    isUnderWay: source === 'live' && isUnderWay(status),
    onMove: (at) => change({ at }),
  });
  const view = useTreeView(replay, playback.cursor);
  const selection = useSelection(form, change);
  const hasRoundLimit = view.state.roundLimit !== undefined;
  const standing = standingOf({ source, status, failure, isAtEnd: playback.isAtEnd, hasRoundLimit });
  const presenting = { isOn: form.isPresenting, toggle: () => change({ isPresenting: !form.isPresenting }) };
  return { view, playback, selection, standing, entries: replay.entries, facts, stateAt, presenting, replay };
}
