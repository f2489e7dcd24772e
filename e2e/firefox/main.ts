/**
 * `npm run test:firefox`: the product in the Firefox that this machine has. Serves the app as `npm start` does on a data folder of
 * its own; looks at a run from press to end, a lesson, the curves, and a saved run, lesson and experiment from a disk with the
 * network off. Pictures lie in test-results/firefox.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { lessonSchema } from '@/lib/lessons';
import { logEntrySchema } from '@/lib/runs/wire';
import { pageOf } from '@/lib/saved';
import { Firefox, type FirefoxPage } from './bidi';

const root = fileURLToPath(new URL('../..', import.meta.url));
const port = 3427;
const origin = `http://127.0.0.1:${port}`;
const pictures = join(root, 'test-results', 'firefox');
const size = { width: 1280, height: 720 };
const serveMs = 600_000;

/** A query that finds an element, in an expression of the page. */
const one = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;

type Look = (page: FirefoxPage) => Promise<void>;
const looks: Readonly<Record<string, Look>> = {
  'a run, from the press to its end': async (page) => {
    await page.goto(`${origin}/?strategy=dvts&n=8&lang=en`);
    await page.until(`${one('#start-run')}?.disabled === false`, 'Run can be pressed');
    await page.ask(`${one('#start-run')}.click()`);
    await page.until(`location.pathname.startsWith('/runs/')`, 'the page of the run');
    await page.until(`${one('[data-testid="end-pill"]')}?.innerText === 'The end'`, 'the end of the run');
    await page.until(`${one('[data-testid="tree-outline"] [role="treeitem"]')} !== null`, 'the tree');
    await page.ask(`document.querySelectorAll('[role="tab"]')[1].click()`);
    await page.until(`${one('[data-testid="votes"]')} !== null`, 'the votes');
    // The last entries may come after the end was told; the answer is among them, and the pill stands at what was read.
    await page.until(`${one('[data-testid="answer"]')} !== null`, 'the answer');
    const isAtEnd = `(({ cursor, end }) => cursor === end)(${one('[data-testid="run"]')}.dataset)`;
    await page.press(',');
    await page.until(`!${isAtEnd}`, 'the round before');
    await page.press('.');
    await page.until(isAtEnd, 'the end again');
  },
  'a lesson, all its stops': async (page) => {
    await page.goto(`${origin}/lessons/one-answer?lang=zh`);
    for (let stop = 1; stop <= 6; stop++) {
      await page.until(`${one('[data-testid="lesson"]')}?.dataset.stop === '${stop}'`, `stop ${stop}`);
      assert.notEqual(await page.ask(`${one('[data-testid="stop-words"]')}.innerText`), '');
      await picture(page, `lesson-${stop}`);
      if (stop < 6) await page.press('\uE014');
    }
  },
  'the curves that are shipped': async (page) => {
    await page.goto(`${origin}/experiments/tiny-math-500?lang=en`);
    await page.until(`document.querySelectorAll('main svg path').length > 20`, 'the curves');
  },
  'a saved run from a disk, the network off': async (page) => {
    const listed = (await (await fetch(`${origin}/api/runs?limit=1`)).json()) as {
      readonly runs: readonly { readonly id: string }[];
    };
    await goAlone(page, await save(`/api/runs/${listed.runs[0]!.id}/page`, 'run.html'));
    await page.until(`${one('[data-testid="tree-outline"] [role="treeitem"]')} !== null`, 'the tree of the saved page');
    await expectNothingAsked(page);
  },
  'a saved experiment from a disk, the network off, its axis chosen': async (page) => {
    await goAlone(page, await save('/api/experiments/tiny-math-500/page', 'experiment.html'));
    await page.until(`document.querySelectorAll('[data-testid="accuracy"] [data-point]').length > 20`, 'the curves');
    assert.match(String(await page.ask(`${one('[data-testid="verdict"] :is(h1, h2, h3)')}.innerText`)), /baseline/);
    await page.ask(`(() => {
      const axis = ${one('select[aria-label="Horizontal axis"]')} ?? [...document.querySelectorAll('label')]
        .find((label) => label.innerText.startsWith('Horizontal axis')).control;
      axis.value = 'n';
      axis.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
    await page.until(`/[?&]x=n/.test(location.hash)`, 'the budget along the axis');
    await expectNothingAsked(page);
  },
  'a saved lesson from a disk, the network off, by its arrow keys': async (page) => {
    const file = join(pictures, 'lesson.html');
    const stops = await saveLesson('beam-search', file);
    await goAlone(page, file);
    for (let stop = 1; stop <= stops; stop++) {
      await page.until(`${one('[data-testid="lesson"]')}?.dataset.stop === '${stop}'`, `stop ${stop}`);
      await page.until(`Number(${one('[data-testid="run"]')}.dataset.cursor) > 0`, 'its run');
      if (stop < stops) await page.press('\uE014');
    }
    await page.ask(`${one('[data-testid="language"]')}.click()`);
    await page.until(`/\\p{Script=Han}/u.test(${one('[data-testid="stop-words"]')}.innerText)`, 'the words in Chinese');
    await expectNothingAsked(page);
  },
};

/** As its own page saves it, whose download this protocol cannot keep. Resolves to the number of its stops. */
async function saveLesson(id: string, file: string): Promise<number> {
  const folder = join(root, 'public', 'lessons');
  const lesson = lessonSchema.parse(JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')));
  const logs = Object.fromEntries(
    lesson.runs.map((run) => [
      run.name,
      gunzipSync(readFileSync(join(folder, run.file)))
        .toString('utf8')
        .trimEnd()
        .split('\n')
        .map((line) => logEntrySchema.parse(JSON.parse(line))),
    ]),
  );
  const viewer = await (await fetch(`${origin}/api/viewer`)).text();
  const text = JSON.stringify({ lesson, logs });
  writeFileSync(file, await pageOf(viewer, { kind: 'lesson', title: lesson.title.en, text, savedOn: '2026-01-02' }));
  return lesson.stops.length;
}

/** As its own link saves it. Resolves to the file. */
async function save(address: string, name: string): Promise<string> {
  const file = join(pictures, name);
  writeFileSync(file, Buffer.from(await (await fetch(`${origin}${address}`)).arrayBuffer()));
  return file;
}

async function goAlone(page: FirefoxPage, file: string): Promise<void> {
  await page.goOffline();
  await page.goto(pathToFileURL(file).href);
}

async function expectNothingAsked(page: FirefoxPage): Promise<void> {
  assert.equal(await page.ask('navigator.onLine'), false, 'the network is off');
  assert.equal(await page.ask(`performance.getEntriesByType('resource').length`), 0, 'a saved page asks for nothing');
}

async function picture(page: FirefoxPage, name: string): Promise<void> {
  writeFileSync(join(pictures, `${name}.png`), await page.picture());
}

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
const app = spawn(process.execPath, ['lib/launch/start.mjs'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, PORT: String(port), LONGTHINK_DATA: join(pictures, 'data') },
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
    for (const [name, look] of Object.entries(looks)) {
      const page = await browser.open(size);
      try {
        await look(page);
        console.log(`✓ ${name}`);
      } catch (error) {
        failures++;
        console.error(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
      await picture(page, name.replaceAll(/\W+/g, '-'));
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
