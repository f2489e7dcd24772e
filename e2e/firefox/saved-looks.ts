/** Pages that stand alone, in Firefox: from a disk, with the network off. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { lessonSchema } from '@/lib/lessons';
import { logEntrySchema } from '@/lib/runs/wire';
import { pageOf } from '@/lib/saved';
import type { FirefoxPage } from './bidi';
import { byId, endedRun, keys, one, origin, pictures, root, type Looks } from './look';

export const savedLooks: Looks = {
  'a saved run from a disk, the network off': async (page) => {
    const id = await endedRun('dvts', { n: 8 });
    await goAlone(page, await save(`/api/runs/${id}/page`, 'run.html'));
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
      await page.until(`${byId('lesson')}?.dataset.stop === '${stop}'`, `stop ${stop}`);
      await page.until(`Number(${byId('run')}.dataset.cursor) > 0`, 'its run');
      if (stop < stops) await page.press(keys.right);
    }
    await page.click('[data-testid="language"]');
    await page.until(`/\\p{Script=Han}/u.test(${byId('stop-words')}.innerText)`, 'the words in Chinese');
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
