/**
 * For tests: how much is gone through by what a piece of work asks of lists, maps and sets, counted and not timed. Knows
 * nothing of the work.
 */

/** What touches no more than the things it is given. */
const ofOne = new Set(['at', 'push', 'pop', 'constructor', 'keys', 'values', 'entries', Symbol.iterator]);

type Method = (this: { readonly length?: number }, ...args: unknown[]) => unknown;

/**
 * Things that lists, maps and sets went through for `work`: those that a method was given a function for and called it with, those
 * behind the place for `splice` and `slice`, all of a list for other methods, and each that is handed on one after the other. What
 * is read by its number, and what lies in plain objects, is not counted.
 */
export function countThings(work: () => void): number {
  let things = 0;
  const undo: (() => void)[] = [];
  const replace = (owner: object, name: string | symbol, counted: (method: Method) => Method) => {
    const before = Object.getOwnPropertyDescriptor(owner, name)!;
    Object.defineProperty(owner, name, { ...before, value: counted(before.value as Method) });
    undo.push(() => Object.defineProperty(owner, name, before));
  };
  const step = () => things++;
  for (const { prototype } of [Array, Map, Set])
    for (const name of Reflect.ownKeys(prototype)) {
      const isMethod = typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === 'function';
      if (!isMethod || ofOne.has(name)) continue;
      replace(
        prototype,
        name,
        (method) =>
          function (...args) {
            const [first, ...rest] = args;
            if (typeof first === 'function') return method.call(this, counting(first as Method, step), ...rest);
            const isBehind = name === 'splice' || name === 'slice';
            things += (this.length ?? 1) - (isBehind ? Number(first ?? 0) : 0);
            return method.apply(this, args);
          },
      );
    }
  for (const iterator of [[].values(), new Map().entries(), new Set().values()])
    replace(
      Object.getPrototypeOf(iterator) as object,
      'next',
      (method) =>
        function () {
          step();
          return method.call(this);
        },
    );
  try {
    work();
  } finally {
    for (const each of undo.toReversed()) each();
  }
  return things;
}

function counting(given: Method, step: () => void): Method {
  return function (...args) {
    step();
    return given.apply(this, args);
  };
}
