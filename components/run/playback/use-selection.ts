'use client';

import { useCallback } from 'react';
import type { AggregationName, NodeId } from '@/lib/search';
import type { PanelName, ViewForm } from './view-form';

/** What a reader has picked out of a run, and how to pick otherwise. */
export interface Selection {
  /** It may not be there yet at the cursor. */
  readonly node: NodeId | undefined;
  readonly panel: PanelName;
  /** Undefined: the votes are counted as the run counted them. */
  readonly whatIf: AggregationName | undefined;
  /** Keeps its identity, so that cards of the tree need not be drawn anew with every entry. */
  readonly selectNode: (node: NodeId | undefined) => void;
  readonly selectPanel: (panel: PanelName) => void;
  /** What is laid beside the node; undefined: nothing. */
  readonly beside: NodeId | undefined;
  /** Keeps its identity, too. */
  readonly layBeside: (node: NodeId | undefined) => void;
  /** The decision on the node's round lies open. */
  readonly isCardOpen: boolean;
  readonly showCard: (isOpen: boolean) => void;
  /** Picks a step and lays its round's decision open. */
  readonly selectDecision: (node: NodeId) => void;
  readonly selectWhatIf: (whatIf: AggregationName | undefined) => void;
}

/** The selection, as the URL holds it. `change` must keep its identity. */
export function useSelection(
  { node, panel, whatIf, beside, card }: ViewForm,
  change: (changes: Partial<ViewForm>) => void,
): Selection {
  const selectNode = useCallback(
    (next: NodeId | undefined) => change(next === undefined ? { node: next } : { node: next, panel: 'step' }),
    [change],
  );
  const layBeside = useCallback((next: NodeId | undefined) => change({ beside: next }), [change]);
  return {
    node,
    panel: panel ?? (node === undefined ? 'answers' : 'step'),
    whatIf,
    beside,
    layBeside,
    isCardOpen: card === true,
    selectDecision: (next) => change({ node: next, panel: 'step', card: true }),
    showCard: (isOpen) => change({ card: isOpen ? true : undefined }),
    selectNode,
    selectPanel: (next) => change({ panel: next }),
    selectWhatIf: (next) => change({ whatIf: next }),
  };
}
