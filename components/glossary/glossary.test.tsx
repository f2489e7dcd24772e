/** The glossary: one sentence a word, no word twice, every strategy in it, and a word in its sentence brings its explanation. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { strategyNames } from '@/lib/search';
import { glossary, type Entry } from '../app/glossary';
import { Term } from '../app/term';
import { strategyLooks } from '../strategies/looks';
import { GlossaryPage } from './glossary-page';

const entries: readonly Entry[] = [...Object.values(glossary), ...Object.values(strategyLooks)];

describe('the glossary', () => {
  it.each(entries)('$title is told in one sentence', ({ means }) => {
    expect(means).toMatch(/^[A-Zn].*\.$/);
    expect(means).not.toMatch(/\.\s/);
  });

  it('has no word twice, nor a place in the address', () => {
    const titles = entries.map(({ title }) => title);
    const names = [...Object.keys(glossary), ...Object.keys(strategyLooks)];
    expect(new Set(titles).size).toBe(titles.length);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lists every word and every strategy, each under its name', () => {
    const page = renderToStaticMarkup(<GlossaryPage />);
    for (const name of [...Object.keys(glossary), ...strategyNames]) expect(page).toContain(`id="${name}"`);
  });

  it('names in full every work that it goes by', () => {
    const page = renderToStaticMarkup(<GlossaryPage />);
    const listed = page.slice(page.indexOf('id="works"'));
    for (const { follows = '' } of entries)
      for (const [work] of follows.matchAll(/\p{Lu}\p{L}+(?: et al\.|, \p{Lu}\p{L}+ and \p{Lu}\p{L}+) \d{4}/gu))
        expect(listed).toContain(work);
  });

  it('a word explains itself to who hears the page', () => {
    const word = renderToStaticMarkup(<Term name="policy">policy</Term>);
    const tip = /aria-describedby="([^"]+)"/.exec(word)?.[1];
    expect(word).toContain(`id="${tip}"`);
    expect(word).toContain(glossary.policy.means);
  });
});
