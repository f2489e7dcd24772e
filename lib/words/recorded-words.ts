/** What is said of a run out of a file, of one that another left, and of one that cannot be shown. */
import type { Text } from './text';

export const recordedWords = {
  heading: { en: 'Replay a recorded run', zh: '回放一次录制的运行' },
  about: {
    en: 'A run is a file: its log, one JSON object a line. Open one from any machine and scrub, inspect and count its votes. It is read in this browser; nothing is sent anywhere.',
    zh: '一次运行就是一个文件：它的日志，每行一个 JSON 对象。可以打开任何机器上的日志，拖动回看、查看细节、统计票数。文件只在本浏览器中读取，不会发送到任何地方。',
  },
  notALog: { en: '{name} is not a run log', zh: '{name} 不是运行日志' },
  choose: { en: 'Choose a log file', zh: '选择日志文件' },
  orDrop: {
    en: 'or drop it anywhere on this page (.ndjson, and its .marks.json if there is one)',
    zh: '或拖放到本页任意位置（.ndjson，以及可能有的 .marks.json）',
  },
  whereFrom: {
    en: 'Where from? Every run’s page has a button {icon} for its log; see the {runs}. A file that breaks off is shown up to the line that is wrong.',
    zh: '从哪里得到？每次运行的页面都有下载日志的按钮 {icon}；见{runs}。中途断掉的文件会显示到出错的那一行为止。',
  },
  listOfRuns: { en: 'list of runs', zh: '运行列表' },
  drop: { en: 'Drop the log to open it', zh: '松开即可打开日志' },
  reading: { en: 'Reading {name}', zh: '正在读取 {name}' },
  partRead: { en: 'Part of the file that is read', zh: '文件已读取的部分' },
  readSoFar: { en: '{percent} %, {count} {count:entry|entries}', zh: '{percent} %，{count} 条' },
  from: { en: 'recorded, from {name}', zh: '录制的运行，来自 {name}' },
  aFile: { en: 'a file', zh: '文件' },
  keep: { en: 'Keep it on this server', zh: '保存到本服务器' },
  save: { en: 'Save as a page', zh: '保存为网页' },
  saveHint: {
    en: 'A page that opens anywhere, without Longthink',
    zh: '无需 Longthink、在任何地方都能打开的网页',
  },
  openAnother: { en: 'Open another', zh: '打开另一个' },
  breaksOff: {
    en: '{name} breaks off after {count} {count:entry|entries}',
    zh: '{name} 在第 {count} 条之后中断',
  },
  shownBefore: { en: 'Shown is what stands before that line.', zh: '显示的是该行之前的内容。' },
  notSaved: { en: 'It could not be saved', zh: '无法保存' },
  notKept: { en: 'It could not be kept', zh: '无法保存到服务器' },

  noRun: { en: 'There is no such run', zh: '没有这次运行' },
  noRunHint: {
    en: 'It may have been deleted, or the address is from another machine. If you have its log as a file, {open}; otherwise look through {runs}.',
    zh: '它可能已被删除，或者地址来自另一台机器。如果您有它的日志文件，可以{open}；否则请查看{runs}。',
  },
  openHere: { en: 'open it here', zh: '在这里打开' },
  allRuns: { en: 'all runs', zh: '全部运行' },
  allRunsButton: { en: 'All runs', zh: '全部运行' },
  cannotBeRead: { en: 'This run cannot be read', zh: '无法读取这次运行' },
  deleteThis: { en: 'Delete this run', zh: '删除这次运行' },
  elsewhere: { en: 'recorded elsewhere, kept here', zh: '在别处录制，保存在这里' },
  ofExperiment: { en: 'of an experiment', zh: '属于一个实验' },
  forked: { en: '{link} at entry {entry}', zh: '{link}，在第 {entry} 条处' },
  forkedBecause: { en: '{link} at entry {entry}: {edit}', zh: '{link}，在第 {entry} 条处：{edit}' },
  forkedBefore: {
    en: '({count} {count:fork|forks} before it)',
    zh: '（此前还有 {count} 次分叉）',
  },
  forkedLink: { en: 'forked from another run', zh: '从另一次运行分叉' },
} as const satisfies Readonly<Record<string, Text>>;
