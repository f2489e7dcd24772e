/** Why rows of an imported file were left out, what is to be known of the others, and why a file could not be read further. */
import type { Text } from './text';

/** Of a row; parts of sentences, without a stop. */
export const rowReasons = {
  tooLong: { en: 'the {field} is longer than {most} characters', zh: '{field} 超过 {most} 个字符' },
  manyChoices: { en: '{count} choices, more than {most}', zh: '有 {count} 个选项，超过 {most} 个' },
  manyColumns: { en: '{count} columns, more than {most}', zh: '有 {count} 列，超过 {most} 列' },
  manyCells: {
    en: 'a table by columns of which more than {most} hold one value for all rows',
    zh: '按列写成的表，其中超过 {most} 列只有一个供所有行共用的值',
  },
  noChoices: {
    en: 'no column holds the answer; there are no choices that {column} could be one of',
    zh: '没有含答案的列；也没有可供 {column} 从中选取的选项',
  },
  noBox: {
    en: 'no answer can be found in {column}: it has no {box}',
    zh: '在 {column} 中找不到答案：其中没有 {box}',
  },
  noUtf8: { en: 'the {field} holds bytes that are no UTF-8', zh: '{field} 含有不是 UTF-8 的字节' },
  noText: { en: 'no text of the {field} is found: {held}', zh: '找不到 {field} 的文字：{held}' },
  holds: { en: '{column} holds {contents}', zh: '{column} 的内容是 {contents}' },
  isEmpty: { en: 'the {field} is empty ({columns})', zh: '{field} 为空（{columns}）' },
  noColumn: {
    en: 'no column holds the {field}; looked for {names} …, found {found}',
    zh: '没有含 {field} 的列；找过 {names} 等，现有 {found}',
  },
  nothing: { en: 'nothing', zh: '无' },
  aList: { en: 'a list of {count} objects', zh: '{count} 个对象的列表' },
  anObject: { en: 'an object ({names})', zh: '一个对象（{names}）' },
  repeatedId: { en: 'the id was there before', zh: '此前已有相同的编号' },
  withDetail: { en: '{reason}: {detail}', zh: '{reason}：{detail}' },
  somethingElse: { en: 'something else', zh: '其他原因' },
  cutOff: { en: 'the server cut off {columns}', zh: '服务器截断了 {columns}' },
  otherFields: {
    en: 'the record has another number of fields than the header',
    zh: '这条记录的字段数与表头不同',
  },
  noCsv: { en: '{why}', zh: '不是有效的 CSV：{why}' },
  unevenTable: {
    en: 'a table by columns of different lengths: {lengths}',
    zh: '按列写成的表，各列长度不同：{lengths}',
  },
  oneCell: { en: '{column} one', zh: '{column} 只有一个' },
  otherColumns: {
    en: 'the row has another number of fields than the table has columns',
    zh: '这一行的字段数与表的列数不同',
  },
  noObject: { en: 'no JSON object', zh: '不是 JSON 对象' },
  noJson: { en: 'no JSON: {why}', zh: '不是 JSON：{why}' },
  tooDeep: { en: 'nested more than {most} levels deep', zh: '嵌套超过 {most} 层' },
  noRecord: { en: 'no record', zh: '不是记录' },
  tooLarge: { en: 'longer than {most} MB', zh: '超过 {most} MB' },
} as const satisfies Readonly<Record<string, Text>>;

/** Of a file, after which nothing more was read; parts of sentences, without a stop. */
export const fileReasons = {
  manyColumns: {
    en: 'its header names {columns} columns, and {most} are read at most',
    zh: '表头有 {columns} 列，最多读取 {most} 列',
  },
  restNoCsv: { en: 'the rest cannot be read as CSV: {why}', zh: '其余部分无法按 CSV 读取：{why}' },
  noJsonAfter: { en: 'after entry {row} the file is no JSON: {why}', zh: '第 {row} 条之后，文件不是 JSON：{why}' },
  entryTooLong: {
    en: 'entry {row} is longer than {most} MB, or the file is not an array of problems',
    zh: '第 {row} 条超过 {most} MB，或者文件不是题目的数组',
  },
  endsWithin: { en: 'the file ends in the middle, after entry {row}', zh: '文件不完整，在第 {row} 条之后中断' },
  parquetUnread: { en: 'the Parquet file cannot be read: {why}', zh: '无法读取 Parquet 文件：{why}' },
  parquetUnreadAfter: {
    en: 'after row {row} the Parquet file cannot be read: {why}',
    zh: '第 {row} 行之后无法读取 Parquet 文件：{why}',
  },
  parquetNoProblem: {
    en: 'no column of the Parquet file holds a problem; it has {columns}',
    zh: 'Parquet 文件中没有含题目的列；它有 {columns}',
  },
  tookTooLong: { en: 'reading it took too long', zh: '读取时间过长' },
  tooMuchMemory: { en: 'reading it needed too much memory', zh: '读取所需的内存过多' },
  afterRow: { en: 'after row {row}: {why}', zh: '第 {row} 行之后：{why}' },
  isEmpty: { en: 'the file is empty', zh: '文件为空' },
  otherEncoding: { en: 'the file is {encoding}; save it as UTF-8', zh: '文件的编码是 {encoding}；请另存为 UTF-8' },
  unknownForm: {
    en: 'the file is neither text nor Parquet; JSONL, JSON, CSV and Parquet can be read',
    zh: '文件既不是文本也不是 Parquet；可读取 JSONL、JSON、CSV 和 Parquet',
  },
  noRows: { en: 'it holds no rows', zh: '其中没有行' },
  rowsBecause: { en: '{rows} of {all} rows: {reason}', zh: '{all} 行中的 {rows} 行：{reason}' },
} as const satisfies Readonly<Record<string, Text>>;

