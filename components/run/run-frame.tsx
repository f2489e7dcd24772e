'use client';

import type { ReactNode } from 'react';
import { SearchTree } from '@/components/search-tree/search-tree';
import { Inspector } from './inspector/inspector';
import { Scrubber } from './playback/scrubber';
import type { RunView } from './playback/use-run-view';

interface RunFrameProps {
  readonly run: RunView;
  readonly header: ReactNode;
  /** What the reader should know first: a failure, a lost connection. */
  readonly notices?: ReactNode;
  /** Over the tree: why it is empty or stands still. */
  readonly message?: ReactNode;
}

/** The page of a run, live or recorded: header, tree, inspector, scrubber. One screen high, so that nothing scrolls away. */
export function RunFrame({ run, header, notices, message }: RunFrameProps) {
  return (
    <main
      id="main"
      data-testid="run"
      data-cursor={run.cursor}
      data-end={run.end}
      data-live={run.isLive}
      className="flex h-[calc(100dvh-3rem)] min-h-[32rem] flex-col"
    >
      {header}
      {notices}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <section aria-label="Tree" className="relative min-h-0 min-w-0 flex-1">
          <SearchTree view={run.view} isLive={run.isLive} selected={run.selectedNode} onSelect={run.selectNode} />
          {message}
        </section>
        <Inspector run={run} />
      </div>
      <Scrubber run={run} />
    </main>
  );
}
