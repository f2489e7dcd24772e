'use client';

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { aggregationNameSchema, nodeIdSchema, type AggregationName, type NodeId } from '@/lib/search';
import { advance, buildTreeView, timeOfSeq, type Replay, type ReplayStep, type TreeView } from '@/lib/tree';
import type { RunLog } from '@/lib/client';
import { useUrlForm } from '@/components/app/use-url-form';

export const panelNames = ['step', 'answers', 'run'] as const;
export type PanelName = (typeof panelNames)[number];

/** What of the view a reader would send to someone; kept in the URL. */
interface ViewForm {
  readonly node: NodeId | undefined;
  /** Cursor as a sequence number; undefined: the right-hand end, live while the run is. */
  readonly at: number | undefined;
  readonly panel: PanelName | undefined;
  /** Aggregation under which the votes are re-counted; undefined: as the run counted them. */
  readonly whatIf: AggregationName | undefined;
}

/**
 * The run at the cursor, the selection, and everything that moves them. One of these stands behind each run page.
 * A `recorded` log is all there is, even when it breaks off before its run ended; a `live` one may still grow.
 */
export function useRunView(log: RunLog, source: 'live' | 'recorded') {
  const { replay, facts, end } = useSyncExternalStore(log.subscribe, log.snapshot, log.snapshot);
  const [form, change] = useUrlForm<ViewForm>(readView, writeView);
  const [speed, setSpeed] = useState(1);
  const [isPlaying, setIsPlaying] = useState(false);
  const isUnended = facts.status === 'running' || facts.status === 'paused';
  const isUnderWay = source === 'live' && isUnended;
  const cursor = Math.min(form.at ?? end, end);
  const isAtEnd = cursor === end;

  const [viewer] = useState(() => new Viewer(replay));
  const view = useMemo(() => viewer.viewAt(cursor), [viewer, cursor]);

  // Stable, so that the loop below is not torn down by every entry that arrives.
  const latest = useRef({ cursor, end, isUnderWay, change });
  useEffect(() => {
    latest.current = { cursor, end, isUnderWay, change };
  });

  useEffect(() => {
    if (!isPlaying) return undefined;
    let frame = 0;
    let before = performance.now();
    let ms = timeOfSeq(replay.timeline, latest.current.cursor);
    const tick = (now: number) => {
      const next = advance(replay.timeline, ms, now - before, speed);
      before = now;
      ms = next.ms;
      if (next.isAtEnd) {
        latest.current.change({ at: undefined });
        setIsPlaying(false);
        return;
      }
      if (next.seq !== latest.current.cursor) latest.current.change({ at: next.seq });
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, speed, replay]);

  /** Puts the cursor after entry `seq`; the end is the end, wherever it moves to. */
  const seek = useCallback((seq: number) => {
    setIsPlaying(false);
    const { end: last, change: set } = latest.current;
    set({ at: seq >= last ? undefined : Math.max(1, seq) });
  }, []);
  const step = useCallback((jump: ReplayStep) => seek(replay.step(latest.current.cursor, jump)), [replay, seek]);
  const togglePlay = useCallback(() => {
    const { cursor: at, end: last, isUnderWay: isOpen, change: set } = latest.current;
    setIsPlaying((isOn) => {
      if (isOn) return false;
      // At the end of what is over, playing begins again; at the live end there is nothing to play yet.
      if (at >= last && !isOpen) set({ at: 1 });
      return at < last || !isOpen;
    });
  }, []);
  const selectNode = useCallback((node: NodeId | undefined) => {
    latest.current.change(node === undefined ? { node } : { node, panel: 'step' });
  }, []);

  return {
    replay,
    facts,
    view,
    cursor,
    end,
    isAtEnd,
    isPlaying,
    speed,
    isUnderWay,
    /** The newest entries are on the screen and more may come. */
    isLive: isUnderWay && isAtEnd && facts.status === 'running',
    /** At the end of a recorded log whose run goes on after it. */
    isCutShort: source === 'recorded' && isUnended && isAtEnd,
    /** A paused search goes one round further and pauses again. */
    isStepping: isUnderWay && isAtEnd && facts.status === 'running' && view.state.roundLimit !== undefined,
    node: form.node === undefined ? undefined : view.nodes.get(form.node),
    selectedNode: form.node,
    panel: form.panel ?? (form.node === undefined ? 'answers' : 'step'),
    selectNode,
    selectPanel: (panel: PanelName) => change({ panel }),
    whatIf: form.whatIf,
    selectWhatIf: (whatIf: AggregationName | undefined) => change({ whatIf }),
    seek,
    step,
    togglePlay,
    setSpeed,
  };
}

export type RunView = ReturnType<typeof useRunView>;

/** Remembers the last view, so that unchanged nodes keep their identity from one cursor to the next. */
class Viewer {
  readonly #replay: Replay;
  #last: TreeView | undefined;
  constructor(replay: Replay) {
    this.#replay = replay;
  }
  viewAt(cursor: number): TreeView {
    const state = this.#replay.stateAt(cursor);
    if (this.#last?.state !== state) this.#last = buildTreeView(state, this.#last);
    return this.#last;
  }
}

function readView(params: URLSearchParams): ViewForm {
  const at = Number(params.get('at') ?? '');
  return {
    node: nodeIdSchema.safeParse(params.get('node')).data,
    at: Number.isInteger(at) && at > 0 ? at : undefined,
    panel: panelNames.find((name) => name === params.get('panel')),
    whatIf: aggregationNameSchema.safeParse(params.get('what-if')).data,
  };
}

function writeView({ node, at, panel, whatIf }: ViewForm): URLSearchParams {
  const params = new URLSearchParams();
  if (node !== undefined) params.set('node', node);
  if (at !== undefined) params.set('at', String(at));
  if (panel !== undefined) params.set('panel', panel);
  if (whatIf !== undefined) params.set('what-if', whatIf);
  return params;
}
