import type { CallState } from '@/lib/search';
import type { TreeNode } from '@/lib/tree';
import { formatCount, formatSeconds } from '@/components/ui/numbers';
import { Section } from './panel-parts';
import type { RunView } from './use-run-view';

/** The calls that wrote and scored the node, as they were sent; and the prompt they began with. */
export function StepCalls({ run, node }: { readonly run: RunView; readonly node: TreeNode }) {
  const { calls, prompt } = run.view.state;
  const own = calls.filter((call) => call.nodes.includes(node.id) || (call.role === 'policy' && isWrittenBy(call, node.id)));
  return (
    <Section title="Calls">
      {own.length === 0 ? <p className="text-sm text-mute">None is logged for this step.</p> : null}
      <div className="flex flex-col gap-1.5">
        {own.map((call) => <Call key={call.call} call={call} run={run} />)}
        {prompt === undefined ? null : (
          <details className="rounded-lg border border-line px-3 py-1.5 text-sm">
            <summary>Prompt{prompt.tokenIds === undefined ? '' : `, ${formatCount(prompt.tokenIds.length)} tokens`}</summary>
            <Source text={prompt.text} label="Prompt" />
          </details>
        )}
      </div>
    </Section>
  );
}

/** Whole solutions are written by the call that opened their first step. */
function isWrittenBy(call: CallState, id: string): boolean {
  return call.nodes.some((head) => id.startsWith(`${head}.`) && /^(\.0)+$/.test(id.slice(head.length)));
}

function Call({ call, run }: { readonly call: CallState; readonly run: RunView }) {
  const span = run.facts.callSpan(call.call);
  const seconds = span?.to === undefined ? undefined : (span.to - span.from) / 1000;
  return (
    <details className="rounded-lg border border-line px-3 py-1.5 text-sm" data-testid="call">
      <summary>
        {call.role === 'policy' ? 'Written by the policy' : 'Scored by the verifier'}
        <span className="text-mute">{call.status === 'done' ? '' : `, ${call.status}`}{call.attempts > 1 ? `, ${call.attempts} tries` : ''}{seconds === undefined ? '' : `, ${formatSeconds(seconds)}`}</span>
      </summary>
      <p className="mt-2 text-xs text-mute">
        {formatCount(call.promptTokens)} prompt tokens{call.cachedTokens > 0 ? ` (${formatCount(call.cachedTokens)} cached)` : ''}, {formatCount(call.completionTokens)} generated, for {call.nodes.length === 1 ? 'this step' : `${call.nodes.length} steps`}
      </p>
      {call.failure === undefined ? null : <p className="mt-1 text-xs text-bad">{call.failure.message}</p>}
      <Source text={`POST ${call.url}\n${JSON.stringify(call.body, null, 2)}`} label="Request without its prompt" />
    </details>
  );
}

function Source({ text, label }: { readonly text: string; readonly label: string }) {
  return <pre aria-label={label} tabIndex={0} className="mt-1.5 max-h-64 overflow-auto rounded bg-bg p-2 font-mono text-xs break-words whitespace-pre-wrap">{text.slice(0, 20_000)}</pre>;
}
