/** What of a race a reader would send to someone, and its place in the URL. Pure; what cannot be read falls back, one field at a time. */
import { mostLanes, type RecordedRace } from '@/lib/client';
import { measures, type Measure } from '@/lib/race';

export interface RaceForm {
  /** Ids, in the order of the lanes; empty for a race out of files. */
  readonly runs: readonly string[];
  /** What the clock counts. */
  readonly by: Measure;
  /** Place of the clock in what it counts; undefined: the right-hand end, live while a run is. */
  readonly at: number | undefined;
  /** What budgets are in; undefined: there are none. */
  readonly limit: Measure | undefined;
  /** By lane; undefined: it has none. */
  readonly budgets: readonly (number | undefined)[];
}

/** Of a race out of a file, as it was looked at when it was saved. */
export function formOfRecorded({ by = 'seconds', limit, budgets = [] }: RecordedRace): RaceForm {
  return { runs: [], by, at: undefined, limit, budgets: limit === undefined ? [] : budgets };
}

export function readRaceForm(params: URLSearchParams): RaceForm {
  const measure = (name: string) => measures.find((each) => each === params.get(name));
  const limit = measure('limit');
  const runs = (params.get('runs') ?? '').split(',').filter((id) => id !== '');
  return {
    runs: [...new Set(runs)].slice(0, mostLanes),
    by: measure('by') ?? 'seconds',
    at: positive(params.get('at')),
    limit,
    budgets: limit === undefined ? [] : (params.get('budgets') ?? '').split(',').slice(0, mostLanes).map(positive),
  };
}

export function writeRaceForm({ runs, by, at, limit, budgets }: RaceForm): URLSearchParams {
  const params = new URLSearchParams();
  if (runs.length > 0) params.set('runs', runs.join(','));
  if (by !== 'seconds') params.set('by', by);
  if (at !== undefined) params.set('at', String(Number(at.toPrecision(6))));
  if (limit !== undefined) {
    params.set('limit', limit);
    params.set('budgets', budgets.map((budget) => budget ?? '').join(','));
  }
  return params;
}

function positive(text: string | null): number | undefined {
  const value = Number(text ?? '');
  return text !== '' && Number.isFinite(value) && value > 0 ? value : undefined;
}
