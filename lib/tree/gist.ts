/**
 * One readable line from a step's text: markup dropped, LaTeX turned into plain characters where that reads better than
 * source. A gist is a hint, not a rendering; the typeset text is shown elsewhere. Any input is safe and bounded.
 */

/** Source characters that are looked at; a step's meaning is at its start. */
const sourceLimit = 600;
/** Longest gist, in code units, the ellipsis included. */
const gistLimit = 140;

const symbols: Readonly<Record<string, string>> = {
  cdot: '·',
  times: '×',
  div: '÷',
  pm: '±',
  mp: '∓',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  approx: '≈',
  equiv: '≡',
  infty: '∞',
  pi: 'π',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  sigma: 'σ',
  phi: 'φ',
  omega: 'ω',
  sum: 'Σ',
  prod: 'Π',
  int: '∫',
  to: '→',
  rightarrow: '→',
  Rightarrow: '⇒',
  implies: '⇒',
  iff: '⇔',
  in: '∈',
  cup: '∪',
  cap: '∩',
  mid: '|',
  ldots: '…',
  dots: '…',
  cdots: '…',
  circ: '°',
  degree: '°',
  angle: '∠',
  triangle: '△',
  therefore: '∴',
  quad: ' ',
  qquad: ' ',
  bmod: ' mod ',
  equal: '=',
  lfloor: '⌊',
  rfloor: '⌋',
  lceil: '⌈',
  rceil: '⌉',
  log: 'log',
  ln: 'ln',
  sin: 'sin',
  cos: 'cos',
  tan: 'tan',
  gcd: 'gcd',
  max: 'max',
  min: 'min',
};
const superscripts = new Map(Array.from('0123456789+-n', (plain, i) => [plain, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ'[i]!]));

/** At most 140 characters of plain text on one line; empty for text without visible characters. */
export function gistOf(text: string): string {
  const line = text
    .slice(0, sourceLimit)
    .replace(/^\s*#{1,6}\s*(?:Step\s*\d+\s*[:.]?)?\s*/i, '')
    .replace(/\n\s*#{1,6}\s*/g, ' ')
    .replace(/\*\*/g, '')
    // A heading and what follows read as one sentence.
    .replace(/([^\s.:;,!?])\n+(?=\S)/g, '$1: ')
    // Control characters have no picture.
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ');
  const plain = plainMath(line).replace(/\s+/g, ' ').trim();
  return plain.length <= gistLimit ? plain : `${plain.slice(0, gistLimit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** All of a step as it is read: formulas in plain letters, as far as these can say them. Lines that are none a person reads stay as they are. */
export function plainOf(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line.length > sourceLimit ? line : plainMath(line.replace(/^\s*#{1,6}\s*/, '').replace(/\*\*/g, '')).trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function plainMath(line: string): string {
  let text = line
    // A formula on a line of its own stands apart, one in the line does not.
    .replace(/\\\[|\\\](?!\s*[.,;:!?])/g, ' ')
    .replace(/\s*\\\]/g, '')
    .replace(/\\[()]/g, '')
    .replace(/(^|[^\\])\${2,}(?!\s*[.,;:!?])/g, '$1 ')
    .replace(/(^|[^\\])\$+/g, '$1')
    .replace(/\\\$/g, '$');
  // Innermost first, so nested fractions come out right; three levels are enough for one line.
  for (let depth = 0; depth < 3; depth++) {
    text = text
      .replace(
        /\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g,
        (_, above: string, below: string) => `${bracket(above)}/${bracket(below)}`,
      )
      .replace(/\\sqrt\s*\{([^{}]*)\}/g, (_, inner: string) => `√${bracket(inner)}`)
      .replace(/\\(?:text|mathrm|mathbf|mathit|operatorname|boxed|fbox|textbf|mbox)\s*\{([^{}]*)\}/g, '$1')
      .replace(/\\pmod\s*\{([^{}]*)\}/g, '(mod $1)')
      .replace(/\^\s*\{([^{}]{1,12})\}/g, (_, power: string) => raised(power));
  }
  return text
    .replace(/\^\s*(\w)/g, (_, power: string) => raised(power))
    .replace(/\\[,;:!> ]|~/g, ' ')
    .replace(/\\(?:left|right|big|Big|displaystyle|limits)(?![a-zA-Z])/g, '')
    .replace(/\\([a-zA-Z]+)/g, (whole, name: string) => symbols[name] ?? whole.slice(1))
    .replace(/\\([{}%#&_])/g, '$1')
    .replace(/\{([^{}]*)\}/g, '$1');
}

function bracket(inner: string): string {
  return /^[\w.°πθ√]*$/.test(inner.trim()) ? inner.trim() : `(${inner.trim()})`;
}

function raised(power: string): string {
  const marks = Array.from(power.trim(), (character) => superscripts.get(character));
  return marks.every((mark) => mark !== undefined) ? marks.join('') : `^${bracket(power)}`;
}
