import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureAgreement } from './agreement';

const cases = readFileSync(new URL('../__fixtures__/cases.jsonl', import.meta.url), 'utf8');
const agreement = measureAgreement(cases, () => 0);

describe('agreement with labelled cases', () => {
  it.each(agreement.kinds)('$kind: at least 95 %', ({ cases: count, agreed }) => {
    expect(count).toBeGreaterThan(10);
    expect(agreed / count).toBeGreaterThanOrEqual(0.95);
  });

  it('calls no different answers equal', () => {
    expect(
      agreement.kinds.filter(({ kind }) => kind !== 'expr').flatMap(({ falsePositives }) => falsePositives),
    ).toEqual([]);
  });
});
