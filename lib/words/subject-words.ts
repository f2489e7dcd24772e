/** Subjects of the bundled problems, by the names that the sets have for them. Those of other sets are theirs, and stay as they are. */
import { asText, type Text } from './text';

const subjectTexts = {
  'order of operations': { en: 'order of operations', zh: '运算顺序' },
  'linear equations': { en: 'linear equations', zh: '一元一次方程' },
  'systems of equations': { en: 'systems of equations', zh: '方程组' },
  'algebraic expressions': { en: 'algebraic expressions', zh: '代数式' },
  exponents: { en: 'exponents', zh: '幂' },
  fractions: { en: 'fractions', zh: '分数' },
  percentages: { en: 'percentages', zh: '百分数' },
  remainders: { en: 'remainders', zh: '余数' },
  divisors: { en: 'divisors', zh: '约数与倍数' },
  'arithmetic sequences': { en: 'arithmetic sequences', zh: '等差数列' },
  averages: { en: 'averages', zh: '平均数' },
  probability: { en: 'probability', zh: '概率' },
  geometry: { en: 'geometry', zh: '几何' },
  rates: { en: 'rates', zh: '速度与效率' },
  units: { en: 'units', zh: '单位' },
  'word problems': { en: 'word problems', zh: '应用题' },
} as const satisfies Readonly<Record<string, Text>>;

/** A subject in every language where it is one of ours, else as it is called. */
export function subjectText(subject: string): Text {
  return Object.entries(subjectTexts).find(([name]) => name === subject)?.[1] ?? asText(subject);
}
