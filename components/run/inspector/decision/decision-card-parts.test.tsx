/** The parts of the decision card: duplicates have names to be chosen by, any M can be asked, close scores are told apart. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Card, CardRow, OtherOutcome } from './decision-card-model';
import { DecisionTable } from './decision-table';
import { OtherRules } from './other-rules';

function row(node: string, fate: CardRow['fate'], fields: Partial<CardRow>): CardRow {
  return {
    node,
    fate,
    text: 'A step.',
    rank: undefined,
    value: undefined,
    lastScore: undefined,
    tie: undefined,
    duplicates: [],
    children: undefined,
    share: undefined,
    weight: undefined,
    isByHand: false,
    ...fields,
  };
}

const nothing = () => undefined;

it('names duplicates as buttons, and writes kept and cut apart', () => {
  const card: Card = {
    rows: [
      row('0.1', 'kept', { rank: 1, value: 0.000295, children: 4, duplicates: ['0.3', '0.5'] }),
      row('0.2', 'cut', { rank: 2, value: 0.000269 }),
    ],
    line: 0.000295,
    width: undefined,
    measures: undefined,
    others: [],
    paths: [],
  };
  const page = renderToStaticMarkup(<DecisionTable card={card} chosen="0.1" onNodeSelect={nothing} />);
  for (const node of ['0.1', '0.2', '0.3', '0.5']) expect(page).toMatch(new RegExp(`<button[^>]*>${node}</button>`));
  expect(page).toContain('× 3');
  expect(page).toContain('the line, at 0.00030');
  expect(page).toContain('0.00027');
});

it('asks for any M, beginning with the one that was gone by', () => {
  const asked: number[] = [];
  const outcomeWith = (beamWidth: number): OtherOutcome => {
    asked.push(beamWidth);
    return { rule: { beamWidth }, lives: [], dies: ['0.1'], isSharedOtherwise: false };
  };
  const rules = (width: Card['width']) =>
    renderToStaticMarkup(<OtherRules others={[]} width={width} outcomeWith={outcomeWith} onNodeSelect={nothing} />);
  expect(rules({ own: 4, most: 16 })).toMatch(/max="16"[^]*0\.1<\/button>[^]*would not/);
  expect(asked).toEqual([4]);
  expect(rules(undefined)).toBe('');
});
