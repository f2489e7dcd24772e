/**
 * Tables of the LaTeX commands and Unicode characters that answers use, by what the tokeniser does with them.
 * Data only.
 */

/** Unicode characters as the LaTeX that means the same. Currency signs vanish: an amount is compared as a number. */
export const UNICODE: ReadonlyMap<string, string> = new Map([
  ['π', '\\pi '],
  ['∞', '\\infty '],
  ['√', '\\sqrt '],
  ['≤', '\\le '],
  ['≥', '\\ge '],
  ['⩽', '\\le '],
  ['⩾', '\\ge '],
  ['≠', '\\ne '],
  ['≈', '\\approx '],
  ['×', '\\times '],
  ['·', '\\cdot '],
  ['⋅', '\\cdot '],
  ['÷', '/'],
  ['⁄', '/'],
  ['−', '-'],
  ['–', '-'],
  ['—', '-'],
  ['±', '\\pm '],
  ['∓', '\\mp '],
  ['⁰', '^0'],
  ['¹', '^1'],
  ['²', '^2'],
  ['³', '^3'],
  ['⁴', '^4'],
  ['⁵', '^5'],
  ['⁶', '^6'],
  ['⁷', '^7'],
  ['⁸', '^8'],
  ['⁹', '^9'],
  ['₀', '_0'],
  ['₁', '_1'],
  ['₂', '_2'],
  ['₃', '_3'],
  ['₄', '_4'],
  ['₅', '_5'],
  ['₆', '_6'],
  ['₇', '_7'],
  ['₈', '_8'],
  ['₉', '_9'],
  ['°', '^\\circ '],
  ['∪', '\\cup '],
  ['∩', '\\cap '],
  ['∖', '\\setminus '],
  ['∈', '\\in '],
  ['∉', '\\notin '],
  ['∋', '\\ni '],
  ['∌', '\\not\\ni '],
  ['⊂', '\\subset '],
  ['⊆', '\\subseteq '],
  ['⊃', '\\supset '],
  ['⊇', '\\supseteq '],
  ['⊄', '\\not\\subset '],
  ['⊈', '\\not\\subseteq '],
  ['⊅', '\\not\\supset '],
  ['⊉', '\\not\\supseteq '],
  ['∅', '\\emptyset '],
  ['ℝ', '\\mathbb{R}'],
  ['ℤ', '\\mathbb{Z}'],
  ['ℕ', '\\mathbb{N}'],
  ['ℚ', '\\mathbb{Q}'],
  ['ℂ', '\\mathbb{C}'],
  ['½', '\\frac12 '],
  ['⅓', '\\frac13 '],
  ['⅔', '\\frac23 '],
  ['¼', '\\frac14 '],
  ['¾', '\\frac34 '],
  ['⅕', '\\frac15 '],
  ['⅖', '\\frac25 '],
  ['⅗', '\\frac35 '],
  ['⅘', '\\frac45 '],
  ['⅙', '\\frac16 '],
  ['⅚', '\\frac56 '],
  ['⅐', '\\frac17 '],
  ['⅛', '\\frac18 '],
  ['⅜', '\\frac38 '],
  ['⅝', '\\frac58 '],
  ['⅞', '\\frac78 '],
  ['⅑', '\\frac19 '],
  ['⅒', '\\frac{1}{10} '],
  ['∠', '\\angle '],
  ['△', '\\triangle '],
  ['∫', '\\int '],
  ['∑', '\\sum '],
  ['∏', '\\prod '],
  ['→', '\\to '],
  ['⟨', '\\langle '],
  ['⟩', '\\rangle '],
  ['α', '\\alpha '],
  ['β', '\\beta '],
  ['γ', '\\gamma '],
  ['δ', '\\delta '],
  ['θ', '\\theta '],
  ['λ', '\\lambda '],
  ['μ', '\\mu '],
  ['φ', '\\phi '],
  ['ω', '\\omega '],
  ['，', ','],
  ['；', ';'],
  ['：', ':'],
  ['（', '('],
  ['）', ')'],
  ['。', '.'],
  ['…', '\\ldots '],
  ['′', "'"],
  ['’', "'"],
  ['€', ''],
  ['£', ''],
  ['¥', ''],
  ['₹', ''],
  ['¢', '\\text{cents}'],
]);

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Commands that change only the look. */
export const DROPPED = words(
  'big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle scriptstyle limits nolimits rm bf it tt sf ' +
    'tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge ' +
    'middle hline boldsymbol mathstrut strut itshape bfseries therefore allowbreak nobreak mathop mathopen mathclose mathord mathbin mathrel',
);

/** Commands that are white space. */
export const SPACING = words('quad qquad enspace thinspace medspace thickspace space newline');

/** Commands whose group is not part of the answer. */
export const SKIPPED_GROUP = words('hspace vspace phantom hphantom vphantom label tag color textcolor colorbox');

/** Commands whose group stands for itself. */
export const TRANSPARENT = words('boxed fbox framebox ensuremath mathbf mathit bm underline cancel smash mathstrut');

/** Commands whose group is text. */
export const TEXTUAL = words(
  'text mbox hbox textbf textit textrm textnormal textsf texttt textup textsc textmd textsl emph mathrm mathsf mathtt operatorname',
);

/** Commands for a single character. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['vert', '|'],
  ['mid', '|'],
  ['lvert', '|('],
  ['rvert', '|)'],
  ['Vert', '|'],
  ['lbrack', '['],
  ['rbrack', ']'],
  ['lbrace', '\\{'],
  ['rbrace', '\\}'],
  ['lparen', '('],
  ['rparen', ')'],
  ['colon', ':'],
  ['ast', '*'],
  ['times', '*'],
  ['cdot', '*'],
  ['div', '/'],
  ['lt', '<'],
  ['gt', '>'],
  ['prime', "'"],
  ['percent', '%'],
  ['backslash', '\\backslash'],
]);

export const GREEK = words(
  'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho varrho sigma tau upsilon phi ' +
    'varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar',
);

/** Commands that put a mark on a name: the name with its mark is one variable. */
export const DECORATIONS = words(
  'overline bar vec hat tilde widehat overrightarrow overleftrightarrow widetilde dot ddot',
);

/** Short unit names; a run of four letters or more behind a number is a unit without being listed. */
export const SHORT_UNITS = words(
  'cm mm km dm nm ft in yd mi hr hrs min mins sec secs day lb lbs oz kg mg ml dl cl mph kph kmh pct deg rad usd eur cal rpm sq cu mol kw kj per',
);

/** Other commands the grammar knows; needed to split `\quadx` or `\cotx` where a space is missing. */
export const OTHER_COMMANDS = words(
  'left right frac dfrac tfrac cfrac sqrt pi infty binom dbinom tbinom choose over emptyset varnothing mathbb Bbb mathcal begin end langle rangle lfloor ' +
    'rfloor lceil rceil cup cap setminus bigcup le leq leqslant ge geq geqslant ne neq approx approxeq thickapprox doteq simeq equiv in notin ni not subset subseteq supset ' +
    'supseteq to rightarrow Rightarrow implies sim cong circ degree pm mp bmod mod pmod dots ldots cdots sum prod int iint oint lim angle triangle log',
);
