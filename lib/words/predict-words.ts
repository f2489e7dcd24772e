/** What is said around a guess, in every language. */
import type { Text } from './text';

export const predictWords = {
  open: { en: 'Predict', zh: '猜一猜' },
  openHint: { en: 'Guess the next decision before it is shown', zh: '在显示之前先猜下一个决定' },
  none: { en: 'No decision follows that could be guessed.', zh: '后面没有可以猜的决定了。' },
  whoLives: { en: 'Who lives? {lives} of {of} go on.', zh: '谁能活下来？{of} 个里有 {lives} 个继续。' },
  whichWins: { en: 'Which answer will be chosen?', zh: '哪个答案会被选中？' },
  hands: { en: 'Hands for {option}', zh: '选 {option} 的举手人数' },
  reveal: { en: 'Show', zh: '揭晓' },
  again: { en: 'Next decision', zh: '下一个决定' },
  close: { en: 'Close', zh: '关闭' },
  lives: { en: 'lives', zh: '活下来' },
  cut: { en: 'cut', zh: '被剪掉' },
  chosen: { en: 'chosen', zh: '被选中' },
  notChosen: { en: 'not chosen', zh: '没被选中' },
  right: { en: 'right', zh: '对' },
  wrong: { en: 'wrong', zh: '错' },
  guessed: { en: 'your guess', zh: '你的猜测' },
  asVerifier: { en: 'As the search decided: {right} of {of}', zh: '与搜索的决定一致：{of} 个里 {right} 个' },
  asTruth: { en: 'As is true: {right} of {of}', zh: '与真相一致：{of} 个里 {right} 个' },
  verifierAsTruth: { en: 'The search itself: {right} of {of}', zh: '搜索本身：{of} 个里 {right} 个' },
  keys: { en: 'Keys 1 to {of} choose, Enter shows, Esc closes.', zh: '按 1 到 {of} 选择，回车揭晓，Esc 关闭。' },
} as const satisfies Readonly<Record<string, Text>>;
