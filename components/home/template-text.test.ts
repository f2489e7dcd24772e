/** What a wording with its values says, and when its answer is known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { gradeAnswer } from '@/lib/answers';
import { problemTemplateSchema } from '@/lib/problems/wire';
import { answerOf } from './template-answers';
import { fillTemplate, knownAnswer } from './template-text';

const templates = z
  .array(problemTemplateSchema)
  .parse(JSON.parse(readFileSync('models/tiny-math/templates.json', 'utf8')));

describe('the bundled wordings', () => {
  it('have an answer for each example, the one that they begin with among them', () => {
    for (const template of templates) {
      expect(template.answers).toHaveLength(template.examples.length);
      expect(knownAnswer(template, {})).toBe(template.answers[0]);
      template.examples.forEach((example, i) => expect(knownAnswer(template, example)).toBe(template.answers[i]));
    }
  });

  it('are computed as they say, where they are plain sums', () => {
    const sums = templates.filter(({ text }) => /^Evaluate \$(\{\w\}( [+-] | \\times )?)+\$\.$/.test(text));
    expect(sums.length).toBeGreaterThan(5);
    for (const template of sums)
      template.examples.forEach((example, i) => {
        const sum = fillTemplate(template, example).replaceAll(/^Evaluate \$|\$\.$/g, '');
        const terms = sum.replaceAll(' - ', ' + -').split(' + ');
        const value = terms
          .map((term) => term.split(String.raw` \times `).reduce((product, factor) => product * Number(factor), 1))
          .reduce((total, term) => total + term, 0);
        expect(String(value)).toBe(template.answers[i]);
      });
  });

  it('are worked out for other values as their makers worked out the examples', () => {
    for (const template of templates)
      template.examples.forEach((example, i) =>
        expect([template.id, answerOf(template.id, example)]).toEqual([template.id, template.answers[i]]),
      );
  });

  it('have an answer, or none, for whatever values a reader puts in', () => {
    const values = ({ slots }: (typeof templates)[number]) =>
      fc.record(
        Object.fromEntries(
          slots.map((slot) => [
            slot.name,
            slot.kind === 'number' ? fc.integer({ min: slot.min, max: slot.max }) : fc.constantFrom(...slot.choices),
          ]),
        ),
      );
    for (const template of templates) {
      let known = 0;
      fc.assert(
        fc.property(values(template), (given) => {
          const answer = knownAnswer(template, given);
          if (answer === undefined) return;
          known += 1;
          // As references are written, so that what graded the examples grades it.
          expect(answer).not.toMatch(/NaN|Infinity|undefined|\.\d|e\+/);
          expect(gradeAnswer(answer, answer)).toBe('right');
        }),
        { numRuns: 60, seed: 16 },
      );
      // A power of a power needs values that fit each other, which chance seldom draws.
      if (template.id !== 'exponents-5-1') expect([template.id, known > 0]).toEqual([template.id, true]);
    }
  });

  it.each([
    ['linear-equations-1-1', { a: 2, b: 5, c: 16 }, String.raw`\frac{11}{2}`],
    ['linear-equations-2-1', { a: 4, b: 1, c: 4, d: 9 }, undefined],
    ['order-of-operations-1-1', { a: 2, b: 2, c: 2, d: 12 }, '-6'],
    ['algebraic-expressions-3-1', { a: 5, b: 5 }, 'x^2 - 25'],
    ['fractions-1-1', { a: 3, q: 6, b: 3 }, '1'],
    ['units-2-1', { m: 2, c: 5, p: 6, k: 2 }, undefined],
    ['exponents-1-1', { a: 2, m: 2, n: 2, k: 12 }, undefined],
    ['systems-of-equations-5-1', { a: 2, b: 4, e: 4, c: 3, d: 6, f: 9 }, undefined],
  ])('%s: of values that do not come out even, what is true of them', (id, values, answer) => {
    expect(answerOf(id, values)).toBe(answer);
  });
});
