import type { LogFacts, Span } from '@/lib/client';
import type { CallState, SearchState } from '@/lib/search';
import type { TreeNode } from '@/lib/tree';
import { callStates, callWords, fateWords, type Say, toldFailure } from '@/lib/words';
import { formatCount, formatSeconds } from '@/components/ui/numbers';
import { useSay, useTold } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { curlOf, readBy, requestText, sentIn } from './call-source';
import { Section } from '../section';
import { Source } from './source';
import { toldWords } from './told-words';

interface StepCallsProps {
  readonly state: SearchState;
  readonly node: TreeNode;
  readonly facts: LogFacts;
}

/** The calls that wrote and scored the node, as they were sent; the prompt they began with; the text as it came. */
export function StepCalls({ state, node, facts }: StepCallsProps) {
  const say = useSay();
  const { calls } = state;
  const own = calls.filter(
    (call) => call.nodes.includes(node.id) || (call.role === 'policy' && isWrittenBy(call, node.id)),
  );
  return (
    <Section title={say(callWords.calls)}>
      {own.length === 0 ? <p className="text-sm text-mute">{say(callWords.none)}</p> : null}
      <div className="flex flex-col gap-1.5">
        {own.map((call) => (
          <Call key={call.call} state={state} node={node} call={call} span={facts.callSpan(call.call)} />
        ))}
        {node.source === undefined || node.source.text === '' ? null : (
          <Source
            title={say(callWords.textAsItCame)}
            note={say(callWords.characters, { count: formatCount(node.source.text.length) })}
            text={node.source.text}
          />
        )}
      </div>
    </Section>
  );
}

/** Whole solutions are written by the call that opened their first step. */
function isWrittenBy(call: CallState, id: string): boolean {
  return call.nodes.some((head) => id.startsWith(`${head}.`) && /^(\.0)+$/.test(id.slice(head.length)));
}

interface CallProps {
  readonly state: SearchState;
  readonly node: TreeNode;
  readonly call: CallState;
  readonly span: Span | undefined;
}

function Call({ state, node, call, span }: CallProps) {
  const say = useSay();
  const told = useTold();
  const sent = call.role === 'policy' ? sentIn(state, call) : undefined;
  const read = call.role === 'verifier' ? readBy(state, node.id) : undefined;
  const tokens = toldWords(call, node.source, say);
  const isOver = call.status !== 'open';
  const notes = [
    call.status === 'open'
      ? say(callWords.underWay)
      : call.status === 'done'
        ? undefined
        : say(callStates[call.status]),
    call.attempts > 1 ? say(callWords.tries, { count: call.attempts }) : undefined,
    isOver && span?.to !== undefined ? formatSeconds((span.to - span.from) / 1000) : undefined,
  ].filter((note) => note !== undefined);
  return (
    <Source
      title={say(call.role === 'policy' ? callWords.byPolicy : callWords.byVerifier)}
      note={notes.join(say(fateWords.comma))}
      testId="call"
      text={requestText(call, sent ?? read)}
      label={say(callWords.request)}
      copies={sent === undefined ? [] : [{ label: say(callWords.copyAsCurl), text: curlOf(call, sent) }]}
    >
      <p className="text-xs text-mute">{usageWords(call, isOver, say)}</p>
      {tokens === undefined ? null : (
        <p className="mt-1 text-xs text-mute" data-testid="told">
          {tokens}
        </p>
      )}
      {call.retry === undefined ? null : (
        <p className="mt-1 text-xs text-mute">{say(callWords.triedAgain, { why: told(toldFailure(call.retry)) })}</p>
      )}
      {call.failure === undefined ? null : (
        <p className="mt-1 text-xs text-bad">
          <Told what={toldFailure(call.failure)} />
        </p>
      )}
    </Source>
  );
}

function usageWords(
  { nodes, promptTokens, cachedTokens, completionTokens }: CallState,
  isOver: boolean,
  say: Say,
): string {
  const steps = nodes.length === 1 ? say(callWords.forThis) : say(callWords.forSteps, { count: nodes.length });
  if (!isOver) return steps;
  const used = { prompt: formatCount(promptTokens), generated: formatCount(completionTokens), steps };
  return cachedTokens > 0
    ? say(callWords.usedCached, { ...used, cached: formatCount(cachedTokens) })
    : say(callWords.used, used);
}
