'use client';

import { useRef, type ReactNode } from 'react';
import { SearchTree } from '@/components/search-tree/search-tree';
import { AnswersPanel } from './inspector/answers-panel';
import { FactsPanel } from './inspector/facts-panel';
import { MarksSection } from './inspector/marks-section';
import { Inspector } from './inspector/inspector';
import { StepPanel } from './inspector/step-panel';
import { Scrubber } from './playback/scrubber';
import type { OpenRun } from './playback/use-open-run';
import { useRunKeys, type SearchKeys } from './playback/use-run-keys';

interface RunFrameProps {
  readonly run: OpenRun;
  readonly header: ReactNode;
  /** What the reader should know first: a failure, a lost connection. */
  readonly notices?: ReactNode;
  /** Over the tree: why it is empty or stands still. */
  readonly message?: ReactNode;
  /** Undefined for a recorded run. */
  readonly searchKeys?: SearchKeys;
  /** Of a run of this server: others can leave it at its steps. */
  readonly runId?: string;
}

/** The page of a run, live or recorded: header, tree, inspector, scrubber. One screen high, so that nothing scrolls away. */
export function RunFrame({ run, header, notices, message, searchKeys, runId }: RunFrameProps) {
  const { view, playback, selection, standing, entries, facts } = run;
  const { node, panel, whatIf, selectNode, selectPanel } = selection;
  const slider = useRef<HTMLInputElement>(null);
  useRunKeys({ playback, onPanelSelect: selectPanel, slider, search: searchKeys });
  return (
    <main
      id="main"
      data-testid="run"
      data-cursor={playback.cursor}
      data-end={playback.end}
      data-live={standing.isLive}
      className="flex h-[calc(100dvh-3rem)] min-h-[32rem] flex-col low:min-h-[20rem]"
    >
      {header}
      {notices}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <section aria-label="Tree" className="relative min-h-0 min-w-0 flex-1">
          <SearchTree view={view} isLive={standing.isLive} selected={node} onSelect={selectNode} />
          {message}
        </section>
        <Inspector panel={panel} onPanelSelect={selectPanel}>
          {panel === 'step' ? (
            <StepPanel view={view} selected={node} facts={facts} runId={runId} onNodeSelect={selectNode} />
          ) : panel === 'answers' ? (
            <AnswersPanel
              view={view}
              whatIf={whatIf}
              onWhatIfSelect={selection.selectWhatIf}
              onNodeSelect={selectNode}
            />
          ) : (
            <div className="flex flex-col gap-5">
              {runId === undefined ? null : <MarksSection runId={runId} />}
              <FactsPanel
                state={view.state}
                entries={entries}
                cursor={playback.cursor}
                marks={facts.marks}
                failure={standing.failure}
              />
            </div>
          )}
        </Inspector>
      </div>
      <Scrubber
        playback={playback}
        marks={facts.marks}
        isUnderWay={standing.isUnderWay}
        isLive={standing.isLive}
        sliderRef={slider}
      />
    </main>
  );
}
