/**
 * `npm run test:firefox [-- WORDS]`: the product in the Firefox that this machine has. Serves the app as `npm start` does on a data
 * folder of its own and looks at what stands in the files beside this one; with words, at what is called by them. Nothing
 * may write or throw an error meanwhile. Pictures lie in test-results/firefox.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Firefox } from './bidi';
import { experimentLooks } from './experiment-looks';
import { origin, picture, pictures, port, root } from './look';
import { runLooks } from './run-looks';
import { savedLooks } from './saved-looks';
import { serverLooks } from './server-looks';
import { steeringLooks } from './steering-looks';
import { teachingLooks } from './teaching-looks';
import { whyLooks } from './why-looks';

const size = { width: 1280, height: 720 };
const serveMs = 600_000;
const wished = process.argv.slice(2).join(' ');
const looks = Object.entries({
  ...runLooks,
  ...steeringLooks,
  ...whyLooks,
  ...teachingLooks,
  ...experimentLooks,
  ...serverLooks,
  ...savedLooks,
}).filter(([name]) => name.includes(wished));

async function isServed(): Promise<boolean> {
  try {
    return (await fetch(`${origin}/api/health`)).ok;
  } catch {
    // Not yet.
    return false;
  }
}

const path = process.env['LONGTHINK_FIREFOX'] ?? ['firefox', 'firefox-esr'].find(isHere);
if (path === undefined) {
  console.log('No Firefox is here: nothing was tried in it. LONGTHINK_FIREFOX may name one.');
  process.exit(0);
}
rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
// Servers that are added here are written down here.
const configuration = join(pictures, 'longthink.config.json');
writeFileSync(configuration, '{}');
const app = spawn(process.execPath, ['lib/launch/start.mjs'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, PORT: String(port), LONGTHINK_DATA: join(pictures, 'data'), LONGTHINK_CONFIG: configuration },
});
const appEnded = new Promise((resolve) => app.once('exit', resolve));
let failures = 0;
try {
  const end = Date.now() + serveMs;
  while (!(await isServed())) {
    assert(Date.now() < end && app.exitCode === null, 'the app did not start');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const browser = await Firefox.start(path, size);
  try {
    for (const [name, look] of looks) {
      const page = await browser.open(size);
      try {
        await look(page);
        assert.deepEqual(page.errors, [], 'errors of the page');
        console.log(`✓ ${name}`);
      } catch (error) {
        failures++;
        console.error(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
      await picture(page, name.replaceAll(/\W+/g, '-'));
      // A browser holds few connections to a host, and pages that stay open keep theirs.
      await page.close();
    }
  } finally {
    await browser.close();
  }
} finally {
  app.kill('SIGTERM');
  await appEnded;
}
process.exit(failures === 0 ? 0 : 1);

function isHere(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
}
