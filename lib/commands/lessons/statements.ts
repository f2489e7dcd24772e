/**
 * What the problems of lessons ask, in the languages that the models do not know. By the name of the problem in its set; one that
 * a rule finds anew has none until somebody writes it down here. Knows no lesson.
 */
import type { Language } from '@/lib/words';

type Others = Readonly<Record<Exclude<Language, 'en'>, string>>;

export const statements: Readonly<Record<string, Others>> = {
  'dev/algebraic-expressions/5-1.json': { zh: '已知 $x = 6$，求 $(3x + 3)(5x - 27) + 4x$ 的值。' },
  'dev/exponents/5-2.json': { zh: '把 $9^{3} \\times 27^{6} / 3^{5}$ 写成 $3$ 的幂。' },
  'dev/fractions/2-2.json': { zh: '计算 $\\frac{1}{2} \\times \\frac{8}{11}$，结果化为最简分数。' },
  'dev/fractions/4-2.json': { zh: '计算 $\\frac{11}{18} - \\frac{8}{15}$，结果化为最简分数。' },
  'dev/linear-equations/2-4.json': { zh: '解方程（求 $x$）：$11x + 15 = 5x + 33$。' },
  'dev/percentages/2-2.json': { zh: '一家店有 $300$ 本书，卖出 $85\\%$，还剩多少本？' },
  'dev/percentages/5-3.json': {
    zh: '米娅买 $25$ 本书，每本 $5$ 美元。店家先降价 $60\\%$，再加 $38\\%$ 的税。她一共付多少美元？',
  },
  'dev/probability/2-2.json': {
    zh: '袋中有 $6$ 个红球、$11$ 个蓝球和 $15$ 个绿球，取出一个，求它不是红球的概率（最简分数）。',
  },
  'dev/remainders/2-2.json': { zh: '求 $3 \\times 6 + 12$ 除以 $4$ 的余数。' },
  'dev/units/5-3.json': {
    zh: '汤姆买了 $6$ 袋米（每袋 $400$ 克）和 $2$ 袋豆（每袋 $800$ 克），每千克 $18$ 美元，一共付多少美元？',
  },
  'dev/units/4-4.json': {
    zh: '一箱货物里，箱子重 $4$ 千克 $900$ 克，装有 $14$ 罐，每罐 $95$ 克。求 $3$ 箱这样的货物共重多少克。',
  },
};
