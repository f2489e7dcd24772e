/**
 * The checks against the servers that are there: `npm run test:servers`. With LONGTHINK_RECORD=1 what they say is written
 * to `__fixtures__`, one file per version; `recorded.test.ts` plays it back.
 */
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, it } from 'vitest';
import { createBackendContext } from '../../index';
import { checks } from './checks';
import { printed, startRecorder } from './recording';
import type { Exchange, Recording } from './recording';
import { findServers, serverNames } from './servers';

const isRecording = process.env.LONGTHINK_RECORD === '1';
const servers = await findServers();
const recorded: Record<string, readonly Exchange[]> = {};

for (const name of serverNames) {
  const server = servers.find((each) => each.name === name)!;
  const isThere = server.version !== undefined;
  describe.skipIf(!isThere)(server.words, () => {
    it.each(checks.filter((check) => check.server === name))('$name', async (check) => {
      const context = createBackendContext();
      const recorder = isRecording && check.isLiveOnly !== true ? await startRecorder(server.url) : undefined;
      try {
        await check.run({ url: recorder?.url ?? server.url, context });
        if (recorder !== undefined) recorded[check.name] = recorder.exchanges;
      } finally {
        await context.close();
        await recorder?.close();
      }
    });
  });
}

afterAll(() => {
  const version = servers.find((server) => server.version !== undefined)?.version;
  if (!isRecording || version === undefined) return;
  const path = fileURLToPath(new URL(`../../__fixtures__/vllm-${version}.json`, import.meta.url));
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recording).checks : {};
  const recordedOn = new Date().toISOString().slice(0, 10);
  writeFileSync(path, printed({ software: `vLLM ${version}`, recordedOn, checks: { ...before, ...recorded } }));
});
