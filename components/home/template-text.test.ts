/** What a wording with its values says, and when its answer is known. */
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { problemTemplateSchema } from '@/lib/problems/wire';
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

  it('know no answer to values that are no example', () => {
    const [template] = templates;
    const number = template!.slots.find((slot) => slot.kind === 'number')!;
    const taken = new Set(template!.examples.map((example) => example[number.name]));
    const free = Array.from({ length: number.max }, (_, i) => number.min + i).find((value) => !taken.has(value));
    if (free !== undefined && free <= number.max)
      expect(knownAnswer(template!, { ...template!.examples[0], [number.name]: free })).toBeUndefined();
  });
});
