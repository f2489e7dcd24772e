import type { LogFacts, Span } from '@/lib/client';
import type { CallState, SearchState } from '@/lib/search';
import type { TreeNode } from '@/lib/tree';
import { callStates, callWords, fateWords, type Say, toldFailure } from '@/lib/words';
import { formatCount, formatSeconds } from '@/components/ui/numbers';
import { useSay, useTold } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { curlOf, promptSent } from './call-source';
import { Section } from './section';
import { Source } from './source';

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
          <Call key={call.call} state={state} call={call} span={facts.callSpan(call.call)} />
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

/** Of the policy as it was sent, its prompt as text; of the verifier without the paths, which stand in the tree. */
function requestText({ url, body }: CallState, prompt: string | undefined): string {
  const settings = `POST ${url}\n${JSON.stringify(body, null, 2)}`;
  return prompt === undefined ? settings : `${settings}\n\nprompt:\n${prompt}`;
}

/** Whole solutions are written by the call that opened their first step. */
function isWrittenBy(call: CallState, id: string): boolean {
  return call.nodes.some((head) => id.startsWith(`${head}.`) && /^(\.0)+$/.test(id.slice(head.length)));
}

interface CallProps {
  readonly state: SearchState;
  readonly call: CallState;
  readonly span: Span | undefined;
}

function Call({ state, call, span }: CallProps) {
  const say = useSay();
  const told = useTold();
  const prompt = call.role === 'policy' ? promptSent(state, call) : undefined;
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
      text={requestText(call, prompt)}
      label={say(callWords.request)}
      copies={prompt === undefined ? [] : [{ label: say(callWords.copyAsCurl), text: curlOf(call, prompt) }]}
    >
      <p className="text-xs text-mute">{usageWords(call, isOver, say)}</p>
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
