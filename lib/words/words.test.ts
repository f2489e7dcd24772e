import { describe, expect, it } from 'vitest';
import { fillText, languageFor, languages, lessonWords, placesIn, predictWords, presenterWords, say } from '.';

describe('words in more than one language', () => {
  it('have the same places in every language, all through the catalogue', () => {
    for (const text of [lessonWords, predictWords, presenterWords].flatMap((page) => Object.values(page)))
      for (const language of languages) expect(placesIn(text[language])).toEqual(placesIn(text.en));
  });

  it('take values, and leave the braces of LaTeX alone', () => {
    const text = { en: '{right} of {n}: $\\frac{3}{4 + x}$ and $\\boxed{-1}$', zh: '{n} 个里有 {right} 个' };
    expect(say({ en: '{right} of {n}: $x^{-1}$', zh: '-' }, 'en', { right: 3, n: 8 })).toBe('3 of 8: $x^{-1}$');
    expect(() => say(text, 'zh', { n: 8 })).toThrow('no value for right');
  });

  it('are filled whole or not at all', () => {
    const text = { en: '{right} of {n}', zh: '{n} 个里有 {right} 个' };
    expect(fillText(text, { right: 3, n: 8 })).toEqual({ en: '3 of 8', zh: '8 个里有 3 个' });
    expect(() => fillText(text, { right: 3, n: 8, tokens: 1 })).toThrow('not for n, right, tokens');
    expect(() => fillText({ ...text, zh: '{n} 个' }, { right: 3, n: 8 })).toThrow('has places for n');
  });

  it.each([
    [['de-DE', 'zh-Hant-TW', 'en'], 'zh'],
    [['en-GB', 'zh'], 'en'],
    [['zh-CN'], 'zh'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('are spoken to %j in %s', (preferred, language) => {
    expect(languageFor(preferred)).toBe(language);
  });
});
