/**
 * The checks against the servers that are there: `npm run test:servers`. With LONGTHINK_RECORD=1 what they say is written
 * to `__fixtures__`, one file per software and version; `recorded.test.ts` plays it back.
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
/** By software. */
const recorded = new Map<string, Record<string, readonly Exchange[]>>();

for (const name of serverNames) {
  const server = servers.find((each) => each.name === name)!;
  const { software } = server;
  describe.skipIf(software === undefined)(server.words, () => {
    it.each(checks.filter((check) => check.server === name))('$name', async (check) => {
      const context = createBackendContext();
      const recorder = isRecording && check.isLiveOnly !== true ? await startRecorder(server.url) : undefined;
      try {
        await check.run({ url: recorder?.url ?? server.url, context });
        if (recorder !== undefined && software !== undefined)
          recorded.set(software, { ...recorded.get(software), [check.name]: recorder.exchanges });
      } finally {
        await context.close();
        await recorder?.close();
      }
    });
  });
}

afterAll(() => {
  for (const [software, checks_] of recorded) {
    const path = fileURLToPath(
      new URL(`../../__fixtures__/${software.toLowerCase().replaceAll(/[^\w.]+/g, '-')}.json`, import.meta.url),
    );
    const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recording).checks : {};
    writeFileSync(
      path,
      printed({ software, recordedOn: new Date().toISOString().slice(0, 10), checks: { ...before, ...checks_ } }),
    );
  }
});
