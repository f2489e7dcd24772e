/**
 * The checks of the live tests, played back from what real servers said: nothing has to be installed for it. A recording
 * is made with `LONGTHINK_RECORD=1 npm run test:servers`.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBackendContext } from './index';
import { checks } from './testing/live/checks';
import { startPlayback } from './testing/live/recording';
import type { Recording } from './testing/live/recording';

const folder = fileURLToPath(new URL('__fixtures__/', import.meta.url));
const recordings = readdirSync(folder).map((file) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Recording);

describe.each(recordings)('$software, recorded on $recordedOn', (recording) => {
  it.each(checks.filter(({ name }) => name in recording.checks))('$name', async ({ name, run }) => {
    const server = await startPlayback(recording.checks[name]!);
    const context = createBackendContext();
    onTestFinished(async () => {
      await context.close();
      await server.close();
    });
    await run({ url: server.url, context });
  });

  it('no check was forgotten, no key was written down', () => {
    expect(Object.keys(recording.checks).filter((name) => !checks.some((check) => check.name === name))).toEqual([]);
    expect(JSON.stringify(recording)).not.toMatch(/authorization|sk-very-secret|longthink-test/i);
  });
});
