/**
 * What the pages of lessons say themselves, in every language. One line a saying, by what it is for; what a lesson says is in
 * its file.
 */
import type { Text } from './text';

export const lessonWords = {
  lessons: { en: 'Lessons', zh: '课程' },
  about: {
    en: 'Each is a recorded search by the small models that come with Longthink, stopped where there is something to see. Nothing is drawn by hand, and every stop can be run live.',
    zh: '每一课都是 Longthink 自带小模型的真实搜索，录制下来，在值得看的地方停下来。没有任何画面是手绘的，每一站都可以亲自实时运行。',
  },
  inMinutes: { en: '{minutes} min', zh: '{minutes} 分钟' },
  start: { en: 'Start', zh: '开始' },
  next: { en: 'Next', zh: '下一步' },
  back: { en: 'Back', zh: '上一步' },
  stopOf: { en: 'Stop {at} of {of}', zh: '第 {at} 站，共 {of} 站' },
  stops: { en: 'Stops', zh: '站点' },
  terms: { en: 'Words', zh: '术语' },
  nextLesson: { en: 'Next lesson', zh: '下一课' },
  allLessons: { en: 'All lessons', zh: '全部课程' },
  nowYou: { en: 'Now you', zh: '你来试试' },
  nowYouHint: {
    en: 'The start page with this problem and these settings filled in',
    zh: '打开起始页，题目和设置都已填好',
  },
  recorded: { en: 'recorded', zh: '录制的运行' },
  opening: { en: 'Opening the lesson …', zh: '正在打开课程……' },
  right: { en: 'Right.', zh: '答对了。' },
  notQuite: { en: 'Not quite.', zh: '不太对。' },
  unread: { en: 'The lesson could not be read', zh: '无法读取这节课' },
  lessonsUnread: { en: 'The lessons could not be read', zh: '无法读取课程' },
  reading: { en: 'Reading the lessons', zh: '正在读取课程' },
  runUnread: { en: 'The recorded run could not be read', zh: '无法读取录制的运行' },
  unsaved: { en: 'It could not be saved', zh: '无法保存' },
  noSuch: { en: 'There is no such lesson', zh: '没有这节课' },
  keys: { en: 'Lesson', zh: '课程' },
  keyNext: { en: 'Next stop', zh: '下一站' },
  keyBack: { en: 'Previous stop', zh: '上一站' },
  keyNotes: { en: 'Speaker notes in a second window', zh: '在第二个窗口显示讲者备注' },
  keyAnswer: { en: 'Answer a question', zh: '回答问题' },
  firstOffer: { en: 'New here? See it think, in two minutes.', zh: '第一次来？两分钟看懂它怎么思考。' },
  dismiss: { en: 'Do not offer it again', zh: '不再提示' },
  chosenBy: { en: 'How these runs were chosen', zh: '这些运行是怎样选出来的' },
  chosenAs: {
    en: 'For each, the first problem was taken, in a mixed but fixed order, of which this holds:',
    zh: '每一次都按打乱后固定的顺序，取第一道符合条件的题。条件是：',
  },
  madeBy: {
    en: 'This one was recorded by {policy} with {verifier}, seed {seed}.',
    zh: '这一次由 {policy} 与 {verifier} 录制，随机种子 {seed}。',
  },
  madeByOne: { en: 'This one was recorded by {policy}, seed {seed}.', zh: '这一次由 {policy} 录制，随机种子 {seed}。' },
} as const satisfies Readonly<Record<string, Text>>;
