/**
 * Which words may stand behind a number without changing what it says: units, currencies, and the things that are counted.
 * A word that is none of them (`negative`, `dozen`, `at least`, `PM`) is part of the answer. Data and one question.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What stands before an amount as well as behind it. */
const CURRENCIES = words('usd eur gbp inr rs us cad aud jpy cny rmb chf dollar dollars euro euros pounds rupees yen');

/** Words of up to three letters are units only when they are here. */
const SHORT = words(
  'a an the of per in on at s m g l j n w v c f h cm mm km dm nm um ft yd mi mm hr hrs min sec day lb lbs oz kg mg ml dl cl kl ' +
    'mph kph kmh kw kj kb mb gb tb hz khz mhz ghz pa kpa atm mol deg rad rev rpm eur cal sq cu ppm gal pt qt usd ' +
    'gbp inr rs us cad aud jpy cny rmb chf yen won ml bit age man men cup cat dog box egg pen way boy set car bus pie key hen cow pig ' +
    'bag jar can old st nd rd th toy hat cap nut tie pin kid bee ant fox lot ton tin mat bar pot cub',
);

/** Longer ones are units unless they are here: they say how much, which way, when, or what is done with the number. */
const MEANINGFUL = words(
  'negative minus plus positive without neither none least most more less than fewer under over above below between beyond within ' +
    'about approximately around nearly almost roughly maximum minimum greater larger smaller exceeding exceeds from until before after ' +
    'through onwards onward upwards downwards divided multiplied modulo squared cubed square-root root remainder power base ' +
    'choose factorial half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths eighth eighths ' +
    'ninth ninths tenth tenths hundredth hundredths thousandth thousandths dozen dozens score hundred hundreds thousand thousands million ' +
    'millions billion billions trillion trillions noon midnight morning afternoon evening night north south east west left right clockwise ' +
    'counterclockwise anticlockwise loss debt owed deficit gain profit increase decrease increases decreases ' +
    'where when unless such that with each either both equals equal does cannot every other another squares zero double triple twice ' +
    'once thrice sine cosine tangent percent percentage only exactly possibly infinitely many infinite undefined true false even ' +
    'prime composite permille permil opposite reciprocal lakh lakhs crore crores gross',
);

/** Such as `cm`, `square inches`, `dollars per hour`, `(apples)`. */
export function isUnitText(text: string): boolean {
  const found = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return (
    found.length > 0 &&
    !/[\d<>=+*^]/.test(text) &&
    found.every((word) => (word.length <= 3 ? SHORT.has(word) || !/^[a-z]+$/.test(word) : !MEANINGFUL.has(word)))
  );
}

export function isCurrencyText(text: string): boolean {
  return CURRENCIES.has(text.toLowerCase().replace(/[^\p{L}]/gu, ''));
}

/** Behind degrees a letter is a scale of temperature, which is a unit, or a direction, which is not. */
export function isScale(letter: string): boolean {
  return /^[CFK]$/.test(letter);
}

export function isDirection(text: string): boolean {
  return /^\W*[NSEW]\W*$/i.test(text);
}

const LENGTHS = ['m', 'km', 'cm', 'mm', 'ft', 'mi', 'in', 'yd'];
const TIMES = ['s', 'h', 'hr', 'min', 'sec', 's^2', 'h^2'];

/** Fractions of single letters that are units when nothing but a number stands before them: `20 \frac{m}{s}`. */
const FRACTIONS: ReadonlySet<string> = new Set(
  LENGTHS.flatMap((length) => TIMES.map((time) => `${length}/${time}`)).concat(
    'g/mL g/ml g/L g/cm^3 kg/m^3 kg/L L/s L/min mol/L N/m N/m^2 J/s J/kg kg/s'.split(' '),
  ),
);

export function isUnitFraction(top: string, bottom: string): boolean {
  return FRACTIONS.has(`${top}/${bottom}`);
}
