/**
 * Tries a server out as a run would use it: a policy writes one step, a verifier scores a right and a wrong one. For
 * whoever has just configured it and wants to know whether it works, and how fast.
 */
import { BackendError } from '@/lib/search';
import type { CallNotice, StepScore } from '@/lib/search';
import type { BackendTrial } from '../status';
import type { Backend, PolicyBackend, VerifierBackend } from '../config/backend';
import type { BackendContext } from '../context';
import { createPolicy, createVerifier } from '../create';
import { resolveModel } from './served-model';

const problem = { text: 'What is $12 + 30$?' };
const rightStep = '## Step 1: Add\n$12 + 30 = 42$.\n\n';
const wrongStep = '## Step 1: Add\n$12 + 30 = 52$.\n\n';
const stepTokens = 64;

type Sent = NonNullable<BackendTrial['sent']>;

interface Trying {
  readonly context: BackendContext;
  readonly onNotice: (notice: CallNotice) => void;
}

/** Never rejects but with the signal's reason: a failure is a result, in words. */
export async function tryBackend(
  backend: Backend,
  context: BackendContext,
  signal: AbortSignal,
): Promise<BackendTrial> {
  let sent: Sent | undefined;
  const onNotice = (notice: CallNotice) => {
    if (notice.type === 'sent') sent ??= { url: notice.url, body: notice.body };
  };
  const told = () => (sent === undefined ? {} : { sent });
  try {
    const trial =
      backend.role === 'policy'
        ? await tryPolicy(await resolveModel(backend, context, signal), { context, onNotice }, signal)
        : await tryVerifier(await resolveModel(backend, context, signal), { context, onNotice }, signal);
    return { ...trial, ...told() };
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return { type: 'failed', failure: error.toFailure(), ...told() };
  }
}

async function tryPolicy(
  backend: PolicyBackend,
  { context, onNotice }: Trying,
  signal: AbortSignal,
): Promise<BackendTrial> {
  const { clock } = context;
  const policy = createPolicy(backend, context, 'interactive');
  const prompt = await policy.prepare(problem, signal);
  const request = {
    problem,
    prompt,
    prefix: [],
    count: 1,
    stop: ['\n\n'],
    maxTokens: stepTokens,
    temperature: 0.8,
    topP: 1,
    topK: 0,
    seed: 1,
    session: 'trial',
    onNotice,
  };
  const startedAt = clock.elapsed();
  let firstAt: number | undefined;
  let text = '';
  let tokens = 0;
  for await (const proposals of policy.propose(request, signal)) {
    for (const proposal of proposals) {
      if (proposal.type !== 'text') continue;
      firstAt ??= clock.elapsed();
      text += proposal.text;
      tokens += proposal.tokens;
    }
  }
  const endedAt = clock.elapsed();
  return { type: 'wrote', text, tokens, firstTokenMs: (firstAt ?? endedAt) - startedAt, ms: endedAt - startedAt };
}

async function tryVerifier(
  backend: VerifierBackend,
  { context, onNotice }: Trying,
  signal: AbortSignal,
): Promise<BackendTrial> {
  const verifier = createVerifier(backend, context, 'interactive');
  const startedAt = context.clock.elapsed();
  const paths = [rightStep, wrongStep].map((text) => ({ steps: [{ text }], from: 0 }));
  const scores = await verifier.score({ problem, prompt: { text: '' }, paths, session: 'trial', onNotice }, signal);
  const [right, wrong] = scores.map(([score]) => numberOf(score!, backend.name));
  return { type: 'scored', right: right!, wrong: wrong!, ms: context.clock.elapsed() - startedAt };
}

function numberOf(score: StepScore, server: string): number {
  if (typeof score === 'number') return score;
  throw new BackendError('rejected', score.message, { server, isRetryable: false });
}
