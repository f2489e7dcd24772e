/** What is said of files that are brought in: problem sets, outputs of other tools, and what became of them. */
import type { Text } from './text';

export const importWords = {
  chooseOrDrop: { en: 'choose it, or drop it here', zh: '选择文件，或拖放到这里' },
  chooseAnother: { en: 'choose another', zh: '换一个文件' },
  fileOf: { en: '{name}, {size}', zh: '{name}，{size}' },
  reading: { en: 'Reading …', zh: '正在读取……' },
  stop: { en: 'Stop', zh: '停止' },
  stopped: { en: 'You stopped it.', zh: '您已停止。' },

  whereFrom: { en: 'Where the problems come from', zh: '题目从哪里来' },
  fromFile: { en: 'From a file', zh: '从文件' },
  byName: { en: 'By dataset name', zh: '按数据集名称' },
  file: { en: 'File of problems', zh: '题目文件' },
  fileHint: {
    en: 'JSONL, JSON, CSV or Parquet with a problem and an answer in each row; other common names of columns are known. Up to 2 GB.',
    zh: 'JSONL、JSON、CSV 或 Parquet，每行含 problem 和 answer；其他常见的列名也能识别。最大 2 GB。',
  },
  dataset: { en: 'Dataset', zh: '数据集' },
  datasetHint: { en: 'owner/name on Hugging Face; needs a network', zh: 'Hugging Face 上的 owner/name；需要联网' },
  config: { en: 'Config', zh: '配置（config）' },
  configHint: { en: 'empty: the usual one', zh: '留空：默认' },
  split: { en: 'Split', zh: '划分（split）' },
  splitHint: { en: 'empty: test, else train', zh: '留空：test，没有则 train' },
  setName: { en: 'Name of the set', zh: '题库名称' },
  setNameHint: { en: 'empty: that of the file or dataset', zh: '留空：用文件或数据集的名称' },
  bringIn: { en: 'Import', zh: '导入' },
  nameTaken: { en: 'There is a set of this name', zh: '已有同名的题库' },
  nothingImported: { en: 'Nothing was imported', zh: '没有导入任何内容' },
  replace: { en: 'Replace it', zh: '替换' },

  whatBecame: { en: 'What became of the import', zh: '导入结果' },
  ofSet: { en: '{set}: {counts}', zh: '{set}：{counts}' },
  takenAll: {
    en: '{problems} {problems:problem|problems} of {rows} {rows:row|rows}, none left out',
    zh: '{rows} 行中取得 {problems} 道题，没有遗漏',
  },
  takenSome: {
    en: '{problems} {problems:problem|problems} of {rows} {rows:row|rows}, {leftOut} left out',
    zh: '{rows} 行中取得 {problems} 道题，{leftOut} 行未取',
  },
  columns: { en: 'Read: {columns}', zh: '读取：{columns}' },
  column: { en: '{field} from {column}', zh: '{field} 取自 {column}' },
  columnInRows: {
    en: '{field} from {column} in {rows} {rows:row|rows}',
    zh: '{field} 取自 {column}（{rows} 行）',
  },
  rowsBecause: { en: '{rows} {rows:row|rows}: {reason}', zh: '{rows} 行：{reason}' },
  firstRows: {
    en: 'The first {rows} {rows:row|rows} that {rows:was|were} left out',
    zh: '最先的 {rows} 个未取的行',
  },
  rowsLeftOut: { en: 'Rows that were left out', zh: '未取的行' },
  row: { en: 'row {row}', zh: '第 {row} 行' },

  openOutput: { en: 'Open results of another tool', zh: '打开其他工具的结果' },
  aboutOutput: {
    en: 'Output of search-and-learn, samples of lm-evaluation-harness, logs of Inspect, records of OpenR and PRM800K become an experiment of their own, with trees of chains where they hold steps. What the file does not hold stays unknown.',
    zh: 'search-and-learn 的输出、lm-evaluation-harness 的样本、Inspect 的日志、OpenR 和 PRM800K 的记录会成为单独的实验；含有步骤的还会有由链组成的搜索树。文件里没有的仍为未知。',
  },
  output: { en: 'Output file', zh: '输出文件' },
  outputHint: { en: 'JSONL, up to 256 MB', zh: 'JSONL，最大 256 MB' },
  experimentName: { en: 'Name of the experiment', zh: '实验名称' },
  experimentNameHint: { en: 'empty: that of the file', zh: '留空：用文件名' },
  strategy: { en: 'Made with the strategy', zh: '所用的策略' },
  strategyHint: { en: 'the file does not say', zh: '文件中没有说明' },
  policy: { en: 'Its policy', zh: '它的策略模型' },
  verifier: { en: 'Its verifier', zh: '它的验证器' },
  openIt: { en: 'Open it', zh: '打开' },
  notTaken: { en: 'The file was not taken in', zh: '文件没有导入' },
  seeCurves: { en: 'See its curves', zh: '查看曲线' },
  whatBecameOfFile: { en: 'What became of the file', zh: '文件的处理结果' },
  noLineLeftOut: {
    en: '{problems} {problems:problem|problems}, no line left out',
    zh: '{problems} 道题，没有遗漏的行',
  },
  linesLeftOut: {
    en: '{problems} {problems:problem|problems}, {lines} {lines:line|lines} left out',
    zh: '{problems} 道题，{lines} 行未取',
  },
  noneStored: { en: 'It stores no selected answers to compare with.', zh: '它没有存下可供比较的所选答案。' },
  storedSame: {
    en: '{count} stored {count:answer|answers}, all the same as ours.',
    zh: '存有 {count} 个答案，全部与我们的相同。',
  },
  storedDifferent: {
    en: '{count} stored {count:answer|answers}, {different} not the same as ours.',
    zh: '存有 {count} 个答案，{different} 个与我们的不同。',
  },
  listOfLines: { en: 'Lines that were left out', zh: '未取的行' },
  line: { en: 'line {line}', zh: '第 {line} 行' },
} as const satisfies Readonly<Record<string, Text>>;
