/** For tests: a context on a manual clock, backends for a URL, and a server that is closed when its test ends. */
import { onTestFinished } from 'vitest';
import { createManualClock } from '@/lib/base';
import type { ManualClock } from '@/lib/base';
import type { CallNotice, Prompt, ProposeRequest, Proposal } from '@/lib/search';
import { createBackendContext, readBackends } from '../index';
import type { BackendContext, PolicyBackend, VerifierBackend } from '../index';
import { liveKey } from './live/servers';
import { startScriptedServer } from './scripted-server';
import type { Script, ScriptedServer } from './scripted-server';

/** A key that no server takes, and the one that the live tests' server wants. */
const env = { KEY: 'sk-very-secret', LIVE_KEY: liveKey };

export interface TestContext {
  readonly context: BackendContext;
  readonly clock: ManualClock;
}

/** Request ids count up; chance always says 0.5. */
export function testContext(): TestContext {
  const clock = createManualClock(1_000_000);
  let requests = 0;
  const context = createBackendContext({ clock, random: () => 0.5, newRequestId: () => `request-${++requests}` });
  onTestFinished(() => context.close());
  return { context, clock };
}

export async function scripted(scripts: Readonly<Record<string, Script>>, otherwise?: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(scripts, otherwise);
  onTestFinished(() => server.close());
  return server;
}

/** With several addresses they are the servers of one model. */
export function policyAt(
  url: string | readonly string[],
  fields: Readonly<Record<string, unknown>> = {},
): PolicyBackend {
  const address = typeof url === 'string' ? { url } : { urls: url };
  return readBackends({ policies: [{ name: 'policy', kind: 'vllm', ...address, model: 'tiny', ...fields }] }, { env })
    .policies[0]!;
}

export function verifierAt(
  url: string | readonly string[],
  kind: string,
  fields: Readonly<Record<string, unknown>> = {},
): VerifierBackend {
  const address = typeof url === 'string' ? { url } : { urls: url };
  const policies = [{ name: 'policy', kind: 'vllm', ...address }];
  return readBackends({ policies, verifiers: [{ name: 'judge', kind, ...address, model: 'tiny', ...fields }] }, { env })
    .verifiers[0]!;
}

export const problem = { text: 'What is 1+1?' };
export const neverAborted = new AbortController().signal;

export function proposeRequest(
  prompt: Prompt,
  fields: Partial<ProposeRequest> = {},
): ProposeRequest & { readonly notices: CallNotice[] } {
  const notices: CallNotice[] = [];
  return {
    problem,
    prompt,
    prefix: [],
    count: 1,
    stop: ['\n\n'],
    maxTokens: 50,
    temperature: 0.8,
    topP: 1,
    topK: 0,
    seed: 7,
    session: 'run-1',
    notices,
    onNotice: (notice) => notices.push(notice),
    ...fields,
  };
}

/** Reads everything; on an error, what came before it and the error. */
export async function collect(
  proposals: AsyncIterable<readonly Proposal[]>,
): Promise<{ readonly proposals: readonly Proposal[]; readonly error: unknown }> {
  const read: Proposal[] = [];
  try {
    for await (const together of proposals) read.push(...together);
    return { proposals: read, error: undefined };
  } catch (error) {
    return { proposals: read, error };
  }
}
