/** What is said the same on several pages: how a run stands, right and wrong, times, what waits to be gone for good. */
import type { Text } from './text';

export const sharedWords = {
  running: { en: 'Running', zh: '运行中' },
  paused: { en: 'Paused', zh: '已暂停' },
  finished: { en: 'Finished', zh: '已完成' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
  failed: { en: 'Failed', zh: '已失败' },
  right: { en: 'Right', zh: '正确' },
  wrong: { en: 'Wrong', zh: '错误' },
  noAnswer: { en: 'no answer', zh: '没有答案' },
  justNow: { en: 'just now', zh: '刚刚' },
  minutesAgo: { en: '{minutes} min ago', zh: '{minutes} 分钟前' },
  hoursAgo: { en: '{hours} h ago', zh: '{hours} 小时前' },
  daysAgo: { en: '{days} {days:day|days} ago', zh: '{days} 天前' },
  serverDown: { en: 'The server is down', zh: '服务器没有响应' },
  tryNow: { en: 'Try now', zh: '立即重试' },
  keepIt: { en: 'Keep it', zh: '保留' },
  remove: { en: 'Delete', zh: '删除' },
  removeOf: { en: 'Delete: {what}', zh: '删除：{what}' },
  undo: { en: 'Undo', zh: '撤销' },
  star: { en: 'Star: {what}', zh: '加星标：{what}' },
  starIt: { en: 'Star it', zh: '加星标' },
  unstar: { en: 'Take the star away', zh: '取消星标' },
  downloadLog: { en: 'Download the log', zh: '下载日志' },
  downloadLogOf: { en: 'Download the log: {what}', zh: '下载日志：{what}' },
  numberNeeded: { en: 'A number is needed.', zh: '请输入数字。' },
  wholeNeeded: { en: 'A whole number is needed.', zh: '请输入整数。' },
  fromTo: { en: 'From {min} to {max}.', zh: '请输入 {min} 到 {max} 之间的数。' },
  close: { en: 'Close', zh: '关闭' },
  copyLink: { en: 'Copy link', zh: '复制链接' },
  copyByHand: { en: 'Copy it from the address bar', zh: '请从地址栏复制' },
  copied: { en: 'Copied', zh: '已复制' },
  notCopied: { en: 'Not allowed here: select the text', zh: '这里不允许复制：请手动选取文字' },
  strategyWith: { en: '{strategy}, {setting}', zh: '{strategy}，{setting}' },
  aWithB: { en: '{policy} with {verifier}', zh: '{policy}，验证器 {verifier}' },
} as const satisfies Readonly<Record<string, Text>>;

/** What waits to be gone for good, by what it is. */
export const deletedWords = {
  run: {
    en: '{count} {count:run|runs} deleted; {count:it is|they are} gone for good after {seconds} seconds, or when you leave this page.',
    zh: '已删除 {count} 次运行；{seconds} 秒后或离开本页时将永久消失。',
  },
  experiment: {
    en: '{count} {count:experiment|experiments} deleted, with all of {count:its|their} runs; gone for good after {seconds} seconds, or when you leave this page.',
    zh: '已删除 {count} 个实验及其全部运行；{seconds} 秒后或离开本页时将永久消失。',
  },
  'problem-set': {
    en: '{count} problem {count:set|sets} deleted; gone for good after {seconds} seconds, or when you leave this page. Experiments that were made with {count:it|them} keep their problems.',
    zh: '已删除 {count} 个题库；{seconds} 秒后或离开本页时将永久消失。用过它的实验会保留题目。',
  },
} as const satisfies Readonly<Record<string, Text>>;
