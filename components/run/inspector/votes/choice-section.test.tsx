/** A search that chooses by what it found out says what it chose, also when that was to stop. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { applyEvents, initialState, type SearchConfig } from '@/lib/search';
import { runToy, toySpec } from '@/lib/search/testing/run-search';
import { ChoiceSection } from './choice-section';

async function pageOf(strategy: 'auto' | 'best-of-n', config: Partial<SearchConfig>): Promise<string> {
  const { events } = await runToy(toySpec(strategy, config));
  return renderToStaticMarkup(<ChoiceSection state={applyEvents(initialState, events)} />);
}

it('says what it went on with, and the numbers', async () => {
  const page = await pageOf('auto', { n: 16, share: 4 });
  expect(page).toMatch(/It went on with <b[^>]*>/);
  expect(page).toContain('<dt');
});

it('says so when what it wrote first was enough', async () => {
  expect(await pageOf('auto', { n: 4, share: 4 })).toContain('What it wrote first was enough');
});

it('is not there for a strategy that chooses nothing', async () => {
  expect(await pageOf('best-of-n', { n: 4 })).toBe('');
});
