'use client';

import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { RunLog } from '@/lib/client';
import { gistOf } from '@/lib/tree';
import { PageTitle } from '@/components/ui/page-title';
import { RunFrame } from '@/components/run/run-frame';
import { recordedSource } from '@/components/run/playback/standing';
import { useRunAt } from '@/components/run/playback/use-open-run';
import { LessonHeader } from './lesson-header';
import { StopCard } from './stop-card';
import type { OpenLesson } from './use-lesson';

interface LessonRunProps {
  readonly open: OpenLesson;
  readonly log: RunLog;
  /** Keeps it on this server, so that it can be left at its steps. */
  readonly keep?: (() => Promise<string>) | undefined;
  /** Where the lesson comes from, when it is not of this server. */
  readonly origin?: ReactNode;
  readonly actions: ReactNode;
}

/** The run of one stop, drawn as every recorded run is, with what the stop says above it. */
export function LessonRun({ open, log, keep, origin, actions }: LessonRunProps) {
  const { lesson, stop, view, change, language } = open;
  const run = useRunAt({ log, sourceOf: recordedSource, form: view, change });
  const { point, question } = stop;
  const isAsked = question !== undefined && open.choice === undefined;
  const pointed = useMemo(() => (point?.type === 'nodes' ? point.nodes : []), [point]);
  const isOpen = run.playback.end > 0;
  const isBeside = point?.type === 'votes' || point?.type === 'budget';
  // A part that is pointed at may lie below others.
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const part = isBeside && isOpen ? host.current?.querySelector(`[data-part="${point.type}"]`) : undefined;
    if (part) showWhole(part);
  }, [isBeside, isOpen, point]);
  return (
    <div
      ref={host}
      lang={language}
      data-pointed={point?.type}
      data-testid="lesson"
      data-stop={open.index + 1}
      className="contents"
    >
      <PageTitle title={gistOf(lesson.title[language])} />
      <RunFrame
        run={run}
        keep={keep}
        isTold
        isAsked={isAsked}
        pointed={pointed}
        hasInspector={isBeside || view.node !== undefined || view.panel !== undefined}
        header={
          <>
            <LessonHeader
              open={open}
              state={run.view.state}
              isAsked={isAsked}
              onPresent={run.presenting.toggle}
              origin={origin}
              actions={actions}
            />
            <StopCard open={open} spec={run.view.state.spec} />
          </>
        }
      />
    </div>
  );
}

/** In the middle of what scrolls around it; what is higher than that begins at its top. */
function showWhole(part: Element): void {
  const room = part.closest('[role="tabpanel"]')?.clientHeight ?? window.innerHeight;
  part.scrollIntoView({ block: part.clientHeight > room ? 'start' : 'center' });
}
