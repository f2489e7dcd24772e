/**
 * Every kind of chart as SVG, against pictures that were looked at. Ids are normalised, numbers have three decimals.
 * Pictures are written with UPDATE_GOLDENS=1 in the environment, and never otherwise: a missing one fails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ChartSeries, Look } from './chart-types';
import { Figure } from './figure/figure';
import { HeatPicture } from './heat/heat-picture';
import type { HeatData } from './heat/heat-types';
import { layoutHeatMap } from './heat/layout-heat-map';
import { layoutLineChart, type LineChartData } from './line/layout-line-chart';
import { layoutPanels } from './line/layout-panels';
import { LinePicture } from './line/line-picture';
import { PanelsPicture } from './line/panels-picture';

const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
const size = { width: 900, height: 460, rem: 16 };
const ns = [1, 2, 4, 8, 16, 32, 64];

function rising(id: string, name: string, look: Look, [from, to]: readonly [number, number]): ChartSeries {
  return {
    id,
    name,
    look,
    points: ns.map((n, i) => {
      const y = from + (to - from) * (1 - 0.62 ** i);
      return {
        key: String(n),
        x: n,
        y,
        low: y - 0.04,
        high: y + 0.04,
        isHollow: id === 'c',
        words: `${name}, ${n}: ${percent(y)}`,
      };
    }),
  };
}

const series = [
  rising('a', 'First, weighted', { colour: 'var(--series-1)', dash: undefined, shape: 'circle' }, [0.26, 0.47]),
  rising('b', 'Second, weighted', { colour: 'var(--series-2)', dash: undefined, shape: 'circle' }, [0.26, 0.53]),
  rising('c', 'Third, best', { colour: 'var(--series-3)', dash: '6 4', shape: 'square' }, [0.26, 0.535]),
  rising('d', 'Fourth, any', { colour: 'var(--series-4)', dash: '1 4', shape: 'diamond' }, [0.26, 0.7]),
  rising('e', 'Fifth', { colour: 'var(--series-5)', dash: '2 4', shape: 'triangle' }, [0.26, 0.43]),
];
const data: LineChartData = {
  x: {
    label: 'amount, with words that need two lines where there is little room',
    isLog: true,
    format: String,
    ticks: ns,
  },
  y: { label: 'Share', format: (value) => `${Math.round(value * 100)} %`, formatValue: percent, limits: [0, 1] },
  series,
  levels: [
    { id: 'l', name: 'A level', value: 0.5, low: 0.46, high: 0.54, at: 2.2 },
    { id: 'm', name: 'Another', value: 0.3, isFaint: true },
  ],
  crossings: [
    { series: 'b', level: 'l', x: 12, low: 8, high: undefined, y: 0.5, label: '12 (8 and more)' },
    { series: 'd', level: 'l', x: 3.4, low: 2.4, high: 5, y: 0.5, label: '3.4' },
  ],
  references: [
    {
      id: 'r',
      name: 'From elsewhere',
      points: ns.map((n) => ({ key: String(n), x: n, y: 0.3 + 0.02 * Math.log2(n), words: '' })),
    },
    { id: 'one', name: 'One figure', points: [{ key: '4', x: 4, y: 0.62, words: '' }] },
  ],
};

const heat: HeatData = {
  rowsLabel: 'bin',
  columnsLabel: 'amount',
  rows: [
    { id: '0', title: '1 (easy)', note: '20 members' },
    { id: '1', title: '2 (hard)', note: '20 members' },
  ],
  columns: [4, 16, 64].map((n) => ({ id: String(n), title: String(n) })),
  cells: [0, 1].flatMap((row) =>
    [4, 16, 64].map((n, i) => ({
      row: String(row),
      column: String(n),
      colour: `var(--series-${1 + ((row + i) % 3)})`,
      lines: ['Second', 'weighted', percent(0.9 - 0.3 * row + 0.01 * i)],
      isShaded: i === row,
      words: '',
    })),
  ),
};

function svg(width: number, height: number, body: ReactElement): string {
  const markup = renderToStaticMarkup(
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${width} ${height}`}>
      {body}
    </svg>,
  );
  return `${markup.replace(/-?\d+\.\d{4,}/g, (number) => String(Number(Number(number).toFixed(3)))).replaceAll('><', '>\n<')}\n`;
}

function expectGolden(name: string, picture: string): void {
  const path = new URL(`__golden__/${name}.svg`, import.meta.url);
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(path, picture);
  expect(picture).toBe(readFileSync(path, 'utf8'));
}

describe('pictures', () => {
  it('lines with bands, levels, crossings and a faint reference', () => {
    const layout = layoutLineChart({ ...data, size, hasEndLabels: true });
    expectGolden('lines', svg(size.width, size.height, <LinePicture data={data} layout={layout} emphasis="b" />));
  });
  it('lines that are looked into: a point under the pointer, another pinned', () => {
    const layout = layoutLineChart({ ...data, size, hasEndLabels: true });
    const picture = (
      <LinePicture
        data={data}
        layout={layout}
        emphasis="c"
        active={{ series: 'c', key: '8' }}
        pinned={{ series: 'a', key: '64' }}
        activeX={8}
      />
    );
    expectGolden('lines-active', svg(size.width, size.height, picture));
  });
  it('lines on a narrow screen, on a linear axis', () => {
    const narrow = { ...data, x: { label: data.x.label, isLog: false, format: String } };
    const layout = layoutLineChart({ ...narrow, size: { width: 360, height: 320, rem: 15 }, hasEndLabels: true });
    expectGolden('lines-narrow', svg(360, 320, <LinePicture data={narrow} layout={layout} emphasis="b" />));
  });
  it('lines whose repetitions are told: those of the one that stands out', () => {
    const repeated = series.slice(0, 3).map((each) => ({
      ...each,
      points: each.points.map((point, i) => ({
        ...point,
        repeats: [-0.02, 0.01, 0.015].map((away) => point.y + (i % 2 === 0 ? away : -away / 2)),
      })),
    }));
    const layout = layoutLineChart({ ...data, series: repeated, levels: [], crossings: [], references: [], size });
    expectGolden(
      'lines-repeats',
      svg(size.width, size.height, <LinePicture data={data} layout={layout} emphasis="b" />),
    );
  });
  it('a heat map with hatched ties', () => {
    const layout = layoutHeatMap(heat, { width: 700, rem: 16 });
    expectGolden('heat', svg(layout.width, layout.height, <HeatPicture data={heat} layout={layout} hatchId="hatch" />));
  });
  it('small multiples on the same axes', () => {
    const panels = [0.8, 0.6, 0.4].map((factor, i) => ({
      id: String(i),
      title: `Part ${i + 1}`,
      note: '100 members',
      series: series.slice(0, 3).map((each) => ({
        ...each,
        points: each.points.map((point) => ({
          ...point,
          y: point.y * factor,
          low: point.low! * factor,
          high: point.high! * factor,
        })),
      })),
    }));
    const layout = layoutPanels({ x: data.x, y: data.y, panels }, { width: 900, rem: 16 });
    expectGolden(
      'panels',
      svg(layout.width, layout.height, <PanelsPicture layout={layout} emphasis="b" activeX={16} />),
    );
  });
  it('a figure to print', () => {
    const layout = layoutLineChart({ ...data, size: { width: 852, height: 400, rem: 16 }, hasEndLabels: true });
    const figure = (
      <Figure
        width={900}
        rem={16}
        title="Share against amount"
        caption={[
          '500 members, two draws. Bands are 95 % intervals of a bootstrap over members. What else there is to say about how it was made goes on for more than one line of the caption.',
          'Dotted: levels.',
        ]}
        keys={series}
        body={{ height: 400, picture: <LinePicture data={data} layout={layout} emphasis="b" /> }}
      />
    );
    expectGolden('figure', svg(900, 600, figure));
  });
});
