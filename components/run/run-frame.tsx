'use client';

import type { ReactNode } from 'react';
import { SearchTree } from '@/components/search-tree/search-tree';
import { RunPanel } from './run-panel';
import { Scrubber } from './scrubber';
import type { RunView } from './use-run-view';

interface RunFrameProps {
  readonly run: RunView;
  readonly header: ReactNode;
  /** What the reader should know first: failures, pauses, a lost connection. */
  readonly notices?: ReactNode;
}

/** The page of a run, live or recorded: header, tree, panel, scrubber. One screen high, so that nothing scrolls away. */
export function RunFrame({ run, header, notices }: RunFrameProps) {
  return (
    <main id="main" data-testid="run" data-cursor={run.cursor} data-end={run.end} data-live={run.isLive} className="flex h-[calc(100dvh-3rem)] min-h-[32rem] flex-col">
      {header}
      {notices}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <section aria-label="Tree" className="relative min-h-64 min-w-0 flex-1">
          <SearchTree view={run.view} isLive={run.isLive} selected={run.selectedNode} onSelect={run.selectNode} />
        </section>
        <aside aria-label="Inspector" className="flex max-h-[45%] min-h-0 w-full shrink-0 flex-col border-t border-line bg-panel lg:max-h-none lg:w-[22rem] lg:border-t-0 lg:border-l xl:w-[26rem] 3xl:w-[30rem]">
          <RunPanel run={run} />
        </aside>
      </div>
      <Scrubber run={run} />
    </main>
  );
}
