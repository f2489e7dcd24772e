/**
 * What happens at one place of a log, in one sentence: what was decided last there, or what is being written. For people who look
 * at a picture from afar; pure, and computes with nothing but the log.
 */
import { formatScore } from '@/lib/base';
import type { LogEntry } from '@/lib/runs/wire';
import { selectionOf, type EventOf } from '@/lib/search';
import type { TreeView } from './view';

export type Now =
  | { readonly type: 'nothing' }
  /** `count` steps are being written, the deepest of them the `step`-th. */
  | { readonly type: 'writing'; readonly step: number; readonly count: number }
  | {
      readonly type: 'decided';
      readonly step: number;
      readonly lives: number;
      readonly of: number;
      /** Highest value that was compared, as it is written; undefined where nothing is scored. */
      readonly best: string | undefined;
    }
  | { readonly type: 'chosen'; readonly answer: string | undefined };

/** `entries`: the log that `view` is of; `cursor`: the last of them that has happened. */
export function nowAt(view: TreeView, entries: readonly LogEntry[], cursor: number): Now {
  const { selected, spec } = view.state;
  const choice = spec === undefined ? undefined : selected[selectionOf(spec)];
  if (choice !== undefined) return { type: 'chosen', answer: choice.answer };
  const decided = lastDecision(entries, cursor);
  const growing = view.nodes.values().filter(({ state }) => state === 'growing');
  if (decided === undefined || growing.length > 0) {
    if (growing.length === 0) return { type: 'nothing' };
    return { type: 'writing', step: Math.max(...growing.map(({ depth }) => depth)), count: growing.length };
  }
  const values = decided.decisions.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return {
    type: 'decided',
    step: Math.max(0, ...decided.decisions.map(({ node }) => view.nodes.get(node)?.depth ?? 0)),
    lives: decided.decisions.filter(({ fate }) => fate === 'kept' || fate === 'finished').length,
    of: decided.decisions.length,
    best: values.length === 0 ? undefined : formatScore(Math.max(...values)),
  };
}

function lastDecision(entries: readonly LogEntry[], cursor: number): EventOf<'round-decided'> | undefined {
  for (let seq = Math.min(cursor, entries.length); seq > 0; seq--) {
    const { event } = entries[seq - 1]!;
    if (event.type === 'round-decided') return event;
  }
  return undefined;
}
