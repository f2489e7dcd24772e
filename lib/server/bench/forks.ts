/**
 * Whether a fork without an edit comes to its parent again, on real models: start the app, then `npm run bench -- forks [address]
 * [runs]`. Each run is left after an entry that chance draws; all steps, their scores, what was decided on them and what was selected
 * are compared to the letter. What differs may, are calls, times, and the order in which siblings came.
 */
import { createRng } from '@/lib/base';
import { printRatios } from '@/lib/launch/bench/ratios';
import { logEntrySchema } from '@/lib/runs/wire';
import { applyEvents, hasEnded, initialState, type RunStatus, type SearchEvent } from '@/lib/search';

const [address = 'http://127.0.0.1:3000', count = '50'] = process.argv.slice(2);
const pollMs = 100;
const methods = [
  { strategy: 'beam-search', config: { n: 8 } },
  { strategy: 'dvts', config: { n: 8 } },
  { strategy: 'best-of-n', config: { n: 8 } },
  { strategy: 'rebase', config: { n: 8 } },
  { strategy: 'particle-filter', config: { n: 8 } },
] as const;

async function asked<Reply>(path: string, body?: unknown): Promise<Reply> {
  const reply = await fetch(`${address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Reply;
}

/** The log of a run once it has ended. */
async function logOf(runId: string): Promise<readonly SearchEvent[]> {
  for (;;) {
    const { status } = await asked<{ status: RunStatus }>(`/api/runs/${runId}`);
    if (hasEnded(status)) break;
    await new Promise((resolve) => {
      setTimeout(resolve, pollMs);
    });
  }
  const reply = await fetch(`${address}/api/runs/${runId}/events`);
  const lines = (await reply.text()).trimEnd().split('\n');
  return lines.map((line) => logEntrySchema.parse(JSON.parse(line)).event);
}

/** What a run came to, without its calls. */
function outcomeOf(events: readonly SearchEvent[]): string {
  const { nodes, groups, selected } = applyEvents(initialState, events);
  const steps = [...nodes.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return JSON.stringify({ steps, groups, selected });
}

const { problems } = await asked<{ problems: { set?: string }[] }>('/api/problems?level=4&limit=40');
const draw = createRng(16);
let same = 0;
const runs = Number(count);
for (let i = 0; i < runs; i++) {
  const { set: _set, ...problem } = problems[i % problems.length]!;
  const method = methods[i % methods.length]!;
  const { runId } = await asked<{ runId: string }>('/api/runs', { problem, ...method, seed: i + 1 });
  const events = await logOf(runId);
  const end = events.findIndex(({ type }) => type === 'answer-selected');
  const seq = 1 + Math.floor(draw() * Math.max(1, end - 1));
  const fork = await asked<{ runId: string }>(`/api/runs/${runId}/forks`, { seq });
  const child = await logOf(fork.runId);
  const isSame = outcomeOf(child) === outcomeOf(events);
  same += Number(isSame);
  if (!isSame)
    console.log(`${method.strategy}, seed ${i + 1}: ${fork.runId} left ${runId} after entry ${seq} and came otherwise`);
  for (const id of [fork.runId, runId]) await fetch(`${address}/api/runs/${id}`, { method: 'DELETE' });
}
console.log(`${same} of ${runs} forks came to their parent, to the letter`);
printRatios({ 'forks that came to their parent': same / runs });