/** Of an import: what is worth knowing of rows that were kept, and where reading had to stop. Whole sentences. */
export const importNotes = {
  mostProblems: {
    en: 'A set holds {most} problems at most; what comes after row {row} was not read.',
    zh: '一个题库最多容纳 {most} 道题；第 {row} 行之后没有读取。',
  },
  hopeless: {
    en: 'None of the first {rows} rows is a problem; the rest was not read.',
    zh: '前 {rows} 行中没有一行是题目；其余没有读取。',
  },
  stopped: { en: 'Reading stopped: {why}.', zh: '读取中止：{why}。' },
  strangeLevels: {
    en: '{count} problems have a level that is none from 1 to 5 ({examples}); they are kept without it.',
    zh: '{count} 道题的难度不在 1 到 5 之间（{examples}）；这些题保留，但不带难度。',
  },
  unread: { en: 'Not read: {columns}.', zh: '未读取：{columns}。' },
  more: { en: '{names} and {count} more', zh: '{names} 等（另有 {count} 列）' },
  repeatedHeader: {
    en: 'The header names {columns} more than once; the first of them was read.',
    zh: '表头中 {columns} 出现不止一次；只读取了第一个。',
  },
  partGiven: { en: 'The server gave {given} of {total} rows.', zh: '服务器给出了 {total} 行中的 {given} 行。' },
  firstPart: {
    en: 'The server holds only the first part of this dataset.',
    zh: '服务器上只有这个数据集的前一部分。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Of what was taken of the output of another tool. Whole sentences, and what stands in them. */
export const lineNotes = {
  unread: {
    en: 'Not read, with how often it was there: {fields}.',
    zh: '未读取（括号中为出现次数）：{fields}。',
  },
  unreadFiles: { en: 'Not read of the archive: {fields}.', zh: '压缩包中未读取：{fields}。' },
  field: { en: '{name} ({count})', zh: '{name}（{count}）' },
  between: { en: ', ', zh: '、' },
  more: { en: '{fields} and {count} more', zh: '{fields}等（另有 {count} 个）' },
} as const satisfies Readonly<Record<string, Text>>;

/** Of a line in the output of another tool; parts of sentences, without a stop. */
export const lineReasons = {
  wrongField: { en: '{field}: {why}', zh: '{field}：{why}' },
  theLine: { en: 'the line', zh: '这一行' },
  wrongForm: { en: 'not in the expected form', zh: '不是所需的形式' },
  otherScores: {
    en: '{completions} completions, but scores for {scores}',
    zh: '有 {completions} 个解答，却有 {scores} 个的得分',
  },
  manySteps: {
    en: 'completions: so many steps that their tree cannot be kept',
    zh: '解答：步骤过多，无法保存它们的搜索树',
  },
  partOfPool: {
    en: 'of {budget} solutions it holds {completions}: no pool that a vote could be read from',
    zh: '{budget} 个解答中只有 {completions} 个：不能作为投票的解答池',
  },
  repeated: { en: 'the problem {id} was there before', zh: '此前已有题目 {id}' },
  nameSet: { en: 'problem {id}: its set has to be named', zh: '题目 {id}：需要指明它所在的题库' },
  noReference: {
    en: 'its steps are labelled, and nothing says what the right answer is: add it as `answer`',
    zh: '步骤有标注，但没有说明正确答案：请以 `answer` 字段补上',
  },
  notInSet: { en: 'problem {id}: it is not in that set', zh: '题目 {id}：不在那个题库中' },
} as const satisfies Readonly<Record<string, Text>>;

/** Why a dataset is not to be had. Whole sentences, and reasons within them. */
export const datasetTexts = {
  isEmpty: { en: 'The dataset {dataset} has nothing to read.', zh: '数据集 {dataset} 没有可读的内容。' },
  noPart: {
    en: 'The dataset {dataset} has no {what} “{asked}”. It has: {known}.',
    zh: '数据集 {dataset} 没有 {what} “{asked}”。它有：{known}。',
  },
  notGiven: {
    en: '{host} does not give the dataset “{dataset}”: {why} Check its name (owner/name); datasets that need an account are imported from a file.',
    zh: '{host} 没有给出数据集“{dataset}”：{why} 请检查名称（owner/name）；需要账号的数据集请从文件导入。',
  },
  otherForm: { en: 'its reply has another form than expected', zh: '它的回复不是所需的形式' },
  unreachable: {
    en: '{host} does not answer: {why}. Without a network, get the dataset elsewhere and import it as a Parquet or JSONL file.',
    zh: '{host} 没有应答：{why}。没有网络时，请在别处取得数据集，再以 Parquet 或 JSONL 文件导入。',
  },
  tooLong: {
    en: 'A reply of {host} for the dataset “{dataset}” is longer than {most} MB, the most that is read of one by its name. Get the dataset elsewhere, leave out its large columns, and import it as a Parquet or JSONL file.',
    zh: '{host} 为数据集“{dataset}”给出的一个回复超过 {most} MB，这是按名称读取时的上限。请在别处取得数据集，去掉占用大的列，再以 Parquet 或 JSONL 文件导入。',
  },
  patience: { en: 'it asks for patience (HTTP 429)', zh: '它要求稍后再试（HTTP 429）' },
  tooLate: { en: 'nothing came within {seconds} s', zh: '{seconds} 秒内没有收到内容' },
} as const satisfies Readonly<Record<string, Text>>;
