/** The numbers that a rule decided by, as a page writes them: rules name them as code does, and give each its own range. */

/** `effectiveSize` is read “Effective size”. */
export function measureTitle(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

export function amountWords(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
