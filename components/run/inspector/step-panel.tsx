import type { LogFacts } from '@/lib/client';
import type { NodeId, Problem } from '@/lib/search';
import { explain, gistOf, pathThrough, siblingsOf, stateName, type TreeNode, type TreeView } from '@/lib/tree';
import { MathText } from '@/components/math/math-text';
import { formatCount, formatScore, formatSeconds, plural } from '@/components/ui/numbers';
import { scoreInk } from '@/components/ui/score';
import { AttemptsSection } from './attempts-section';
import { isComparedIn } from './decision-card-model';
import { Facts } from './facts';
import { NodeNote } from './node-note';
import { ReviveSection } from './revive-section';
import { RoundSection } from './round-section';
import { ScoreLine } from './score-line';
import { Section } from './section';
import { Source } from './source';
import { SteerSection } from './steer-section';
import { StepCalls } from './step-calls';
import { StepSiblings } from './step-siblings';
import { StepText } from '@/components/math/step-text';

interface StepPanelProps {
  readonly view: TreeView;
  /** It may not be there yet at the cursor. */
  readonly selected: NodeId | undefined;
  readonly facts: LogFacts;
  /** Of a run of this server: others can leave it here. */
  readonly runId?: string;
  readonly onNodeSelect: (node: NodeId | undefined) => void;
  readonly onCardOpen: () => void;
}

/** The chosen node: what it says, what became of it and why, the other tries, the way there, what it cost. */
export function StepPanel({ view, selected, facts, runId, onNodeSelect, onCardOpen }: StepPanelProps) {
  const node = selected === undefined ? undefined : view.nodes.get(selected);
  if (node === undefined) {
    return (
      <p className="text-sm text-mute">
        {selected === undefined
          ? 'Choose a step in the tree: click it, or give the tree the focus and use the arrow keys.'
          : 'The chosen step is not there yet at this point of the run.'}
      </p>
    );
  }
  if (node.parentIndex < 0) return <Root problem={view.state.spec?.problem} />;
  return (
    <div className="flex flex-col gap-5" data-testid="step-panel" data-node={node.id}>
      <div>
        <div className="flex items-start justify-between gap-3">
          <h2 className="text-base font-medium text-mute">
            Step {node.depth}, {stateName(node)}
          </h2>
          {node.score === undefined ? null : (
            <p className="text-4xl leading-none font-semibold" style={{ color: scoreInk(node.score) }}>
              <span className="sr-only">score </span>
              {formatScore(node.score)}
            </p>
          )}
        </div>
        <p className="mt-1 text-sm text-mute" data-testid="explanation">
          {explain(view, node)}
        </p>
        {isComparedIn(view.state, node.source) ? (
          <button
            type="button"
            className="link mt-1 text-sm"
            title="How its round was decided ( D )"
            onClick={onCardOpen}
          >
            How the round was decided
          </button>
        ) : null}
      </div>
      <StepText text={node.source?.text ?? ''} isOpen={node.state === 'growing'} />
      {runId === undefined ? null : <SteerSection key={node.id} runId={runId} state={view.state} node={node} />}
      <Thoughts text={node.source?.thought ?? ''} isOpen={node.state === 'growing' && node.source?.text === ''} />
      <AttemptsSection view={view} node={node} onNodeSelect={onNodeSelect} />
      <RoundSection view={view} node={node} onNodeSelect={onNodeSelect} />
      {runId === undefined ? null : <ReviveSection key={`revive ${node.id}`} runId={runId} node={node} />}
      <StepSiblings view={view} node={node} onNodeSelect={onNodeSelect} />
      <PathSoFar view={view} node={node} onNodeSelect={onNodeSelect} />
      <StepFacts view={view} node={node} facts={facts} onNodeSelect={onNodeSelect} />
      <StepCalls state={view.state} node={node} facts={facts} />
      {runId === undefined ? null : <NodeNote key={`note ${node.id}`} runId={runId} node={node.id} />}
    </div>
  );
}

