/**
 * For tests: a policy and a verifier server that work, in vLLM's shapes: three steps to the answer, and scores that say
 * plus. Faults are put in front of their generation; the other calls stay well, as they do on a server that is overloaded.
 */
import { startScriptedServer } from '../../backends/testing/scripted-server';
import type { Received, Reply, Script, ScriptedServer } from '../../backends/testing/scripted-server';
import { chunk, completion, done, idsOf, tokenizerScripts, usageChunk } from '../../backends/testing/vllm-replies';

/** Writes `Step 1`, `Step 2` and the answer, by what the prompt ends with; samples differ in a word. */
export const goodPolicy: Script = (reply, { body }) => {
  const prompt = String.fromCharCode(...(body.prompt as number[]));
  const written = prompt.split('\n\n').length - 1;
  const isLast = written >= 2;
  const texts = Array.from({ length: Number(body.n ?? 1) }, (_, i) =>
    isLast ? 'Therefore, the final answer is: $\\boxed{3}$.' : `## Step ${written + 1}: way ${i}\n\n`,
  );
  const finish = { finish_reason: 'stop', stop_reason: isLast ? null : '\n\n' };
  const half = 5;
  reply.stream(
    ...texts.map((text, index) => chunk({ index, text: text.slice(0, half), token_ids: idsOf(text.slice(0, half)) })),
    ...texts.map((text, index) =>
      chunk({ index, text: text.slice(half), token_ids: idsOf(text.slice(half)), ...finish }),
    ),
    usageChunk(prompt.length, texts.join('').length),
    done,
  );
  reply.end();
};

const plus = {
  tokens: ['+'],
  token_logprobs: [-0.1],
  text_offset: [0],
  top_logprobs: [{ 'token_id:43': -0.1, 'token_id:45': -3 }],
};

export const goodVerifier: Script = (reply, { body }) =>
  reply.json(completion((body.prompt as number[][]).map(() => ({ logprobs: plus }))));

/** Answers instead of the server; `goOn` has it answer after all, `server` can be closed and opened. */
export type FaultScript = (
  reply: Reply,
  received: Received,
  hands: { readonly goOn: () => void; readonly server: ScriptedServer },
) => void;

export interface FaultyServer extends ScriptedServer {
  /** So many requests to come meet the fault. */
  breakFor(requests: number): void;
}

/** Starts a server that generates as `good` does, and as `fault` does while it is told to. */
export async function startFaultyServer(good: Script, fault: FaultScript): Promise<FaultyServer> {
  let left = 0;
  const server: ScriptedServer = await startScriptedServer({
    ...tokenizerScripts(),
    'GET /v1/models': (reply) => reply.json({ object: 'list', data: [{ id: 'tiny', max_model_len: 1_000 }] }),
    'POST /v1/completions': (reply, received, n) => {
      const goOn = () => {
        void good(reply, received, n);
      };
      if (left-- > 0) fault(reply, received, { goOn, server });
      else goOn();
    },
  });
  return {
    ...server,
    breakFor: (requests) => {
      left = requests;
    },
  };
}
