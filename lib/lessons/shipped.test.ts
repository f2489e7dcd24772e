/** The lessons that ship, as files: each can be played to its end, and points at what is there. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { logEntrySchema } from '@/lib/runs/wire';
import { applyEvents, initialState, type SearchState } from '@/lib/search';
import { languages, placesIn, type Text } from '@/lib/words';
import { lessonListSchema, lessonSchema } from '.';

const folder = fileURLToPath(new URL('../../public/lessons', import.meta.url));
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const list = lessonListSchema.parse(read('index.json'));
const lessons = list.lessons.map(({ id }) => lessonSchema.parse(read(`${id}.json`)));
/** All of them together, logs included. */
const mostBytes = 1_500_000;

describe('the list of lessons', () => {
  it('names each lesson that is there, and a problem to begin with that ships too', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'index.json');
    expect(files.sort()).toEqual(list.lessons.map(({ id }) => `${id}.json`).sort());
    expect(list.lessons.map(({ stops }) => stops)).toEqual(lessons.map(({ stops }) => stops.length));
    const set = readFileSync(
      fileURLToPath(new URL('../../models/tiny-math/tiny-math-500.jsonl', import.meta.url)),
      'utf8',
    );
    expect(set).toContain(`"unique_id": "${list.firstProblem?.uniqueId}"`);
  });

  it('is small', () => {
    const sizes = readdirSync(folder, { recursive: true }).map((file) => statSync(join(folder, String(file))).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(mostBytes);
  });
});

describe.each(lessons)('lesson $id', ({ runs, stops, title, rules }) => {
  const logs = new Map(
    runs.map(({ name, file }) => [
      name,
      gunzipSync(readFileSync(join(folder, file)))
        .toString('utf8')
        .trimEnd()
        .split('\n')
        .map((line) => logEntrySchema.parse(JSON.parse(line))),
    ]),
  );
  const stateAt = (run: string, seq: number): SearchState =>
    applyEvents(
      initialState,
      logs
        .get(run)!
        .slice(0, seq)
        .map(({ event }) => event),
    );

  it('has whole logs of runs that ended well', () => {
    for (const { name, entries } of runs) {
      expect(logs.get(name)!.map(({ seq }) => seq)).toEqual(Array.from({ length: entries }, (_, i) => i + 1));
      expect(stateAt(name, entries).status).toBe('finished');
    }
    expect(new Set(stops.map(({ run }) => run))).toEqual(new Set(runs.map(({ name }) => name)));
  });

  it('stops within them, and points at steps that are there', () => {
    for (const { run, at, point, node } of stops) {
      expect(at).toBeLessThanOrEqual(logs.get(run)!.length);
      const { nodes } = stateAt(run, at);
      const pointed = point?.type === 'nodes' ? point.nodes : [];
      for (const id of [...pointed, ...(node === undefined ? [] : [node])]) expect(nodes.has(id)).toBe(true);
    }
  });

  it('says one or two sentences at a stop', () => {
    for (const { say } of stops) {
      for (const ends of [say.en.match(/[.!?](?=\s|$)/g), say.zh.match(/[。！？]/g)]) {
        expect(ends?.length, say.en).toBeGreaterThan(0);
        expect(ends?.length, say.en).toBeLessThanOrEqual(2);
      }
    }
  });

  it('has what its problems ask for those who do not read English', () => {
    for (const { name, statement } of runs) {
      expect(statement?.zh, name).toMatch(/\p{Script=Han}/u);
      expect(statement?.en).toBe(stateAt(name, 1).spec?.problem.text);
    }
  });

  it('is said in every language, with every value in its place', () => {
    const texts: readonly Text[] = [
      title,
      rules,
      ...stops.flatMap(({ say, notes, question }) => [
        say,
        notes,
        ...(question === undefined ? [] : [question.ask, question.because, ...question.choices]),
      ]),
    ];
    for (const text of texts) for (const language of languages) expect(placesIn(text[language])).toEqual([]);
    for (const text of [title, rules, ...stops.map(({ say }) => say)]) expect(text.zh).toMatch(/\p{Script=Han}/u);
    for (const { question } of stops)
      if (question !== undefined) expect(question.right).toBeLessThan(question.choices.length);
  });
});
