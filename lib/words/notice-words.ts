/** What a reader should know of how a run went, in a sentence each. */
import type { Text } from './text';

export const noticeWords = {
  dropped: {
    en: '{count} {count:path|paths} lost: the policy server dropped what it was writing.',
    zh: '{count} 条路径丢失：策略模型服务器丢弃了正在写的内容。',
  },
  thinking: {
    en: '{count} {count:text|texts} ended within a thought. Allow more tokens a solution and a step, or turn thinking off in the policy’s configuration.',
    zh: '{count} 段文字停在没有写完的思考里。请放宽每个解答和每步的 token 上限，或在策略模型的配置中关闭思考。',
  },
  strayThought: {
    en: '{count} {count:solution begins|solutions begin} within a thought, which only its end (</think>) showed: what stands before it are thoughts, cut into steps and scored as steps. The answer is read behind it. The server is known for it now, so a new run tells the two apart.',
    zh: '{count} 个解答从思考中间开始，直到思考结束标记（</think>）出现才看得出来：标记之前的内容其实是思考，却被切成步骤并打了分。答案从标记之后读取。现在已记住该服务器如此，新的运行会把两者分开。',
  },
  unscored: {
    en: '{count} {count:path|paths} unscored: the verifier could not read {count:it|them}, most often because of its length.',
    zh: '{count} 条路径没有得分：验证器无法读取，多半是因为太长。',
  },
  contextRoom: {
    en: 'The context of the policy holds {context} tokens, and the prompt takes {taken} of them: {left} {left:token was|tokens were} left for a solution.',
    zh: '策略模型的上下文可容纳 {context} 个 token，提示占去 {taken} 个：只剩 {left} 个留给解答。',
  },
  same: {
    en: 'All samples of a step are identical, again and again: the server seems to ignore the temperature or the seed, or the model is that sure.',
    zh: '同一步的所有采样一再完全相同：服务器可能忽略了温度或随机种子，也可能模型就是这么确定。',
  },
  separator: {
    en: 'The policy never writes the separator {separator}, so each of its solutions is a single step. Set a separator that it writes, or ask for steps in its system prompt.',
    zh: '策略模型从不写出分隔符 {separator}，因此每个解答都只有一步。请改用它会写的分隔符，或在系统提示中要求分步书写。',
  },
  writesOne: {
    en: 'The {role} server writes one continuation a request, so each is asked for by itself: more requests, and the prompt is read again for each.',
    zh: '{role}服务器每次请求只写一个后续，因此逐个请求：请求更多，且每次都要重读提示。',
  },
  readsText: {
    en: 'The {role} server takes no token ids, so prompts are sent as text: tokens may be divided in another way than they were written.',
    zh: '{role}服务器不接受 token id，因此提示以文本发送：token 的切分可能与写出时不同。',
  },
  hidesStops: {
    en: 'The {role} server does not tell a stop at the separator from the end of a solution, so texts are cut here.',
    zh: '{role}服务器不区分停在分隔符与解答结束，因此文字由本程序切分。',
  },
  refusesField: {
    en: 'The {role} server refuses the field {field}, which is left out or written in another way; where it is left out the server’s own value holds.',
    zh: '{role}服务器拒绝字段 {field}，因此省略它或换一种写法；省略时采用服务器自己的值。',
  },
  refusesUnknown: {
    en: 'The {role} server refuses fields that it does not know; those that not every server has were left out.',
    zh: '{role}服务器拒绝它不认识的字段；并非每个服务器都支持的字段已省略。',
  },
} as const satisfies Readonly<Record<string, Text>>;
