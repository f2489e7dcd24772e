/** The reference layer of published figures: every row says where it is from and how far to trust it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { publishedRowSchema } from './report/curve-model';

describe('published figures', () => {
  const rows = z
    .array(publishedRowSchema)
    .parse(JSON.parse(readFileSync(new URL('../../public/published-results.json', import.meta.url), 'utf8')));
  it('all have a source, a kind and a confidence', () => {
    expect(rows.length).toBeGreaterThan(300);
    for (const { source, kind, confidence } of rows)
      expect([source, kind, confidence].every((text) => text.trim() !== '')).toBe(true);
  });
  it('that a verifier had a part in say which, unless the source does not', () => {
    const scored = rows.filter(({ method }) => ['bon', 'bon_weighted', 'beam_search', 'dvts'].includes(method));
    expect(scored.filter(({ prm }) => prm === undefined)).toEqual([]);
  });
});
