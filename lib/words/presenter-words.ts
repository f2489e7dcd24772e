/** What is said in front of others, in every language. */
import type { Text } from './text';

export const presenterWords = {
  writing: { en: 'Step {step} is being written, {count} at a time.', zh: '正在写第 {step} 步，同时写 {count} 个。' },
  decided: {
    en: 'Step {step}: {lives} of {of} live on, the best scores {best}.',
    zh: '第 {step} 步：{of} 个里 {lives} 个活下来，最高分 {best}。',
  },
  decidedUnscored: { en: 'Step {step}: {lives} of {of} live on.', zh: '第 {step} 步：{of} 个里 {lives} 个活下来。' },
  chosen: { en: 'The answer is chosen: {answer}.', zh: '选出了答案：{answer}。' },
  noAnswer: { en: 'No answer could be chosen.', zh: '没有能选的答案。' },
  nothing: { en: 'The problem is read.', zh: '正在读题。' },
  present: { en: 'Present: large words, nothing else', zh: '演示：大字，别的都不显示' },
  notes: { en: 'Speaker notes', zh: '讲者备注' },
  notesHint: { en: 'Opens the notes in a second window that follows this one', zh: '在第二个窗口打开备注，跟随本页' },
  nextWords: { en: 'Next', zh: '接下来' },
  waiting: {
    en: 'Open the lesson in another window of this browser; its notes appear here.',
    zh: '请在本浏览器的另一个窗口打开这节课，备注会显示在这里。',
  },
  fallback: { en: 'Recorded: the live run failed', zh: '录制的运行（实时运行出了问题）' },
} as const satisfies Readonly<Record<string, Text>>;
