import type { LogFacts, Span } from '@/lib/client';
import type { CallState, SearchState } from '@/lib/search';
import type { TreeNode } from '@/lib/tree';
import { formatCount, formatSeconds } from '@/components/ui/numbers';
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
  const { calls } = state;
  const own = calls.filter(
    (call) => call.nodes.includes(node.id) || (call.role === 'policy' && isWrittenBy(call, node.id)),
  );
  return (
    <Section title="Calls">
      {own.length === 0 ? <p className="text-sm text-mute">None is logged for this step.</p> : null}
      <div className="flex flex-col gap-1.5">
        {own.map((call) => (
          <Call key={call.call} state={state} call={call} span={facts.callSpan(call.call)} />
        ))}
        {node.source === undefined || node.source.text === '' ? null : (
          <Source
            title="Text as it came"
            note={`${formatCount(node.source.text.length)} characters`}
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
  const prompt = call.role === 'policy' ? promptSent(state, call) : undefined;
  const isOver = call.status !== 'open';
  const notes = [
    isOver && call.status !== 'done' ? call.status : isOver ? undefined : 'under way',
    call.attempts > 1 ? `${call.attempts} tries` : undefined,
    isOver && span?.to !== undefined ? formatSeconds((span.to - span.from) / 1000) : undefined,
  ].filter((note) => note !== undefined);
  return (
    <Source
      title={call.role === 'policy' ? 'Written by the policy' : 'Scored by the verifier'}
      note={notes.join(', ')}
      testId="call"
      text={requestText(call, prompt)}
      label="Request"
      copies={prompt === undefined ? [] : [{ label: 'Copy as curl', text: curlOf(call, prompt) }]}
    >
      <p className="text-xs text-mute">
        {isOver
          ? `${formatCount(call.promptTokens)} prompt tokens${call.cachedTokens > 0 ? ` (${formatCount(call.cachedTokens)} cached)` : ''}, ${formatCount(call.completionTokens)} generated, `
          : ''}
        for {call.nodes.length === 1 ? 'this step' : `${call.nodes.length} steps`}
      </p>
      {call.retry === undefined ? null : (
        <p className="mt-1 text-xs text-mute">Tried again because: {call.retry.message}</p>
      )}
      {call.failure === undefined ? null : <p className="mt-1 text-xs text-bad">{call.failure.message}</p>}
    </Source>
  );
}
