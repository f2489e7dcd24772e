/**
 * How a bench ends: with its ratios on the last line, which `npm run bench` reads and keeps. Ratios are compared over months
 * and machines, seconds are not; what has nothing of its own to be compared with is compared with the yardstick.
 */

/** Writes the ratios as the last line of this process, to four digits. Throws when one is not a number. */
export function printRatios(ratios: Readonly<Record<string, number>>): void {
  const rounded = Object.entries(ratios).map(([name, ratio]) => {
    if (!Number.isFinite(ratio)) throw new Error(`The ratio “${name}” is ${ratio}: nothing was measured.`);
    return [name, Number(ratio.toPrecision(4))] as const;
  });
  process.stdout.write(`ratios ${JSON.stringify(Object.fromEntries(rounded))}\n`);
}

/**
 * Milliseconds that a fixed piece of plain work takes here, the shortest of nine: 100,000 numbers drawn and sorted. Uses
 * nothing from around it, so that a page can run it too.
 */
export function yardstickMs(): number {
  let shortest = Infinity;
  for (let round = 0; round < 9; round++) {
    const startedAt = performance.now();
    let state = 1;
    const numbers: number[] = [];
    for (let i = 0; i < 100_000; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      numbers.push(state);
    }
    numbers.sort((one, other) => one - other);
    shortest = Math.min(shortest, performance.now() - startedAt);
  }
  return shortest;
}
