/** Breakpoints of a search as they stand in an address, each by itself; what cannot be read is not asked for. Knows no page. */
import { breakpointsSchema, type Breakpoints } from '@/lib/search';

const params: Readonly<Record<keyof Breakpoints, string>> = {
  closerThan: 'pauseclose',
  fallsBy: 'pausefall',
  losesReference: 'pausecut',
  holdsAnswer: 'pauseanswer',
};
// Keys of a record are strings to the compiler.
const names = Object.keys(params) as readonly (keyof Breakpoints)[];

export function breakpointsFromParams(from: Pick<URLSearchParams, 'get'>): Breakpoints {
  return Object.assign(
    {},
    ...names.map((name) => {
      const text = from.get(params[name]);
      if (text === null || text === '') return {};
      const values = [Number(text), text === '1' ? true : text, text];
      const read = values
        .map((value) => breakpointsSchema.safeParse({ [name]: value }).data)
        .find((each) => each !== undefined);
      return read ?? {};
    }),
  ) as Breakpoints;
}

export function breakpointsToParams(breakpoints: Breakpoints, to: URLSearchParams): void {
  for (const name of names) {
    const value = breakpoints[name];
    if (value !== undefined) to.set(params[name], value === true ? '1' : String(value));
  }
}
