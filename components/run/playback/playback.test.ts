import { describe, expect, it } from 'vitest';
import type { RunStatus } from '@/lib/search';
import { servedSource, standingOf, type LogSource } from './standing';
import { readViewForm, writeViewForm, type ViewForm } from './view-form';

const failure = { kind: 'unreachable', message: 'The verifier prm does not answer.' } as const;
/** What holds of a run, as a list of words. */
const holds = (source: LogSource, status: RunStatus, isAtEnd: boolean) =>
  Object.entries(standingOf({ source, status, failure: undefined, isAtEnd, hasRoundLimit: false }))
    .filter(([, value]) => value === true)
    .map(([name]) => name);

describe('how a run stands', () => {
  it.each([
    ['live', 'running', true, ['isUnderWay', 'isLive']],
    ['live', 'running', false, ['isUnderWay']],
    ['live', 'paused', true, ['isUnderWay']],
    ['live', 'finished', true, []],
    ['live', 'empty', true, []],
    ['arriving', 'running', true, ['isArriving']],
    ['arriving', 'paused', true, ['isArriving']],
    ['arriving', 'finished', true, []],
    ['recorded', 'running', true, ['isCutShort']],
    ['recorded', 'paused', true, ['isCutShort']],
    ['recorded', 'running', false, []],
    ['recorded', 'finished', true, []],
  ] as const)('%s, %s, at its end: %s', (source, status, isAtEnd, words) => {
    expect(holds(source, status, isAtEnd)).toEqual(words);
  });

  it('steps only while it is live and has a round to pause after', () => {
    const stepping = { source: 'live', status: 'running', failure: undefined, hasRoundLimit: true } as const;
    expect(standingOf({ ...stepping, isAtEnd: true }).isStepping).toBe(true);
    expect(standingOf({ ...stepping, isAtEnd: false }).isStepping).toBe(false);
    expect(standingOf({ ...stepping, status: 'paused', isAtEnd: true }).isStepping).toBe(false);
  });

  it('tells of the failure that ended it, of no other', () => {
    const ended = { source: 'live', failure, isAtEnd: true, hasRoundLimit: false } as const;
    expect(standingOf({ ...ended, status: 'failed' }).failure).toBe(failure);
    expect(standingOf({ ...ended, status: 'running' }).failure).toBeUndefined();
  });
});

describe('what kind of log the run of a server has', () => {
  it.each([
    ['the server has not told how it stands', { isTold: false, endedAt: undefined }, 'arriving'],
    ['it goes on', { isTold: true, endedAt: undefined }, 'live'],
    ['it is over, and more of its log is on its way', { isTold: true, endedAt: 41 }, 'arriving'],
    ['it is over and all here', { isTold: true, endedAt: 40 }, 'live'],
    ['it was over, and was taken up again', { isTold: true, endedAt: 30 }, 'live'],
    ['no more of it will come', { isTold: false, endedAt: undefined, isCutOff: true }, 'recorded'],
  ])('%s', (_, known, source) => {
    expect(servedSource({ end: 40, isCutOff: false, ...known })).toBe(source);
  });
});

describe('the view in the address', () => {
  it.each<ViewForm>([
    {
      node: undefined,
      at: undefined,
      panel: undefined,
      whatIf: undefined,
      beside: undefined,
      card: undefined,
      isPresenting: false,
    },
    { node: '0.3.1', at: 12, panel: 'run', whatIf: 'min', beside: '0.2', card: true, isPresenting: true },
  ])('survives the way into the address and back', (form) => {
    expect(readViewForm(writeViewForm(form))).toEqual(form);
  });
  it('what cannot be read falls back, one field at a time', () => {
    const read = readViewForm(new URLSearchParams('node=root&at=-3&panel=votes&what-if=mean'));
    expect(read).toEqual({
      node: undefined,
      at: undefined,
      panel: undefined,
      whatIf: 'mean',
      beside: undefined,
      card: undefined,
      isPresenting: false,
    });
  });
});
