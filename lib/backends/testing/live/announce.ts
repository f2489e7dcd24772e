/** Once, before the tests: says which servers are there and how to start the others, and has each answer something. */
import { findServers, liveKey, type LiveServer } from './servers';

/** A fresh server compiles what it needs at its first request. */
const firstAnswerMs = 180_000;

export default async function announce(): Promise<void> {
  const servers = await findServers();
  await Promise.all(servers.filter(({ software }) => software !== undefined).map(wake));
  const there = servers.filter(({ software }) => software !== undefined).length;
  const lines = servers.map(({ words }) => `  ${words}\n`).join('');
  process.stdout.write(
    `\nReal servers: ${there} of ${servers.length} answer.\n${lines}${there === 0 ? 'Nothing was tested against a real server.\n' : ''}\n`,
  );
}

/** Whatever it answers: the tests ask again. */
async function wake({ url }: LiveServer): Promise<void> {
  for (const path of ['/v1/completions', '/pooling']) {
    await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${liveKey}` },
      body: JSON.stringify({ prompt: 'What is $3 + 4$?', input: 'What is $3 + 4$?', max_tokens: 2, seed: 1 }),
      signal: AbortSignal.timeout(firstAnswerMs),
    })
      .then((reply) => reply.text())
      .catch(() => undefined);
  }
}
