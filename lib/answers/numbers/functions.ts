/**
 * The named functions an answer may contain, on complex doubles, and which names mean the same function.
 * Functions that are not here stay opaque: equal only to themselves at equal arguments.
 */
import { plain } from './complex';

type Plain = readonly [re: number, im: number];
type PlainFunction = (z: Plain) => Plain;

const ONE: Plain = [1, 0];
const I: Plain = [0, 1];

const reciprocalOf =
  (f: PlainFunction): PlainFunction =>
  (z) =>
    plain.divide(ONE, f(z));
const ofReciprocal =
  (f: PlainFunction): PlainFunction =>
  (z) =>
    f(plain.divide(ONE, z));
const ratio =
  (over: PlainFunction, under: PlainFunction): PlainFunction =>
  (z) =>
    plain.divide(over(z), under(z));
const onReal =
  (f: (x: number) => number): PlainFunction =>
  ([re, im]) =>
    im === 0 ? [f(re), 0] : [NaN, NaN];

const arcsine: PlainFunction = (z) => {
  if (z[1] === 0 && Math.abs(z[0]) <= 1) return [Math.asin(z[0]), 0];
  const inside = plain.add(plain.multiply(I, z), plain.sqrt(plain.subtract(ONE, plain.multiply(z, z))));
  return plain.multiply([0, -1], plain.log(inside));
};
const arccosine: PlainFunction = (z) => plain.subtract([Math.PI / 2, 0], arcsine(z));
const arctangent: PlainFunction = (z) => {
  if (z[1] === 0) return [Math.atan(z[0]), 0];
  const turned = plain.multiply(I, z);
  return plain.multiply(
    [0, 0.5],
    plain.subtract(plain.log(plain.subtract(ONE, turned)), plain.log(plain.add(ONE, turned))),
  );
};
const areaSine: PlainFunction = (z) => plain.log(plain.add(z, plain.sqrt(plain.add(plain.multiply(z, z), ONE))));
const areaCosine: PlainFunction = (z) =>
  plain.log(plain.add(z, plain.multiply(plain.sqrt(plain.add(z, ONE)), plain.sqrt(plain.subtract(z, ONE)))));
const areaTangent: PlainFunction = (z) =>
  plain.multiply([0.5, 0], plain.subtract(plain.log(plain.add(ONE, z)), plain.log(plain.subtract(ONE, z))));

