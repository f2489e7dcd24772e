import { useMemo, type ReactNode } from 'react';
import type { LogFacts } from '@/lib/client';
import type { NodeId, Problem } from '@/lib/search';
import {
  explain,
  falseEquationIn,
  gistOf,
  pathThrough,
  plainOf,
  scoresIn,
  siblingsOf,
  stateName,
  type TreeNode,
  type TreeView,
} from '@/lib/tree';
import { callWords, stepWords } from '@/lib/words';
import type { HeldMarks } from '@/components/app/use-marks';
import { MathText } from '@/components/math/math-text';
import { CopyButton } from '@/components/ui/copy-button';
import { formatCount, formatSeconds } from '@/components/ui/numbers';
import { scoreInk } from '@/components/ui/score';
import { useSay } from '@/components/ui/use-language';
import { AttemptsSection } from '../compare/attempts-section';
import { isComparedIn } from '../decision/decision-card-model';
import { Facts } from '../facts';
import { ReviveSection } from '../steer/revive-section';
import { RoundSection } from '../decision/round-section';
import { ScoreLine } from './score-line';
import { Section } from '../section';
import { Source } from './source';
import { SteerSection } from '../steer/steer-section';
import type { ForkParent } from '../steer/use-fork';
import { StepCalls } from './step-calls';
import { StepMarks } from './step-marks';
import { StepSiblings } from './step-siblings';
import { StepText } from '@/components/math/step-text';

interface StepPanelProps {
  readonly view: TreeView;
  /** It may not be there yet at the cursor. */
  readonly selected: NodeId | undefined;
  readonly facts: LogFacts;
  /** Of a run of this server. */
  readonly runId?: string;
  /** What somebody holds on to of the run; undefined: nobody can. */
  readonly held: HeldMarks | undefined;
  /** Who is left by going on otherwise; undefined: nobody can be. */
  readonly parent: ForkParent | undefined;
  readonly onNodeSelect: (node: NodeId | undefined) => void;
  readonly onCardOpen: () => void;
}

/** The chosen node: what it says, what became of it and why, the other tries, the way there, what it cost. */
export function StepPanel({ view, selected, facts, runId, held, parent, onNodeSelect, onCardOpen }: StepPanelProps) {
  const say = useSay();
  const node = selected === undefined ? undefined : view.nodes.get(selected);
  if (node === undefined) {
    return <p className="text-sm text-mute">{say(selected === undefined ? stepWords.choose : stepWords.notThere)}</p>;
  }
  if (node.parentIndex < 0)
    return (
      <Root problem={view.state.spec?.problem}>
        {parent === undefined ? null : <SteerSection parent={parent} state={view.state} node={node} />}
      </Root>
    );
  return (
    <div className="flex flex-col gap-5" data-testid="step-panel" data-node={node.id}>
      <div>
        <div className="flex items-start justify-between gap-3">
          <h2 className="text-base font-medium text-mute">
            {say(stepWords.heading, { step: node.depth, state: stateName(node, say) })}
          </h2>
          {node.score === undefined ? null : (
            <p className="text-4xl leading-none font-semibold" style={{ color: scoreInk(node.score) }}>
              <span className="sr-only">{say(stepWords.score)}</span>
              {scoresIn(view, node)(node.score)}
            </p>
          )}
        </div>
        <p className="mt-1 text-sm text-mute" data-testid="explanation">
          {explain(view, node, say)}
        </p>
        {node.state === 'growing' ? null : (
          <DoesNotHold text={node.source?.text ?? ''} problem={view.state.spec?.problem} />
        )}
        {isComparedIn(view.state, node.source) ? (
          <button
            type="button"
            className="link mt-1 text-sm"
            title={say(stepWords.howDecidedHint)}
            onClick={onCardOpen}
          >
            {say(stepWords.howDecided)}
          </button>
        ) : null}
      </div>
      <StepText text={node.source?.text ?? ''} isOpen={node.state === 'growing'} />
      <Copies text={node.source?.text ?? ''} />
      {parent === undefined ? null : <SteerSection key={node.id} parent={parent} state={view.state} node={node} />}
      <Thoughts text={node.source?.thought ?? ''} isOpen={node.state === 'growing' && node.source?.text === ''} />
      <AttemptsSection view={view} node={node} onNodeSelect={onNodeSelect} />
      <RoundSection view={view} node={node} onNodeSelect={onNodeSelect} />
      {runId === undefined ? null : <ReviveSection key={`revive ${node.id}`} runId={runId} node={node} />}
      <StepSiblings view={view} node={node} onNodeSelect={onNodeSelect} />
      <PathSoFar view={view} node={node} onNodeSelect={onNodeSelect} />
      <StepFacts view={view} node={node} facts={facts} onNodeSelect={onNodeSelect} />
      <StepCalls state={view.state} node={node} facts={facts} />
      {held === undefined ? null : <StepMarks key={`marks ${node.id}`} held={held} node={node.id} />}
    </div>
  );
}

/** A sum that the step states itself and that is false. */
function DoesNotHold({ text, problem }: { readonly text: string; readonly problem: Problem | undefined }) {
  const say = useSay();
  const found = useMemo(() => falseEquationIn(text, problem), [text, problem]);
  if (found === undefined) return null;
  return (
    <p className="mt-1 text-sm text-bad" data-testid="does-not-hold">
      <MathText text={say(stepWords.doesNotHold, { equation: `$${found.left} = ${found.right}$` })} />
    </p>
  );
}

