'use client';

import { useRef, type ReactNode } from 'react';
import type { NodeId } from '@/lib/search';
import { SearchTree } from '@/components/search-tree/search-tree';
import { AnswersPanel } from './inspector/answers-panel';
import { BreakpointsSection } from './inspector/breakpoints-section';
import { CompareCard } from './inspector/compare-card';
import { DecisionCard } from './inspector/decision-card';
import { FactsPanel } from './inspector/facts-panel';
import { HeldStep } from './inspector/held-step';
import { MarksSection } from './inspector/marks-section';
import { Inspector } from './inspector/inspector';
import { StepPanel } from './inspector/step-panel';
import { usePrinting } from '@/components/ui/use-printing';
import { Scrubber } from './playback/scrubber';
import { usePaperSize } from './playback/use-paper-size';
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
  /** Steps that somebody points at; see `SearchTree`. */
  readonly pointed?: readonly NodeId[] | undefined;
  /** Absent: the inspector is there. */
  readonly hasInspector?: boolean;
}

/** The page of a run, live or recorded: header, tree, inspector, scrubber. One screen high, so that nothing scrolls away. */
export function RunFrame({
  run,
  header,
  notices,
  message,
  searchKeys,
  runId,
  pointed,
  hasInspector = true,
}: RunFrameProps) {
  const { view, playback, selection, standing, entries, facts, stateAt } = run;
  const { node, panel, whatIf, selectNode, selectPanel } = selection;
  const slider = useRef<HTMLInputElement>(null);
  const tree = useRef<HTMLElement>(null);
  const isPrinting = usePrinting();
  const paperSize = usePaperSize(tree, isPrinting);
  // On paper stand the answer, the tree and the votes.
  const shownPanel = isPrinting ? 'answers' : panel;
  useRunKeys({ playback, onPanelSelect: selectPanel, slider, search: searchKeys });
  return (
    <main
      id="main"
      data-testid="run"
      data-cursor={playback.cursor}
      data-end={playback.end}
      data-live={standing.isLive}
      className="flex h-[calc(100dvh-var(--bar,3rem))] min-h-[32rem] flex-col low:min-h-[20rem] print:h-auto print:min-h-0"
    >
      {header}
      {notices}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row print:block">
        <section ref={tree} aria-label="Tree" className="relative min-h-0 min-w-0 flex-1" style={paperSize}>
          <SearchTree
            view={view}
            isLive={standing.isLive}
            selected={node}
            onSelect={selectNode}
            onBeside={selection.layBeside}
            pointed={pointed}
          />
          {message}
          <HeldStep node={node} onBeside={selection.layBeside} />
          <CompareCard
            view={view}
            node={node}
            beside={selection.beside}
            onClose={() => selection.layBeside(undefined)}
            onNodeSelect={selectNode}
          />
          <DecisionCard
            view={view}
            node={node}
            decidedAt={(place) => facts.decidedAt(place)}
            entries={entries}
            stateAt={stateAt}
            isOpen={selection.isCardOpen}
            onToggle={selection.showCard}
            onNodeSelect={selectNode}
          />
        </section>
        {hasInspector ? (
          <Inspector panel={panel} onPanelSelect={selectPanel}>
            {shownPanel === 'step' ? (
              <StepPanel
                view={view}
                selected={node}
                facts={facts}
                runId={runId}
                onNodeSelect={selectNode}
                onCardOpen={() => selection.showCard(true)}
              />
            ) : shownPanel === 'answers' ? (
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
                {runId !== undefined && standing.isUnderWay ? (
                  <BreakpointsSection runId={runId} state={view.state} />
                ) : null}
              </div>
            )}
          </Inspector>
        ) : null}
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
