'use client';

import { useMemo, useState } from 'react';
import { buildTreeView, type Replay, type TreeView } from '@/lib/tree';

/** The tree of a run at one cursor. Unchanged nodes keep their identity from one cursor to the next. */
export function useTreeView(replay: Replay, cursor: number): TreeView {
  const [viewer] = useState(() => new Viewer(replay));
  return useMemo(() => viewer.viewAt(cursor), [viewer, cursor]);
}

/** Remembers the last view. */
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
