/** What of the curves page a reader would send to someone, and its place in the URL. Pure; what cannot be read falls back, one field at a time. */
import { z } from 'zod';
import { axisNameSchema, type AxisName } from '@/lib/experiments/report/curve-model';

export interface PointChoice {
  readonly series: string;
  readonly n: number;
}

export interface CurvesForm {
  /** Undefined: what it costs, where that is known. */
  readonly axis: AxisName | undefined;
  readonly isLog: boolean;
  /** Ids of the series that are shown; undefined: those of `shownByDefault`. */
  readonly shown: readonly string[] | undefined;
  /** The point whose ledger and problems are open. */
  readonly point: PointChoice | undefined;
  /** Baseline of the verdict; undefined: the first there is. */
  readonly against: string | undefined;
  /** Differences are taken against this; undefined: as the server thinks best. */
  readonly reference: string | undefined;
  /** The budget of the comparison, and the series whose problems are listed beside the reference's. */
  readonly budget: number | undefined;
  readonly versus: string | undefined;
  /** What the problems are sorted by where they are shown one by one: an order or the id of a line; undefined: they are not. */
  readonly grid: string | undefined;
  readonly difficulty: 'oracle' | 'predicted';
  readonly edges: 'quantile' | 'absolute';
  /** Models whose published figures are drawn; undefined: the usual ones while nothing is measured, else none. */
  readonly published: readonly string[] | undefined;
  readonly publishedMethods: readonly string[];
}

export type ChangeCurvesForm = (changes: Partial<CurvesForm>) => void;

const budgetSchema = z.coerce.number().int().min(1).max(1024);
/** Stands for an empty list, which an address cannot hold otherwise. */
const none = 'none';

export function readCurvesForm(params: URLSearchParams): CurvesForm {
  const text = (name: string) => {
    const value = params.get(name);
    return value === null || value === '' ? undefined : value;
  };
  const list = (name: string) => {
    const values = params.getAll(name);
    return values.length === 0 ? undefined : values.filter((value) => value !== none && value !== '');
  };
  const series = text('point');
  const n = budgetSchema.safeParse(params.get('n')).data;
  return {
    axis: axisNameSchema.safeParse(params.get('x')).data,
    isLog: params.get('scale') !== 'linear',
    shown: list('show'),
    point: series === undefined || n === undefined ? undefined : { series, n },
    against: text('against'),
    reference: text('reference'),
    budget: budgetSchema.safeParse(params.get('at')).data,
    versus: text('versus'),
    grid: text('grid'),
    difficulty: params.get('difficulty') === 'predicted' ? 'predicted' : 'oracle',
    edges: params.get('bins') === 'absolute' ? 'absolute' : 'quantile',
    published: list('published'),
    publishedMethods: list('method') ?? [],
  };
}

/** Only what differs from the defaults, in a fixed order. */
export function writeCurvesForm(form: CurvesForm): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | undefined) => {
    if (value !== undefined) params.set(name, value);
  };
  const setAll = (name: string, values: readonly string[] | undefined) => {
    for (const value of values?.length === 0 ? [none] : (values ?? [])) params.append(name, value);
  };
  set('x', form.axis);
  set('scale', form.isLog ? undefined : 'linear');
  setAll('show', form.shown);
  set('point', form.point?.series);
  set('n', form.point === undefined ? undefined : String(form.point.n));
  set('against', form.against);
  set('reference', form.reference);
  set('at', form.budget === undefined ? undefined : String(form.budget));
  set('versus', form.versus);
  set('grid', form.grid);
  set('difficulty', form.difficulty === 'oracle' ? undefined : form.difficulty);
  set('bins', form.edges === 'quantile' ? undefined : form.edges);
  setAll('published', form.published);
  setAll('method', form.publishedMethods.length === 0 ? undefined : form.publishedMethods);
  return params;
}
