/**
 * The form of a log for other tools, as JSON Schema: made of what imports are checked with, and served at
 * `/run-log.schema.json`. After a change of the events: `UPDATE_SCHEMA=1 npx vitest run lib/runs/log-schema.test.ts`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyEvents, initialState } from '@/lib/search';
import { logEntrySchema, summarize } from './index';
import { readLogLines } from './log-lines';

const file = new URL('../../public/run-log.schema.json', import.meta.url);

function published(): string {
  const schema = z.toJSONSchema(logEntrySchema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title: 'One line of a run log of Longthink', ...schema }, undefined, 1)}\n`;
}

describe('the published form of a log', () => {
  it('is that which imports are checked with', () => {
    if (process.env['UPDATE_SCHEMA'] !== undefined) writeFileSync(file, published());
    expect(readFileSync(file, 'utf8')).toBe(published());
  });
});

/** The README's emitter, run as it stands there, without its last step over HTTP. */
const python =
  /```python\n([\s\S]*?)```/.exec(readFileSync(new URL('../../README.md', import.meta.url), 'utf8'))?.[1] ?? '';
const hasPython = ((): boolean => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.runIf(hasPython)('the emitter of the README', () => {
  it('writes a log that is read and folded to its end, of a screen', async () => {
    expect(python.trim().split('\n').length).toBeLessThanOrEqual(40);
    const text = execFileSync('python3', ['-c', python, '-'], { encoding: 'utf8' });
    const entries = [];
    for await (const batch of readLogLines(new Blob([text]).stream())) entries.push(...batch);
    const state = applyEvents(
      initialState,
      entries.map(({ event }) => event),
    );
    expect(state.status).toBe('finished');
    expect(state.nodes.size).toBeGreaterThan(3);
    const times = { id: 'r', createdAt: 0, workMs: 0, lastSeq: entries.length };
    expect(summarize(state, times)).toMatchObject({ answer: '3', isCorrect: true, selection: 'best' });
    const unselected = entries.flatMap(({ event }) => (event.type === 'answer-selected' ? [] : [event]));
    const summary = summarize(applyEvents(initialState, unselected), times);
    expect(summary.status).toBe('finished');
    expect(summary).not.toHaveProperty('isCorrect');
  });
});
