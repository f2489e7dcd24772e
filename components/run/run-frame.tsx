'use client';

import { useMemo, useRef, type ReactNode } from 'react';
import type { NodeId } from '@/lib/search';
import { runWords } from '@/lib/words';
import type { HeldMarks } from '@/components/app/use-marks';
import { usePresenting } from '@/components/app/use-presenting';
import { SearchTree } from '@/components/search-tree/search-tree';
import { AnswersPanel } from './inspector/votes/answers-panel';
import { BreakpointsSection } from './inspector/steer/breakpoints-section';
import { CompareCard } from './inspector/compare/compare-card';
import { DecisionCard } from './inspector/decision/decision-card';
import { decidedByDepth } from './inspector/decision/decision-card-model';
import { FactsPanel } from './inspector/account/facts-panel';
import { HeldStep } from './inspector/steer/held-step';
import { MarksSection } from './inspector/account/marks-section';
import { Inspector } from './inspector/inspector';
import { StepPanel } from './inspector/step/step-panel';
import { useSay } from '@/components/ui/use-language';
import { usePrinting } from '@/components/ui/use-printing';
import { NowLine } from './now-line';
import { Scrubber } from './playback/scrubber';
import type { OpenRun } from './playback/use-open-run';
import { useRunKeys, type SearchKeys } from './playback/use-run-keys';
import { usePaperSheet } from './use-paper-sheet';
import { PredictPanel } from './predict/predict-panel';
import { usePredict, withoutVerdicts } from './predict/use-predict';

const none: readonly NodeId[] = [];

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
  /** Stars, tags and notes beside the log; undefined: nobody keeps any. */
  readonly held?: HeldMarks | undefined;
  /** Of a run out of a file that this server could go on with: keeps it there, and resolves to its id. */
  readonly keep?: (() => Promise<string>) | undefined;
  /** Part of the log is on its way: what is shown is not yet how it stands. */
  readonly isArriving?: boolean;
  /** Steps that somebody points at; see `SearchTree`. */
  readonly pointed?: readonly NodeId[] | undefined;
  /** Absent: the inspector is there, but for those who look from afar. */
  readonly hasInspector?: boolean;
  /** It is told above what happens: it need not be said here, and digits stand for something else. */
  readonly isTold?: boolean;
  /** Something is asked about what is shown: right and wrong, and who wins, are not given away. */
  readonly isAsked?: boolean;
}

/** The page of a run, live or recorded: header, tree, inspector, scrubber. One screen high, so that nothing scrolls away. */
export function RunFrame({
  run,
  header,
  notices,
  message,
  searchKeys,
  runId,
  held,
  keep,
  isArriving = false,
  pointed,
  hasInspector = !run.presenting.isOn,
  isTold = false,
  isAsked = false,
}: RunFrameProps) {
  const { playback, selection, standing, entries, facts, stateAt, presenting } = run;
  const say = useSay();
  usePresenting(presenting.isOn);
  const predict = usePredict(run.replay, playback);
  const { asked } = predict;
  // What is to be guessed is not given away.
  const view = useMemo(
    () => (asked === undefined && !isAsked ? run.view : withoutVerdicts(run.view)),
    [run.view, asked, isAsked],
  );
  const { node, panel, whatIf, selectNode, selectPanel } = selection;
  const decided = useMemo(() => (asked === undefined ? decidedByDepth(view) : undefined), [view, asked]);
  const marked = held?.marks === undefined ? none : Object.keys(held.marks.nodes);
  const slider = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLElement>(null);
  const tree = useRef<HTMLElement>(null);
  const votes = useRef<HTMLDivElement>(null);
  const paper = usePaperSheet({ page, tree, votes }, usePrinting());
  const isOnPaper = paper !== undefined;
  // Hidden, not gone: what a reader has typed and opened is there again afterwards.
  const forScreen = isOnPaper ? 'hidden' : 'contents';
  const parent = runId === undefined ? keep && { type: 'file' as const, keep } : { type: 'here' as const, runId };
  useRunKeys({
    playback,
    onPanelSelect: isTold ? undefined : selectPanel,
    slider,
    search: searchKeys,
    onPredict: predict.ask,
    onPresent: presenting.toggle,
  });
  const answers = { view, isAsked, whatIf, onWhatIfSelect: selection.selectWhatIf, onNodeSelect: selectNode };
  return (
    <main
      ref={page}
      id="main"
      data-testid="run"
      data-cursor={playback.cursor}
      data-end={playback.end}
      data-live={standing.isLive}
      className="flex h-[calc(100dvh-var(--bar,3rem))] min-h-[32rem] flex-col low:min-h-[20rem] print:h-auto print:min-h-0"
      style={isOnPaper ? { width: paper.width } : undefined}
    >
      {header}
      {notices}
      {presenting.isOn && !isTold ? <NowLine view={view} entries={entries} cursor={playback.cursor} /> : null}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row print:block">
        <section
          ref={tree}
          aria-label={say(runWords.tree)}
          className="relative min-h-0 min-w-0 flex-1"
          style={isOnPaper ? { width: paper.width, height: paper.height, flex: 'none' } : undefined}
        >
          <div className="absolute inset-0">
            <SearchTree
              view={view}
              isLive={standing.isLive}
              isArriving={isArriving}
              selected={node}
              onSelect={selectNode}
              onBeside={selection.layBeside}
              decided={decided}
              onDecisionSelect={selection.selectDecision}
              pointed={asked ?? pointed}
              marked={marked}
              paper={paper}
            />
            {predict.isOpen ? <PredictPanel predict={predict} /> : message}
            {asked === undefined ? (
              <div className={forScreen}>
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
                  runId={runId}
                  isOpen={selection.isCardOpen}
                  onToggle={selection.showCard}
                  onNodeSelect={selectNode}
                />
              </div>
            ) : null}
          </div>
        </section>
        {hasInspector && asked === undefined ? (
          <div className={forScreen}>
            <Inspector panel={panel} onPanelSelect={selectPanel}>
              {isOnPaper ? null : panel === 'step' ? (
                <StepPanel
                  view={view}
                  selected={node}
                  facts={facts}
                  runId={runId}
                  held={held}
                  parent={parent}
                  onNodeSelect={selectNode}
                  onCardOpen={() => selection.showCard(true)}
                />
              ) : panel === 'answers' ? (
                <AnswersPanel {...answers} />
              ) : (
                <div className="flex flex-col gap-5">
                  {held === undefined ? null : <MarksSection held={held} runId={runId} onNodeSelect={selectNode} />}
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
          </div>
        ) : null}
      </div>
      {hasInspector && asked === undefined && isOnPaper ? (
        <div ref={votes} className="shrink-0 pt-2">
          <AnswersPanel {...answers} paperRows={paper.rows} />
        </div>
      ) : null}
      <Scrubber
        playback={playback}
        marks={facts.marks}
        isUnderWay={standing.isUnderWay}
        isLive={standing.isLive}
        isArriving={isArriving}
        sliderRef={slider}
        onPredict={predict.ask}
        onPresent={presenting.toggle}
      />
    </main>
  );
}
