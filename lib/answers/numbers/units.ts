/**
 * Which words may stand behind a number without changing what it says: the units listed here, and things that are counted, which
 * stand in the plural. Labelled answers drop units only, references of word problems count things; any other word (`negative`,
 * `dozen`, `ahead`, `PM`) is part of the answer. Data and questions.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What stands before an amount as well as behind it. */
const CURRENCIES = words('usd eur gbp inr rs us cad aud jpy cny rmb chf dollar dollars euro euros pounds rupees yen');

/** Units by name and abbreviation, singular and irregular plural; a regular plural needs no place here. */
const UNITS = words(
  'm cm mm km dm nm um ft in yd mi meter metre kilometer kilometre centimeter centimetre millimeter millimetre decimeter micrometer nanometer ' +
    'inch inches foot feet yard mile furlong parsec lightyear hectare acre are sq square cu cubic unit ' +
    'l ml dl cl kl cc liter litre milliliter millilitre deciliter centiliter kiloliter gal gallon qt quart pt pint fl cup tbsp tablespoon tsp teaspoon barrel ' +
    'g kg mg ug lb lbs oz gram gramme kilogram milligram microgram pound ounce ton tonne stone carat grain ' +
    's sec secs min mins h hr hrs ms ns second minute hour day week fortnight month year yr yrs decade century centuries millennium millennia oclock ' +
    'deg degree rad radian grad rev revolution rotation rpm celsius centigrade fahrenheit kelvin f c st nd rd th ' +
    'j kj cal kcal calorie joule w kw mw watt kilowatt megawatt kwh v kv volt amp ampere ohm n newton pa kpa atm pascal hz khz mhz ghz hertz ' +
    'mol mole molar ppm ppb mph kph kmh knot bit byte kb mb gb tb kilobyte megabyte gigabyte pixel ' +
    'usd eur gbp inr rs cad aud jpy cny rmb chf dollar buck cent penny pence euro pound rupee yen yuan peso franc ruble ' +
    'point pt pts age piece item man men woman women person people child children mice geese teeth fish sheep dice',
);
/** What a unit may have around it: how large it is meant, and that it is all of it. */
const AROUND = words('old long wide tall high deep thick apart away total altogether');
/** Behind these any thing may stand: `cups of flour`, `dollars per ticket`, `a day`. */
const JOINTS = words('of per a an the');

/** No units, and no adjectives of one: they say how much, which way, when, or what is done with the number. */
const MEANINGFUL = words(
  'negative minus plus positive without neither none least most more less than fewer extra short under over above below between beyond within ' +
    'about approximately around nearly almost roughly maximum minimum greater larger smaller exceeding exceeds from until before after ' +
    'too very past ago hence now earlier later early late overdue ahead behind beneath front rear back forth fast slow ' +
    'through onwards onward divided multiplied modulo squared cubed square-root root remainder power base ' +
    'choose factorial half halves third thirds quarter quarters fourth fourths tens ones teens ' +
    'dozen dozens score hundred hundreds thousand thousands million millions billion billions trillion trillions ' +
    'noon midnight morning afternoon evening night north south east west left right clockwise up down out off ' +
    'counterclockwise anticlockwise loss losses losing lost win wins winning won debt debts owed deficit deficits gain gains gained ' +
    'profit profits increase decrease increases decreases lead trail leads trails surplus debit debits credit credits deposit deposits withdrawal withdrawals ' +
    'where when unless such that with each either both equals equal does cannot every other another squares zero double triple twice ' +
    'once thrice sine cosine tangent percent only exactly possibly always perhaps besides infinitely many infinite undefined true false even ' +
    'prime composite permille permil opposite reciprocal lakh lakhs crore crores gross and or not no to by mod bc ad bce ce am pm',
);
/** `sixteenths`, `hundredths`, `downwards`, `clockwise`. */
const MEANINGFUL_ENDING =
  /(?:fif|six|seven|eigh|nin|ten|eleven|twelf|teen|tie|hundred|thousand|llion)ths?$|wards?$|wise$/;
/** In UTF-16 code units; longer text is a sentence. */
const LONGEST_UNIT = 80;
/** A unit to a power, as text writes it: `cm^2`, `s^{-2}`, `m2`. Other digits are numbers. */
const POWER = /(?<=\p{L})(?:\s*\^\s*\{?\s*[-−]?\s*\d\s*\}?|[-−]?[23](?![\d\p{L}]))/gu;

export function withoutPowers(text: string): string {
  return text.replace(POWER, '');
}

/**
 * Such as `cm`, `m/s^2`, `square inches`, `dollars per hour`, `(apples)`, `red balls`: it ends in a unit that is listed or in
 * a plural, which is a thing that is counted, or in what such a thing is `of`. Behind a 1 a thing has no plural (`isOne`).
 */
export function isUnitText(text: string, isOne = false): boolean {
  if (text.length > LONGEST_UNIT) return false;
  const bare = withoutPowers(text.toLowerCase())
    .replace(/o['’]\s?clock/, 'oclock')
    .replace(/(?<=\p{L} )(?:squared|cubed)$/u, '');
  const found = bare.match(/\p{L}+/gu) ?? [];
  if (found.length === 0 || /[\d<>=+*^%]/.test(bare) || found.some(isMeaningful)) return false;
  let [hasUnit, isOpen, isJoined] = [false, false, false];
  for (const [index, word] of found.entries()) {
    const isLast = index === found.length - 1;
    const isNamed =
      isUnitWord(word) || (isLast && (word === 'a' || (isOne && word.length > 2))) || (hasUnit && AROUND.has(word));
    const isJoint = JOINTS.has(word) && !isNamed;
    if (!isJoint && !isNamed && !isJoined && word.length < 3) return false;
    hasUnit ||= isNamed;
    isOpen = isJoint || !(isNamed || isJoined);
    isJoined = isJoint;
  }
  return !isOpen;
}

function isMeaningful(word: string): boolean {
  return MEANINGFUL.has(word) || MEANINGFUL_ENDING.test(word);
}

function isUnitWord(word: string): boolean {
  return UNITS.has(word) || (/^[a-z]{3,}s$/.test(word) && !word.endsWith('ss')) || !/^[a-z]+$/.test(word);
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
