// @ts-check
/** Numbers of column formats as text without digits that nobody wrote, and with all that somebody did. */

/**
 * The shortest decimal that is this single-precision number: 0.1, not 0.10000000149011612.
 * @param {number} value
 * @returns {number}
 */
export function shortestSingle(value) {
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return value;
}

/**
 * A fixed-point number with all of its digits.
 * @param {bigint} unscaled
 * @param {number} scale digits behind the point
 */
export function decimalText(unscaled, scale) {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return scale <= 0
    ? `${sign}${digits}${'0'.repeat(-scale)}`
    : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * The whole number in big-endian two's complement.
 * @param {Uint8Array | undefined} bytes
 */
export function wholeOfBytes(bytes) {
  if (bytes === undefined) return undefined;
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return BigInt.asIntN(8 * bytes.length, value);
}
