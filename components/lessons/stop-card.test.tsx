/** What a stop says besides its words: the terms that it brings up, and at the end of a lesson how its runs were chosen. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { lessonSchema } from '@/lib/lessons';
import { runSpecSchema, searchConfigSchema } from '@/lib/search';
import { glossary } from '@/components/app/glossary';
import { strategyLooks } from '@/components/strategies/looks';
import { HowChosen } from './how-chosen';
import { StopTerms } from './stop-terms';

const folder = fileURLToPath(new URL('../../public/lessons', import.meta.url));
const lessons = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && file !== 'index.json')
  .map((file) => lessonSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))));

describe('the terms of a stop', () => {
  it.each(lessons)('are words of the glossary: $id', ({ stops }) => {
    const names = stops.flatMap(({ terms = [] }) => terms);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(Object.keys({ ...glossary, ...strategyLooks })).toContain(name);
  });

  it('explain themselves, strategies as well; an unknown one is left out', () => {
    const drawn = renderToStaticMarkup(<StopTerms terms={['prm', 'dvts', 'toString', 'nothing']} language="en" />);
    expect(drawn).toContain(glossary.prm.means);
    expect(drawn).toContain(strategyLooks.dvts.means);
    expect(drawn.match(/<li/g)).toHaveLength(2);
    expect(renderToStaticMarkup(<StopTerms terms={['nothing']} language="en" />)).toBe('');
  });
});

describe('how the runs of a lesson were chosen', () => {
  it.each(lessons)('is told in both languages, with who recorded it: $id', (lesson) => {
    const spec = runSpecSchema.parse({
      problem: { text: '1 + 1' },
      strategy: 'majority',
      config: searchConfigSchema.parse({}),
      seed: 7,
      policy: { name: 'writer', model: 'm' },
    });
    const drawn = renderToStaticMarkup(<HowChosen lesson={lesson} spec={spec} language="en" />);
    expect(drawn).toContain('recorded by writer, seed 7.');
    for (const language of ['en', 'zh'] as const)
      expect(renderToStaticMarkup(<HowChosen lesson={lesson} spec={spec} language={language} />)).toContain(
        lesson.rules[language],
      );
  });
});
