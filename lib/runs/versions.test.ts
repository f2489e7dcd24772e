/**
 * Logs of every version open for ever. A folder of `__fixtures__` a version holds what that version wrote, and the summaries
 * it came to; a file in it is never changed. A new version adds a folder.
 */
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, searchEventSchema, type EventOf, type SearchEvent } from '@/lib/search';
import { summarize, workMsIn, type LogEntry, type RunSummary } from './index';
import { readLogLines } from './log-lines';

const fixtures = new URL('__fixtures__/', import.meta.url);

async function entriesIn(file: URL): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for await (const batch of readLogLines(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>))
    entries.push(...batch);
  return entries;
}

describe.each([1, 2])('log version %i', (version) => {
  const folder = new URL(`version-${version}/`, fixtures);
  const names = readdirSync(folder).flatMap((name) => (name.endsWith('.ndjson') ? [name.slice(0, -7)] : []));
  const summaries = JSON.parse(readFileSync(new URL('summaries.json', folder), 'utf8')) as Record<string, RunSummary>;

  it.each(names)('%s is read to its end, and comes to what it came to then', async (name) => {
    const entries = await entriesIn(new URL(`${name}.ndjson`, folder));
    const state = applyEvents(
      initialState,
      entries.map(({ event }) => event),
    );
    const { seconds, ...known } = summaries[name]!;
    const found = summarize(state, {
      id: name,
      createdAt: entries[0]!.at,
      workMs: workMsIn(entries),
      lastSeq: entries.length,
    });
    // A later version may know more of a run, but nothing else: seconds were those from the first entry to the last.
    expect(found).toMatchObject(known);
    const isIdle = entries.some(({ event }) => /^run-(resumed|recovered|forked)$|^breakpoints-set$/.test(event.type));
    expect(found.seconds).toBeLessThanOrEqual(seconds);
    if (!isIdle) expect(found.seconds).toBe(seconds);
  });

  it('every event that it knows is in one of its files', async () => {
    const types = new Set<string>();
    for (const name of names)
      for (const { event } of await entriesIn(new URL(`${name}.ndjson`, folder))) types.add(event.type);
    expect([...types].sort()).toEqual(version === 1 ? eventTypes : [...eventTypes, ...addedIn2].sort());
  });
});

/** Of every version so far. */
const eventTypes = [
  'answer-selected',
  'call-closed',
  'call-opened',
  'call-retried',
  'node-closed',
  'node-opened',
  'node-scored',
  'node-text',
  'prompt-built',
  'round-decided',
  'round-opened',
  'run-ended',
  'run-paused',
  'run-recovered',
  'run-resumed',
  'run-started',
];

const addedIn2 = [
  'breakpoints-set',
  'group-opened',
  'habit-found',
  'node-excluded',
  'node-rewritten',
  'node-thought',
  'node-unscored',
  'run-forked',
];

it('every event that there is stands in a file of some version', () => {
  expect(searchEventSchema.options.map(({ shape }) => shape.type.value as string).sort()).toEqual(
    [...eventTypes, ...addedIn2].sort(),
  );
});

describe('what version 2 added is in its files', () => {
  const eventsOf = async (name: string) =>
    (await entriesIn(new URL(`version-2/${name}.ndjson`, fixtures))).map(({ event }) => event);
  const decided = (events: readonly SearchEvent[]) =>
    events.filter((event): event is EventOf<'round-decided'> => event.type === 'round-decided');

  it.each<readonly [string, string, (events: readonly SearchEvent[]) => boolean]>([
    ['rollouts', 'lookahead', (events) => events.some((event) => event.type === 'node-scored' && !!event.rolloutEnd)],
    ['shares', 'rebase', (events) => decided(events).some(({ decisions }) => decisions.some(({ share }) => !!share))],
    ['weights', 'particle-filter', (events) => decided(events).some(({ weights }) => weights !== undefined)],
    ['measures', 'adaptive-vote', (events) => decided(events).some(({ measures }) => measures !== undefined)],
    ['attempts', 'revisions', (events) => events.some((event) => event.type === 'prompt-built' && !!event.attempts)],
    [
      'several attempts',
      'self-aggregation',
      (events) => decided(events).some(({ expansions }) => expansions?.[0]?.attempts?.length === 2),
    ],
    [
      'what was stopped',
      'adaptive-vote',
      (events) => events.some((event) => event.type === 'node-closed' && event.finish === 'stopped'),
    ],
    [
      'texts that end within a thought',
      'unscored',
      (events) => events.some((event) => event.type === 'node-closed' && event.finish === 'thinking'),
    ],
    [
      'a decision by hand',
      'forked',
      (events) => decided(events).some(({ decisions }) => decisions.some(({ byHand }) => byHand)),
    ],
    ['children beside the search', 'hands', (events) => events.some(({ type }) => type === 'group-opened')],
    ['a step in other words', 'rewritten', (events) => events.some(({ type }) => type === 'node-rewritten')],
    ['why it paused', 'breakpoints', (events) => events.some((event) => event.type === 'run-paused' && !!event.at)],
    ['groups', 'auto', (events) => applyEvents(initialState, events).opened.length > 0],
  ])('%s in %s', async (_, name, has) => {
    expect(has(await eventsOf(name))).toBe(true);
  });
});
