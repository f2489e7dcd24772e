/** The series colours of both themes: words can be written in them, and no kind of colour blindness makes two of them one. */
import { readFileSync } from 'node:fs';
import { lab, rgb } from 'd3';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
const block = (selector: string) =>
  css.slice(css.indexOf(`${selector} {`), css.indexOf('}', css.indexOf(`${selector} {`)));
const themes = { dark: block(':root'), light: block('[data-theme="light"]') };

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
const visions = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const gamma = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
const channels = (colour: string) => {
  const { r, g, b } = rgb(colour);
  return [r, g, b].map((each) => linear(each / 255));
};
const seen = (colour: string, matrix: readonly number[]) => {
  const from = channels(colour);
  const [r, g, b] = [0, 3, 6].map(
    (row) =>
      gamma(
        Math.min(
          1,
          Math.max(
            0,
            from.reduce((sum, each, i) => sum + each * matrix[row + i]!, 0),
          ),
        ),
      ) * 255,
  );
  return lab(rgb(r!, g!, b!));
};
const luminance = (colour: string) => {
  const [r, g, b] = channels(colour);
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (one: string, other: string) => {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright! + 0.05) / (dark! + 0.05);
};

describe.each(Object.entries(themes))('series colours, %s', (_, theme) => {
  const colour = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(theme)![1]!;
  const series = [...theme.matchAll(/--(series-\d+):/g)].map(([, name]) => colour(name!));
  it('are six', () => {
    expect(series).toHaveLength(6);
  });
  it('have the contrast of text on the page and on panels', () => {
    for (const each of series)
      for (const ground of ['bg', 'panel']) expect(contrast(each, colour(ground))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(Object.entries(visions))('stay apart, %s', (_name, matrix) => {
    for (const [i, one] of series.entries()) {
      for (const other of series.slice(0, i)) {
        const [a, b] = [seen(one, matrix), seen(other, matrix)];
        expect(Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b), `${one} and ${other}`).toBeGreaterThan(18);
      }
    }
  });
});
