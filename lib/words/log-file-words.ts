/** What is wrong with a file of a log, of a race or of marks. What schemas say of a value stays as they say it. */
import type { Text } from './text';

export const logFileTexts = {
  line: { en: 'Line {line}: {reason}', zh: '第 {line} 行：{reason}' },
  entry: { en: 'Entry {entry}: {why}', zh: '第 {entry} 条：{why}' },
  tooLong: {
    en: 'longer than {most} characters; this is not a run log.',
    zh: '超过 {most} 个字符；这不是运行日志。',
  },
  afterMarks: { en: 'nothing may follow the marks of a log.', zh: '日志的标记之后不能再有内容。' },
  gap: {
    en: 'expected entry {expected} but found {found}; the log has a gap or is out of order.',
    zh: '应为第 {expected} 条，却是第 {found} 条；日志有缺口或顺序错乱。',
  },
  beginning: {
    en: 'a run log begins with “run-started”, not “{type}”.',
    zh: '运行日志以“run-started”开头，而不是“{type}”。',
  },
  noEntries: {
    en: 'the file holds no entries. A run log is downloaded from a run’s page as .ndjson.',
    zh: '文件中没有条目。运行日志以 .ndjson 格式从运行页面下载。',
  },
  notJson: { en: 'not JSON. A run log has one JSON object a line.', zh: '不是 JSON。运行日志每行是一个 JSON 对象。' },
  schema: { en: '{why}.', zh: '{why}。' },
  breaksOff: { en: 'the log of run {id} breaks off here.', zh: '运行 {id} 的日志到这里中断。' },
  noRace: { en: 'this race cannot be read: {why}', zh: '无法读取这场竞赛：{why}' },
  manyRuns: {
    en: 'These are {runs} runs; {most} can be raced at once.',
    zh: '这里有 {runs} 次运行；一次最多竞赛 {most} 次。',
  },
  marksTooLarge: { en: '{name} is too large to be the marks of a run.', zh: '{name} 太大，不会是一次运行的标记。' },
  marksNotJson: { en: '{name} is not JSON.', zh: '{name} 不是 JSON。' },
  noMarks: { en: '{name} does not hold the marks of a run: {why}', zh: '{name} 中没有运行的标记：{why}' },
  nothingSaved: { en: 'This page holds nothing that was saved.', zh: '本页中没有保存的内容。' },
  lessonWithoutRuns: { en: 'This page holds a lesson without its runs.', zh: '本页中的课程缺少它的运行。' },
} as const satisfies Readonly<Record<string, Text>>;
