/** A verifier by the plain contract, which believes whatever is short: another than the bundled one, to lay beside it. */
import { startScriptedServer, type ScriptedServer } from '../../lib/backends/testing/scripted-server';

export function startSecondVerifier(): Promise<ScriptedServer> {
  return startScriptedServer({
    'POST /score': (reply, { body }) =>
      reply.json({
        scores: (body['steps'] as readonly (readonly string[])[]).map((steps) =>
          steps.map(({ length }) => 1 / (1 + length)),
        ),
      }),
  });
}