/** z! = Γ(z + 1) by Lanczos' approximation (g = 7, n = 9), about 15 digits for the small arguments of samples. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const gammaFactorial: PlainFunction = (z) => {
  if (z[0] < -0.5) {
    // Reflection: z! (-z)! = πz / sin(πz).
    const turned = plain.multiply([Math.PI, 0], z);
    return plain.divide(turned, plain.multiply(plain.sin(turned), gammaFactorial([-z[0], -z[1]])));
  }
  let series: Plain = [LANCZOS[0]!, 0];
  for (let i = 1; i < LANCZOS.length; i++)
    series = plain.add(series, plain.divide([LANCZOS[i]!, 0], plain.add(z, [i, 0])));
  const shifted = plain.add(z, [7.5, 0]);
  const exponent = plain.subtract(plain.multiply(plain.add(z, [0.5, 0]), plain.log(shifted)), shifted);
  return plain.multiply(plain.multiply([Math.sqrt(2 * Math.PI), 0], plain.exp(exponent)), series);
};

/** By canonical name; `log` without a base is natural, as in the MATH answers and every grader compared with. */
const NAMED: Readonly<Record<string, PlainFunction>> = {
  sin: plain.sin,
  cis: (z) => plain.exp(plain.multiply(I, z)),
  cos: plain.cos,
  tan: ratio(plain.sin, plain.cos),
  cot: ratio(plain.cos, plain.sin),
  sec: reciprocalOf(plain.cos),
  csc: reciprocalOf(plain.sin),
  sinh: plain.sinh,
  cosh: plain.cosh,
  tanh: ratio(plain.sinh, plain.cosh),
  coth: ratio(plain.cosh, plain.sinh),
  sech: reciprocalOf(plain.cosh),
  csch: reciprocalOf(plain.sinh),
  arcsin: arcsine,
  arccos: arccosine,
  arctan: arctangent,
  arccot: ofReciprocal(arctangent),
  arcsec: ofReciprocal(arccosine),
  arccsc: ofReciprocal(arcsine),
  arcsinh: areaSine,
  arccosh: areaCosine,
  arctanh: areaTangent,
  arccoth: ofReciprocal(areaTangent),
  arcsech: ofReciprocal(areaCosine),
  arccsch: ofReciprocal(areaSine),
  exp: plain.exp,
  ln: plain.log,
  lg: ratio(plain.log, () => [Math.LN10, 0]),
  sqrt: plain.sqrt,
  cbrt: ([re, im]) => (im === 0 ? [Math.cbrt(re), 0] : plain.exp(plain.divide(plain.log([re, im]), [3, 0]))),
  abs: ([re, im]) => [Math.hypot(re, im), 0],
  arg: ([re, im]) => [Math.atan2(im, re), 0],
  sign: onReal(Math.sign),
  floor: onReal(Math.floor),
  ceil: onReal(Math.ceil),
  round: onReal(Math.round),
  factorial: gammaFactorial,
  re: ([re]) => [re, 0],
  im: ([, im]) => [im, 0],
  conj: ([re, im]) => [re, -im],
};

const CIRCULAR = ['sin', 'cos', 'tan', 'cot', 'sec', 'csc'];
const HYPERBOLIC = CIRCULAR.map((name) => `${name}h`);

const ALIASES = new Map<string, string>([
  ['log', 'ln'],
  ['Re', 're'],
  ['Im', 'im'],
  ['sgn', 'sign'],
  ['tg', 'tan'],
  ['ctg', 'cot'],
  ['cosec', 'csc'],
  ['sen', 'sin'],
  ...Object.keys(NAMED).map((name): [string, string] => [name, name]),
  ...CIRCULAR.map((name): [string, string] => [`a${name}`, `arc${name}`]),
  ...HYPERBOLIC.flatMap((name): [string, string][] => [
    [`a${name}`, `arc${name}`],
    [`ar${name}`, `arc${name}`],
  ]),
]);

/** Functions of several arguments; evaluated exactly where they can be, else opaque. */
export const SEVERAL_ARGUMENTS: ReadonlySet<string> = new Set([
  'max',
  'min',
  'gcd',
  'lcm',
  'binom',
  'nCr',
  'nPr',
  'root',
  'nthroot',
  'mod',
]);

/** The canonical name, e.g. `arcsin` for `asin`; undefined when the name is no function of one argument. */
export function functionName(name: string): string | undefined {
  return ALIASES.get(name);
}

export function isFunctionName(name: string): boolean {
  return ALIASES.has(name) || SEVERAL_ARGUMENTS.has(name);
}

/** Every spelling of at least three letters, longest first, to find a function inside a run of letters. */
export const FUNCTION_SPELLINGS: readonly string[] = [...ALIASES.keys(), ...SEVERAL_ARGUMENTS]
  .filter((name) => name.length >= 3)
  .sort((a, b) => b.length - a.length);

/** The function of a canonical name, or undefined. */
export function namedFunction(name: string): PlainFunction | undefined {
  return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
}

/** The inverse that `\sin^{-1}` means; undefined for functions without one. */
export function inverseName(name: string): string | undefined {
  return CIRCULAR.includes(name) || HYPERBOLIC.includes(name) ? `arc${name}` : undefined;
}

/** Whether degrees inside this function's argument mean an angle. */
export function takesAngle(name: string): boolean {
  return name === 'cis' || CIRCULAR.includes(name);
}
