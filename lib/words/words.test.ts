import { describe, expect, it } from 'vitest';
import * as words from '.';
import {
  asText,
  fillText,
  joinTexts,
  languageFor,
  languages,
  piecesOf,
  placesIn,
  say,
  sayIn,
  subjectText,
  textSchema,
  toldAs,
  toldFailure,
  toldIn,
  type Text,
} from '.';

/** Every text of the catalogue, however deep it lies. */
function textsIn(part: unknown): readonly Text[] {
  const { data } = textSchema.safeParse(part);
  if (data !== undefined) return [data];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : [];
}

describe('words in more than one language', () => {
  it('have the same places in every language, all through the catalogue', () => {
    const all = textsIn(Object.values(words));
    expect(all.length).toBeGreaterThan(400);
    for (const text of all)
      for (const language of languages) expect(placesIn(text[language])).toEqual(placesIn(text.en));
  });

  it('take values, and leave the braces of LaTeX alone', () => {
    const text = { en: '{right} of {n}: $\\frac{3}{4 + x}$ and $\\boxed{-1}$', zh: '{n} 个里有 {right} 个' };
    expect(say({ en: '{right} of {n}: $x^{-1}$', zh: '-' }, 'en', { right: 3, n: 8 })).toBe('3 of 8: $x^{-1}$');
    expect(() => say(text, 'zh', { n: 8 })).toThrow('no value for right');
  });

  it('tell one from many where a count stands, and say the same in languages that do not', () => {
    const text = { en: '{runs} {runs:run|runs} deleted', zh: '已删除 {runs} 次运行' } as const;
    expect([1, 2].map((runs) => say(text, 'en', { runs }))).toEqual(['1 run deleted', '2 runs deleted']);
    expect(sayIn('zh')(text, { runs: '1' })).toBe('已删除 1 次运行');
    expect(sayIn('zh')).toBe(sayIn('zh'));
  });

  it('come in pieces, for what is more than words', () => {
    expect(piecesOf('{answer}, by {votes} {votes:vote|votes}', { votes: 1 })).toEqual([
      { place: 'answer' },
      { words: ', by ' },
      { place: 'votes' },
      { words: ' vote' },
    ]);
  });

  it('are filled whole or not at all', () => {
    const text = { en: '{right} of {n}', zh: '{n} 个里有 {right} 个' };
    expect(fillText(text, { right: 3, n: 8 })).toEqual({ en: '3 of 8', zh: '8 个里有 3 个' });
    expect(() => fillText(text, { right: 3, n: 8, tokens: 1 })).toThrow('not for n, right, tokens');
    expect(() => fillText({ ...text, zh: '{n} 个' }, { right: 3, n: 8 })).toThrow('has places for n');
  });

  it('are filled with texts, each language with its own, and joined', () => {
    const because = { en: 'not read: {why}', zh: '未读：{why}' };
    const why = joinTexts([{ en: 'too long', zh: '太长' }, asText('a.csv')], { en: ', ', zh: '，' });
    expect(fillText(because, { why })).toEqual({ en: 'not read: too long, a.csv', zh: '未读：太长，a.csv' });
  });

  it('are told in the language of the reader, and in English where there is no other', () => {
    expect(toldIn('zh', toldAs({ en: 'gone', zh: '没有了' }))).toBe('没有了');
    expect(toldIn('zh', { message: 'gone' })).toBe('gone');
    const failure = toldFailure({ kind: 'timeout', message: 'nothing for {n} s' });
    expect(toldIn('en', failure)).toBe('nothing for {n} s');
    expect(toldIn('zh', failure)).toBe('模型服务器应答超时。详情（英文）：nothing for {n} s');
    expect(toldFailure({ kind: 'bug', message: 'it broke' })).toEqual({ message: 'it broke' });
    expect(subjectText('geometry').zh).toBe('几何');
    expect(subjectText('Number {theory}')).toEqual({ en: 'Number {theory}', zh: 'Number {theory}' });
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
