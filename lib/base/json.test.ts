import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './index';

const exact = (text: string) => {
  const read = readJson(text, { numbers: 'as-written' });
  if ('maxLevels' in read) return read;
  return 'value' in read ? read.value : read.complaint;
};

it('what is nested without end is told, whatever its strings hold', () => {
  expect(readJson(`${'['.repeat(64)}"[[["${']'.repeat(64)}`)).toHaveProperty('value');
  for (const text of [`${'['.repeat(65)}${']'.repeat(65)}`, '{"a":'.repeat(100_000)])
    expect(readJson(text)).toEqual({ maxLevels: 64 });
});

describe('numbers as they are written', () => {
  it.each([
    ['9007199254740993', '9007199254740993'],
    ['-123456789012345678901234567890', '-123456789012345678901234567890'],
    ['0.30', '0.30'],
    ['2.50', '2.50'],
    ['1e400', '1e400'],
    ['0.1234567890123456789', '0.1234567890123456789'],
    ['42', 42],
    ['-7.25', -7.25],
    ['"9007199254740993"', '9007199254740993'],
    ['"a \\" 9007199254740993 \\\\"', 'a " 9007199254740993 \\'],
  ])('%s', (text, value) => expect(exact(text)).toBe(value));

  it('no number loses a digit, no text is touched, whatever stands around it', () => {
    const digits = fc.stringMatching(/^-?[1-9]\d{0,30}(\.\d{1,20})?([eE][+-]?\d{1,3})?$/);
    fc.assert(
      fc.property(digits, fc.string(), fc.constantFrom('\\', '"', '\n', '[1', '{"'), (number, text, odd) => {
        const value = exact(
          `{${JSON.stringify(text + odd)}: [${number}, ${JSON.stringify(odd + number)}], "n": ${number}}`,
        );
        expect(Object.keys(value as object)).toContain(text + odd);
        const { n } = value as { n: unknown };
        expect(String(n)).toBe(number);
        expect((value as Record<string, unknown[]>)[text + odd]?.[1] ?? odd + number).toBe(odd + number);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('says the same as JSON.parse where a double loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/-0(?![.\d])/.test(text));
        expect(exact(text.replaceAll(/(\d)e\+/g, '$1e+'))).toEqual(JSON.parse(text));
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});

describe('what is no JSON', () => {
  it.each([
    ['{"scores": [0.5, NaN]}', /^NaN at character 18$/],
    ['{"NaN": "NaN", "b": -Infinity}', /^Infinity at character \d+$/],
    ['{"a": 1', /JSON/],
    ['', /JSON/],
  ])('%s is told', (text, words) =>
    expect(readJson(text)).toEqual({ complaint: expect.stringMatching(words) as string }),
  );

  it('a megabyte of quotes, digits or backslashes is read in no time', () => {
    for (const text of [
      '"'.repeat(1_000_000),
      '1'.repeat(1_000_000),
      `"${'\\'.repeat(999_999)}`,
      '1,'.repeat(500_000),
      'N'.repeat(1_000_000),
    ]) {
      // What grew with its square would not end within the time of a test.
      expect(readJson(text, { numbers: 'as-written' })).toBeDefined();
    }
  });
});