/** What the model thought before it wrote the step, folded away: no part of the step, neither scored nor read. */
function Thoughts({ text, isOpen }: { readonly text: string; readonly isOpen: boolean }) {
  if (text === '') return null;
  return (
    <Source
      title={isOpen ? 'Thinking' : 'Thoughts'}
      note={`${formatCount(text.length)} characters, which the verifier does not see`}
      text={text}
      testId="thoughts"
    />
  );
}

/** The root: what every path starts from. */
function Root({ problem }: { readonly problem: Problem | undefined }) {
  return (
    <div className="flex flex-col gap-5" data-testid="step-panel" data-node="0">
      <Section title="The problem">
        <StepText text={problem?.text ?? ''} isOpen={false} />
      </Section>
      {problem?.answer === undefined ? null : (
        <Section title="Reference answer">
          <MathText text={`$${problem.answer}$`} />
        </Section>
      )}
    </div>
  );
}

interface PartProps {
  readonly view: TreeView;
  readonly node: TreeNode;
  readonly onNodeSelect: (node: NodeId | undefined) => void;
}

function PathSoFar({ view, node, onNodeSelect }: PartProps) {
  const path = pathThrough(view, node);
  if (path.length < 2) return null;
  return (
    <Section
      title="The path through it"
      aside={<span className="text-xs text-mute">E: next fall, W: lowest, R: first lost</span>}
    >
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
                {each.score === undefined ? '–' : formatScore(each.score)}
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
  step: 'at the separator',
  eos: 'by the model itself',
  answer: 'after its answer, where the search stops',
  length: 'at a token limit',
  thinking: 'within a thought, before there was an answer',
  dropped: 'lost on the way',
  stopped: 'by the search, which had enough',
} as const;

function StepFacts({ view, node, facts, onNodeSelect }: PartProps & { readonly facts: LogFacts }) {
  const { source } = node;
  if (source === undefined) return null;
  const span = facts.writingOf(node.id);
  const scoredAt = facts.scoredAt(node.id);
  const repeats = siblingsOf(view, node).filter((other) => other.source?.duplicateOf === node.id);
  return (
    <Section title="In numbers">
      <Facts
        facts={[
          ['Tokens', formatCount(source.tokens)],
          ['Written in', span?.to === undefined ? undefined : formatSeconds((span.to - span.from) / 1000)],
          [
            'Scored after',
            span?.to === undefined || scoredAt === undefined
              ? undefined
              : formatSeconds(Math.max(0, scoredAt - span.to) / 1000),
          ],
          ['Ended', source.finish === undefined ? undefined : finishWords[source.finish]],
          ['No score because', node.unscored?.message],
          ['Aggregated score', node.value === undefined ? undefined : formatScore(node.value)],
          [
            'Judged by',
            source.rolloutEnd === undefined ? undefined : (
              <button key="ahead" type="button" className="link" onClick={() => onNodeSelect(source.rolloutEnd)}>
                what it leads to
              </button>
            ),
          ],
          ['Votes', node.state === 'finished' && node.weight !== 1 ? node.weight : undefined],
          ['Answers through it', node.isRollout ? undefined : plural(node.flow, 'answer')],
          [
            'Same text as',
            source.duplicateOf === undefined ? undefined : (
              <button key="original" type="button" className="link" onClick={() => onNodeSelect(source.duplicateOf)}>
                step {source.duplicateOf}
              </button>
            ),
          ],
          ['Repeated by', repeats.length === 0 ? undefined : plural(repeats.length, 'later try', 'later tries')],
          [
            'Was before',
            source.textBefore === undefined ? undefined : (
              <span key="before" className="text-mute">
                {source.textBefore.trim()}
              </span>
            ),
          ],
          ['Node', node.id],
          ['Group and round', `${node.group + 1}, ${node.round + 1}`],
        ]}
      />
    </Section>
  );
}
