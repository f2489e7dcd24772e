/**
 * Why something was not done: refusals of our own server, and what the browser says where no reply came. What others say (servers
 * of models, databases, schemas) stays as they say it, within a sentence that tells who failed and how.
 */
import type { Text } from './text';

/** Where no reply came, or none that can be used. */
export const replyTexts = {
  down: {
    en: 'The Longthink server does not answer. Start it again with npm start; this page goes on by itself.',
    zh: 'Longthink 服务器没有应答。请用 npm start 重新启动；本页会自行继续。',
  },
  late: {
    en: 'The Longthink server did not answer within {seconds} seconds.',
    zh: 'Longthink 服务器在 {seconds} 秒内没有应答。',
  },
  cut: { en: 'The connection to the server was cut.', zh: '与服务器的连接中断。' },
  silent: { en: 'No word from the server for {seconds} seconds.', zh: '服务器已有 {seconds} 秒没有消息。' },
  strangeEntry: {
    en: 'The server sent an entry this page does not understand: {why}. Reload the page; the app may have been updated.',
    zh: '服务器发来本页无法理解的条目：{why}。请重新载入页面；应用可能已经更新。',
  },
  noEntry: {
    en: 'The log of this run has no entry {entry}; what follows it cannot be shown.',
    zh: '这次运行的日志缺少第 {entry} 条；其后的内容无法显示。',
  },
  unexplained: {
    en: 'The server answered with HTTP {status} and no explanation.',
    zh: '服务器以 HTTP {status} 应答，没有说明原因。',
  },
  otherForm: {
    en: 'The server’s reply to {path} is not in the agreed form. Reload the page; the app may have been updated.',
    zh: '服务器对 {path} 的回复不合约定的形式。请重新载入页面；应用可能已经更新。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Of our own server. */
export const refusalTexts = {
  noRun: {
    en: 'There is no run {id}. It may have been deleted.',
    zh: '没有运行 {id}。它可能已被删除。',
  },
  noExperiment: {
    en: 'There is no experiment {id}. It may have been deleted.',
    zh: '没有实验 {id}。它可能已被删除。',
  },
  takesMemory: {
    en: 'The file takes more memory to read than the {most} MB that there are for one. Bring it in in parts.',
    zh: '读取该文件所需的内存超过单个文件可用的 {most} MB。请分几部分导入。',
  },
  takesTime: {
    en: 'The file takes longer to read than the {seconds} s that there are for one of its length. Bring it in in parts.',
    zh: '读取该文件的时间超过这种长度可用的 {seconds} 秒。请分几部分导入。',
  },
  fileIs: { en: 'The file: {why}', zh: '文件：{why}' },
  fileEntry: { en: 'The file: entry {seq}: {why}', zh: '文件：第 {seq} 条：{why}' },
  fileEmpty: { en: 'The file holds no entries.', zh: '文件中没有条目。' },
  archiveIs: { en: 'The archive cannot be read: {why}.', zh: '无法读取该归档：{why}。' },
  noViewer: {
    en: 'The viewer of saved pages was not built. “npm start” builds it with the app.',
    zh: '网页查看器尚未构建。“npm start”会随应用一起构建它。',
  },
  pageOfUnreadable: {
    en: 'The log of this run cannot be read by this version, so that it cannot be saved as a page; download it as it is.',
    zh: '本版本无法读取这次运行的日志，不能存为网页；请直接下载日志。',
  },
  noModel: {
    en: 'There is no {role} “{name}” in the configuration.',
    zh: '配置中没有 {role}“{name}”。',
  },
  noSet: {
    en: 'There is no problem set “{set}”. It may have been deleted.',
    zh: '没有题库“{set}”。它可能已被删除。',
  },
  unknownSet: {
    en: 'The experiment: problems.set: there is no problem set “{set}”. There are: {known}.',
    zh: '实验：没有题库“{set}”。现有：{known}。',
  },
  nothingLeft: {
    en: 'The experiment: problems: nothing of “{set}” is left. Ask for other levels or subjects.',
    zh: '实验：“{set}”中没有剩下的题目。请选择其他难度或科目。',
  },
  manyProblems: {
    en: 'The experiment: problems: more than {most} problems; set every or limit.',
    zh: '实验：题目超过 {most} 道；请设置间隔或上限。',
  },
  setTaken: {
    en: 'There is a set “{set}” already. Choose another name, or say that it is to be replaced.',
    zh: '已有题库“{set}”。请换一个名称，或选择替换它。',
  },
  setShips: {
    en: '“{set}” is the name of a set that ships with Longthink. Choose another.',
    zh: '“{set}”是 Longthink 自带题库的名称。请换一个。',
  },
  setStays: {
    en: '“{set}” ships with Longthink and cannot be removed.',
    zh: '“{set}”随 Longthink 提供，不能删除。',
  },
  noAddress: {
    en: '“{set}” cannot be the name of a set: it has no address. Choose another.',
    zh: '“{set}”不能作题库名称：它不能写入网址。请换一个。',
  },
  nothingSent: {
    en: 'The body is empty. Send a file of problems, or name a dataset.',
    zh: '没有收到内容。请选择题目文件，或写出数据集名称。',
  },
  nothingTaken: { en: 'No problems could be taken: {why}.', zh: '没有取得任何题目：{why}。' },
  noLines: { en: 'The file holds no lines.', zh: '文件中没有内容。' },
  noOutput: {
    en: 'No line of the file is output of search-and-learn; line {line}: {why}.',
    zh: '文件中没有一行是 search-and-learn 的输出；第 {line} 行：{why}。',
  },
  hasEnded: {
    en: 'The run has ended ({status}); “{command}” can no longer change it.',
    zh: '运行已结束（{status}）；“{command}”不能再改变它。',
  },
  notRunHere: {
    en: 'This experiment was not run here; “{command}” can no longer change it.',
    zh: '这个实验不是在这里运行的；“{command}”不能再改变它。',
  },
  experimentIs: {
    en: 'The experiment is {status}; “{command}” can no longer change it.',
    zh: '实验的状态是 {status}；“{command}”不能再改变它。',
  },
  nothingFailed: {
    en: 'No run of this experiment has failed; there is nothing to retry.',
    zh: '这个实验没有失败的运行，无需重试。',
  },
  onlyDeleted: { en: '{reason} The experiment can only be deleted.', zh: '{reason} 这个实验只能删除。' },
  isPart: {
    en: 'This run is part of an experiment and is not changed alone. Pause, resume, cancel or remove the experiment.',
    zh: '这次运行是实验的一部分，不能单独改变。请暂停、继续、取消或删除实验。',
  },
  manyWaiting: {
    en: '{waiting} runs are waiting already. Cancel some, or wait until they are done.',
    zh: '已有 {waiting} 次运行在等待。请取消一些，或等它们完成。',
  },
  viewingOnly: {
    en: 'You are viewing only: nothing can be started, changed or deleted with this link. The owner’s link can.',
    zh: '您只能查看：用此链接不能启动、更改或删除任何内容。所有者的链接可以。',
  },
  onlyHere: {
    en: '{what} is for the machine that Longthink runs on, started there with npm start and without a HOST of its own, and for the holder of its owner’s token. Open it by its loopback address, or edit longthink.config.json.',
    zh: '{what} 只限运行 Longthink 的机器（以 npm start 启动且未设 HOST）和持有所有者令牌的人。请用本机回环地址打开，或编辑 longthink.config.json。',
  },
  tooLarge: {
    en: 'The body is larger than {most} MB, the most that is taken.',
    zh: '内容超过 {most} MB，这是能接受的最大值。',
  },
  config: { en: 'The body: config.{complaint}', zh: '设置有误：{complaint}' },
  field: { en: 'The body: {field}: {why}', zh: '{field} 有误：{why}' },
  grid: { en: 'The experiment: {path}: {complaint}', zh: '实验（{path}）：{complaint}' },
  ending: { en: 'Longthink is ending; ask again once it runs.', zh: 'Longthink 正在退出；等它重新运行后再试。' },
  bug: {
    en: 'Longthink itself failed at this request. This is a bug; the terminal it runs in shows more.',
    zh: '处理这个请求时 Longthink 自身出错。这是程序缺陷；运行它的终端里有更多信息。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** By the kind of failure of a model server, whose own words are put into it. */
export const serverFailures = {
  unreachable: { en: '{message}', zh: '模型服务器没有应答。详情（英文）：{message}' },
  timeout: { en: '{message}', zh: '模型服务器应答超时。详情（英文）：{message}' },
  cut: { en: '{message}', zh: '模型服务器的应答中途断开。详情（英文）：{message}' },
  overloaded: { en: '{message}', zh: '模型服务器过于繁忙。详情（英文）：{message}' },
  rejected: { en: '{message}', zh: '模型服务器不能这样使用。详情（英文）：{message}' },
  unauthorized: { en: '{message}', zh: '模型服务器拒绝了密钥。详情（英文）：{message}' },
  'not-found': { en: '{message}', zh: '没有这个模型服务器或模型。详情（英文）：{message}' },
  'bad-reply': { en: '{message}', zh: '模型服务器的回复无法使用。详情（英文）：{message}' },
  'server-error': { en: '{message}', zh: '模型服务器自身出错。详情（英文）：{message}' },
} as const satisfies Readonly<Record<string, Text>>;

/** Of what else failed, by who tells it. */
export const otherFailures = {
  store: { en: '{message}', zh: '数据无法读写。详情（英文）：{message}' },
  configuration: { en: '{message}', zh: '模型服务器的配置有误。详情（英文）：{message}' },
  settings: { en: '{message}', zh: '设置有误。详情（英文）：{message}' },
  log: { en: '{message}', zh: '日志无法读取。详情（英文）：{message}' },
  input: { en: '{message}', zh: '所填内容不合要求。详情（英文）：{message}' },
} as const satisfies Readonly<Record<string, Text>>;
