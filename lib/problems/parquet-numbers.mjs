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
 * The same of half precision, which has eleven bits.
 * @param {number} value
 * @returns {number}
 */
export function shortestHalf(value) {
  for (let digits = 1; digits <= 5; digits++) {
    const short = Number(value.toPrecision(digits));
    if (halfOf(short) === value) return short;
  }
  return value;
}

/**
 * The nearest number of half precision, as far as it has one.
 * @param {number} value
 */
function halfOf(value) {
  if (value === 0 || !Number.isFinite(value)) return value;
  const step = 2 ** (Math.max(-14, Math.floor(Math.log2(Math.abs(value)))) - 10);
  const whole = Math.floor(value / step);
  const rest = value / step - whole;
  const isUp = rest > 0.5 || (rest === 0.5 && whole % 2 !== 0);
  return (isUp ? whole + 1 : whole) * step;
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