/** What the model thought before it wrote the step, folded away: no part of the step, neither scored nor read. */
function Thoughts({ text, isOpen }: { readonly text: string; readonly isOpen: boolean }) {
  const say = useSay();
  if (text === '') return null;
  return (
    <Source
      title={say(isOpen ? stepWords.thinking : stepWords.thoughts)}
      note={say(stepWords.thoughtsNote, { count: formatCount(text.length) })}
      text={text}
      testId="thoughts"
    />
  );
}

/** The step to take along: as it is read, and as it was written. */
function Copies({ text }: { readonly text: string }) {
  const say = useSay();
  if (text === '') return null;
  return (
    <div className="-mt-2 flex flex-wrap gap-2" data-testid="copies">
      <CopyButton label={say(callWords.copyAsText)} text={() => plainOf(text)} />
      <CopyButton label={say(callWords.copyAsLatex)} text={text} />
    </div>
  );
}

/** The root: what every path starts from. */
function Root({ problem, children }: { readonly problem: Problem | undefined; readonly children: ReactNode }) {
  const say = useSay();
  return (
    <div className="flex flex-col gap-5" data-testid="step-panel" data-node="0">
      <Section title={say(stepWords.theProblem)}>
        <StepText text={problem?.text ?? ''} isOpen={false} />
      </Section>
      {problem?.answer === undefined ? null : (
        <Section title={say(stepWords.referenceAnswer)}>
          <MathText text={`$${problem.answer}$`} />
        </Section>
      )}
      {children}
    </div>
  );
}

interface PartProps {
  readonly view: TreeView;
  readonly node: TreeNode;
  readonly onNodeSelect: (node: NodeId | undefined) => void;
}

function PathSoFar({ view, node, onNodeSelect }: PartProps) {
  const say = useSay();
  const path = pathThrough(view, node);
  if (path.length < 2) return null;
  return (
    <Section title={say(stepWords.path)} aside={<span className="text-xs text-mute">{say(stepWords.pathKeys)}</span>}>
      <ScoreLine scores={path.map(({ score }) => score)} at={path.indexOf(node)} />
      <ol className="flex flex-col">
        {path.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              aria-current={each.id === node.id}
              onClick={() => onNodeSelect(each.id)}
              className={`-mx-2 flex w-[calc(100%+1rem)] items-baseline gap-3 rounded-md px-2 py-1 text-left text-sm hover:bg-ink/5 ${each.id === node.id ? 'font-medium' : ''}`}
            >
              <span
                className="w-14 shrink-0 tabular-nums"
                style={each.score === undefined ? undefined : { color: scoreInk(each.score) }}
              >
                {each.score === undefined ? '–' : scoresIn(view, each)(each.score)}
              </span>
              <span className="truncate">{gistOf(each.source?.text ?? '')}</span>
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const finishWords = {
  step: stepWords.finishStep,
  eos: stepWords.finishEos,
  answer: stepWords.finishAnswer,
  length: stepWords.finishLength,
  thinking: stepWords.finishThinking,
  dropped: stepWords.finishDropped,
  stopped: stepWords.finishStopped,
} as const;

function StepFacts({ view, node, facts, onNodeSelect }: PartProps & { readonly facts: LogFacts }) {
  const say = useSay();
  const { source } = node;
  if (source === undefined) return null;
  const span = facts.writingOf(node.id);
  const scoredAt = facts.scoredAt(node.id);
  const repeats = siblingsOf(view, node).filter((other) => other.source?.duplicateOf === node.id);
  return (
    <Section title={say(stepWords.inNumbers)}>
      <Facts
        facts={[
          [say(stepWords.tokens), formatCount(source.tokens)],
          [say(stepWords.writtenIn), span?.to === undefined ? undefined : formatSeconds((span.to - span.from) / 1000)],
          [
            say(stepWords.scoredAfter),
            span?.to === undefined || scoredAt === undefined
              ? undefined
              : formatSeconds(Math.max(0, scoredAt - span.to) / 1000),
          ],
          [say(stepWords.ended), source.finish === undefined ? undefined : say(finishWords[source.finish])],
          [say(stepWords.noScoreBecause), node.unscored?.message],
          [say(stepWords.aggregated), node.value === undefined ? undefined : scoresIn(view, node)(node.value)],
          [
            say(stepWords.judgedBy),
            source.rolloutEnd === undefined ? undefined : (
              <button key="ahead" type="button" className="link" onClick={() => onNodeSelect(source.rolloutEnd)}>
                {say(stepWords.leadsTo)}
              </button>
            ),
          ],
          [say(stepWords.votes), node.state === 'finished' && node.weight !== 1 ? node.weight : undefined],
          [
            say(stepWords.answersThrough),
            node.isRollout ? undefined : say(stepWords.answers, { count: formatCount(node.flow) }),
          ],
          [
            say(stepWords.sameTextAs),
            source.duplicateOf === undefined ? undefined : (
              <button key="original" type="button" className="link" onClick={() => onNodeSelect(source.duplicateOf)}>
                {say(stepWords.step, { step: source.duplicateOf })}
              </button>
            ),
          ],
          [
            say(stepWords.repeatedBy),
            repeats.length === 0 ? undefined : say(stepWords.laterTries, { count: formatCount(repeats.length) }),
          ],
          [
            say(stepWords.wasBefore),
            source.textBefore === undefined ? undefined : (
              <span key="before" className="text-mute">
                {source.textBefore.trim()}
              </span>
            ),
          ],
          [say(stepWords.node), node.id],
          [say(stepWords.groupAndRound), `${node.group + 1}, ${node.round + 1}`],
        ]}
      />
    </Section>
  );
}
