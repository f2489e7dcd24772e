/** What the page of backends says: servers as configured and as found, their trials, how one is added or changed. */
import type { Text } from './text';

export const backendWords = {
  backends: { en: 'Backends', zh: '模型服务' },
  about: {
    en: 'Policies propose steps, verifiers score them. A test has a server do its work once.',
    zh: '策略模型提出步骤，验证器给步骤打分。“测试”会让服务器实际工作一次。',
  },
  checking: { en: 'Checking …', zh: '正在检查……' },
  checkAgain: { en: 'Check again', zh: '重新检查' },
  unread: { en: 'The backends could not be read', zh: '无法读取模型服务' },
  reading: { en: 'Looking at the backends', zh: '正在查看模型服务' },
  policies: { en: 'Policies', zh: '策略模型' },
  verifiers: { en: 'Verifiers', zh: '验证器' },

  at: { en: '{what} at {urls}', zh: '{what}，地址 {urls}' },
  bundled: { en: 'bundled, {kind}', zh: '自带，{kind}' },
  kindOf: { en: '{kind}, {software}', zh: '{kind}，{software}' },
  test: { en: 'Test', zh: '测试' },
  testOf: { en: 'Test {name}', zh: '测试 {name}' },
  testing: { en: 'Testing …', zh: '正在测试……' },
  model: { en: 'Model', zh: '模型' },
  version: { en: 'Version', zh: '版本' },
  size: { en: 'Size', zh: '规模' },
  parameters: { en: '{count} parameters', zh: '{count} 参数' },
  context: { en: 'Context', zh: '上下文' },
  tokens: { en: '{count} tokens', zh: '{count} 个 token' },
  aggregation: { en: 'Recommended aggregation', zh: '推荐的聚合方式' },
  price: { en: 'Price per million tokens', zh: '每百万 token 价格' },
  prices: { en: '{read} read, {written} written', zh: '读入 {read}，写出 {written}' },
  latency: { en: 'Latency', zh: '延迟' },
  lastCheck: { en: '{ms} ms, last check', zh: '{ms} 毫秒（上次检查）' },
  running: { en: 'Requests running', zh: '处理中的请求' },
  waiting: { en: 'Requests waiting', zh: '等待中的请求' },
  fromThisApp: { en: 'From this app', zh: '来自本应用' },
  inFlight: { en: '{count} of at most {limit} in flight', zh: '{count} 个在途，最多 {limit} 个' },
  cache: { en: 'Cache in use', zh: '缓存占用' },
  checked: { en: 'Checked', zh: '检查时间' },
  systemPrompt: { en: 'System prompt', zh: '系统提示' },
  goodToKnow: { en: 'Good to know', zh: '备注' },
  asking: { en: 'Asking …', zh: '正在询问……' },
  partlyReached: { en: '{reached} of {of} reached', zh: '{of} 个地址中连上 {reached} 个' },
  reachable: { en: 'Reachable', zh: '可连接' },
  notReachable: { en: 'Not reachable', zh: '无法连接' },
  findingOut: { en: 'Finding out what it can do …', zh: '正在探测它的能力……' },
  whatItCan: { en: 'What it can do', zh: '它能做什么' },
  slowerOrMissing: { en: 'Slower or missing', zh: '较慢或缺少' },
  notThere: { en: 'Not there: {name}.', zh: '缺少：{name}。' },

  whatWasSent: { en: 'What was sent', zh: '发送的内容' },
  wrote: {
    en: 'Wrote {tokens} {tokens:token|tokens} of a step: the first after {first}.',
    zh: '写出一步的 {tokens} 个 token：第一个用时 {first}。',
  },
  wroteThen: {
    en: 'Wrote {tokens} {tokens:token|tokens} of a step: the first after {first}, then {rate} tokens/s.',
    zh: '写出一步的 {tokens} 个 token：第一个用时 {first}，此后每秒 {rate} 个。',
  },
  scored: {
    en: 'Scored two steps in {time}: a right one {right}, a wrong one {wrong}.',
    zh: '给两个步骤打分用时 {time}：正确的一步 {right}，错误的一步 {wrong}。',
  },
  prefersWrong: {
    en: 'It does not prefer the right one. Check that its kind is the one of its model.',
    zh: '它没有给正确的一步更高的分。请检查所配置的类型与模型是否相符。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const serverWords = {
  add: { en: 'Add a server', zh: '添加服务器' },
  about: {
    en: 'vLLM, SGLang, llama-server, LM Studio, Ollama, a gateway or a hosted model: give its address, and Longthink tries what it can do. Nothing is written before you say so.',
    zh: 'vLLM、SGLang、llama-server、LM Studio、Ollama、网关或托管模型：填入地址，Longthink 会试探它的能力。未经您确认，不会写入任何内容。',
  },
  address: { en: 'Address', zh: '地址' },
  addressHint: { en: 'with or without /v1', zh: '有无 /v1 均可' },
  key: { en: 'Key, if it wants one', zh: '密钥（如果需要）' },
  keyHint: { en: 'or $NAME of an environment variable', zh: '或写成环境变量 $NAME' },
  looking: { en: 'Looking …', zh: '正在查看……' },
  look: { en: 'Look', zh: '查看' },
  lookAt: { en: 'Look at {url}', zh: '查看 {url}' },
  lookingAround: { en: 'Looking around …', zh: '正在搜寻……' },
  search: { en: 'Search this machine', zh: '搜寻本机' },
  noneFound: {
    en: 'No other server listens on the usual ports (8000, 30000, 1234, 11434, 8080) of this machine.',
    zh: '本机的常用端口（8000、30000、1234、11434、8080）上没有其他服务器。',
  },
  onThisMachine: { en: 'Servers on this machine', zh: '本机上的服务器' },
  andMore: {
    en: '{model} and {count} {count:more model|more models}',
    zh: '{model} 等，另有 {count} 个模型',
  },

  isAdded: {
    en: '{name} is added: it can be chosen from now on, and stands in {file}.',
    zh: '已添加 {name}：现在即可选用，配置写在 {file} 中。',
  },
  whatWasFound: { en: 'What was found', zh: '探测结果' },
  model: { en: 'Model', zh: '模型' },
  modelHint: { en: 'another one is looked at again', zh: '换一个会重新探测' },
  usedAs: { en: 'Use it as', zh: '用作' },
  asPolicy: { en: 'policy: {kind}', zh: '策略模型：{kind}' },
  asVerifier: { en: 'verifier: {kind}', zh: '验证器：{kind}' },
  name: { en: 'Name', zh: '名称' },
  nameHint: { en: 'as it is called in Longthink', zh: '在 Longthink 中的名称' },
  adding: { en: 'Adding …', zh: '正在添加……' },
  addIt: { en: 'Add it', zh: '添加' },
  addAllTheSame: { en: 'Add it all the same', zh: '仍然添加' },
  answers: { en: 'The server answers', zh: '服务器有响应' },
  is: { en: 'This is {software}', zh: '这是 {software}' },
  withModel: { en: '{server}, with the model {model}', zh: '{server}，模型为 {model}' },
  scoresSteps: {
    en: '{server}. It scores steps as a verifier of the kind {kind}.',
    zh: '{server}。它可作为 {kind} 类型的验证器给步骤打分。',
  },
  chatsAll: {
    en: '{server}. It writes in a chat: every strategy can use it.',
    zh: '{server}。它以对话方式书写：所有搜索策略都能使用。',
  },
  chatsWhole: {
    en: '{server}. It writes in a chat: strategies that write whole solutions can use it, those that go step by step cannot.',
    zh: '{server}。它以对话方式书写：写完整解答的策略可以使用，逐步进行的策略不能。',
  },
  completesAll: {
    en: '{server}. It completes text: every strategy can use it.',
    zh: '{server}。它补全文本：所有搜索策略都能使用。',
  },
  completesWhole: {
    en: '{server}. It completes text: strategies that write whole solutions can use it, those that go step by step cannot.',
    zh: '{server}。它补全文本：写完整解答的策略可以使用，逐步进行的策略不能。',
  },

  change: { en: 'Change', zh: '更改' },
  changeOf: { en: 'Change {name}', zh: '更改 {name}' },
  severalHint: { en: 'one takes the place of several', zh: '填一个会取代多个' },
  kind: { en: 'Kind', zh: '类型' },
  kindHint: { en: 'how it is spoken to', zh: '与它通信的方式' },
  asListed: { en: 'as the server lists it', zh: '按服务器列出的名称' },
  removeOf: { en: 'Remove {name}', zh: '移除 {name}' },
  askRemove: { en: 'Remove {name}?', zh: '移除 {name}？' },
  removes: {
    en: 'It is taken out of the configuration file, and its key with it. Runs that were made with it stay as they are.',
    zh: '它会从配置文件中删除，密钥也一并删除。用它做过的运行保持不变。',
  },
  removeIt: { en: 'Remove it', zh: '移除' },
  writing: { en: 'Writing …', zh: '正在写入……' },
  writeIt: { en: 'Write it', zh: '写入' },

  file: { en: 'The configuration file', zh: '配置文件' },
  copy: { en: 'Copy', zh: '复制' },
  fileAbout: {
    en: 'Policies: whatever has {completions}, or only chats. Verifiers: process reward models of the RLHFlow, Math-Shepherd, Qwen, Skywork and ThinkPRM forms, outcome reward models, a chat model as a judge, any causal model by its likelihoods, and what answers a plain {score}; the kind is told from the name of the model, or named. What is added above is written into {file}; what is changed there by hand is read with {again}. Keys stay on the server. The README has every field.',
    zh: '策略模型：凡有 {completions} 或只能对话的均可。验证器：RLHFlow、Math-Shepherd、Qwen、Skywork 和 ThinkPRM 形式的过程奖励模型，结果奖励模型，作为评判者的对话模型，按似然打分的任意因果模型，以及响应简单 {score} 请求的服务；类型由模型名称推断，也可以指明。上面添加的内容会写入 {file}；手工改动后用{again}读取。密钥只留在服务器上。所有字段见 README。',
  },
  example: { en: 'Example configuration', zh: '配置示例' },
} as const satisfies Readonly<Record<string, Text>>;

/** By what a probe found: what a server can do, and what is slower, less exact or missing where it cannot. */
export const capabilityTexts = {
  completions: {
    can: { en: 'completes text', zh: '补全文本' },
    cannot: {
      en: 'Its /v1/completions, where steps are written and judged, is missing or its replies are not understood: it cannot be used as this. A server that only chats is a policy of the kind chat.',
      zh: '它的 /v1/completions（书写和评判步骤的接口）不存在，或其回复无法理解：不能这样使用。只能对话的服务器应配置为 chat 类型的策略模型。',
    },
  },
  chat: {
    can: { en: 'answers in a chat', zh: '以对话方式回答' },
    cannot: {
      en: 'It has no /v1/chat/completions, which is how solutions are written here: it cannot be used as this.',
      zh: '它没有 /v1/chat/completions，而这里要用它书写解答：不能这样使用。',
    },
  },
  stepwise: {
    can: {
      en: 'goes on with what was begun, so strategies that go step by step can use it',
      zh: '能接着已写的内容续写，因此逐步进行的策略可以使用',
    },
    cannot: {
      en: 'It begins anew instead of going on with what was begun: strategies that write whole solutions can use it, those that go step by step cannot.',
      zh: '它会从头写起，而不是接着已写的内容：写完整解答的策略可以使用，逐步进行的策略不能。',
    },
  },
  thinks: {
    can: {
      en: 'thinks before it answers: give it room (“Tokens per solution”), or have it think less by extraBody',
      zh: '回答之前会先思考：请放宽“每个解答最多 token 数”，或用 extraBody 让它少想',
    },
    cannot: undefined,
  },
  tokenize: {
    can: { en: 'splits text into tokens', zh: '可切分 token' },
    cannot: {
      en: 'Its tokenizer cannot be asked: prompts go as text, and token counts of them are estimates where it tells none.',
      zh: '无法调用它的分词器：提示以文本发送；它不报告 token 数时，只能估计。',
    },
  },
  chatTemplate: {
    can: { en: 'applies its chat template', zh: '会套用对话模板' },
    cannot: {
      en: 'It applies no chat template: problems go as plain text, unless chatTemplate is configured.',
      zh: '它不套用对话模板：题目以纯文本发送，除非配置了 chatTemplate。',
    },
  },
  tokenIn: {
    can: { en: 'takes token ids', zh: '接受 token id' },
    cannot: {
      en: 'Slower: it takes no token ids, so every step is tokenised again and may miss its cache.',
      zh: '较慢：它不接受 token id，因此每一步都要重新分词，可能错过缓存。',
    },
  },
  tokenOut: {
    can: { en: 'returns token ids', zh: '返回 token id' },
    cannot: {
      en: 'Slower: it returns no token ids, so prefixes go as text, tokenised again at every step.',
      zh: '较慢：它不返回 token id，因此前缀以文本发送，每一步都要重新分词。',
    },
  },
  n: {
    can: { en: 'writes several continuations a request', zh: '每次请求可写多个后续' },
    cannot: { en: 'Slower: one continuation a request.', zh: '较慢：每次请求只写一个后续。' },
  },
  stopTold: {
    can: { en: 'tells what stopped it', zh: '报告因何停止' },
    cannot: {
      en: 'It does not tell what stopped it: the end of a step is judged by its text.',
      zh: '它不报告因何停止：步骤的结尾只能从文字判断。',
    },
  },
  stopKept: {
    can: { en: 'keeps the step separator', zh: '保留步骤分隔符' },
    cannot: { en: 'It takes the step separator away: it is put back here.', zh: '它会去掉步骤分隔符：由本程序补回。' },
  },
  logprobs: {
    can: { en: 'tells how likely tokens are', zh: '报告 token 的概率' },
    cannot: {
      en: 'It tells no log-probabilities, by which steps are scored: it cannot be used as this.',
      zh: '它不报告对数概率，而打分要靠它：不能这样使用。',
    },
  },
  promptLogprobs: {
    can: { en: 'tells how likely a prompt is', zh: '报告提示的概率' },
    cannot: {
      en: 'It tells no log-probabilities of prompts, by which steps are scored: it cannot be used as this.',
      zh: '它不报告提示的对数概率，而打分要靠它：不能这样使用。',
    },
  },
  cachedTokens: {
    can: { en: 'tells what its cache saved', zh: '报告缓存节省了多少' },
    cannot: {
      en: 'It does not tell what its cache saved: all prompt tokens count as computed (vLLM: --enable-prompt-tokens-details).',
      zh: '它不报告缓存节省了多少：所有提示 token 都按计算过的计（vLLM：--enable-prompt-tokens-details）。',
    },
  },
  metrics: {
    can: { en: 'tells its load', zh: '报告负载' },
    cannot: {
      en: 'It tells no load: the number of requests in flight does not follow it.',
      zh: '它不报告负载：在途请求数不会随负载调整。',
    },
  },
  scores: {
    can: { en: 'scores steps', zh: '给步骤打分' },
    cannot: {
      en: 'A step could not be scored: it may be another kind of model, or be served in another way. Its test says more.',
      zh: '无法给步骤打分：它可能是另一类模型，或以另一种方式提供服务。测试结果会说明更多。',
    },
  },
} as const satisfies Readonly<Record<string, { readonly can: Text; readonly cannot: Text | undefined }>>;

/** Lacks that come together and are told as one. */
export const lackTexts = {
  stops: {
    en: 'Slower: it hides what stopped it, so steps are cut here, one continuation a request, with a few tokens written in vain.',
    zh: '较慢：它隐藏因何停止，因此由本程序切分步骤，每次请求只写一个后续，并会白写几个 token。',
  },
  tokenIds: {
    en: 'Slower: it takes and returns no token ids, so steps go as text, tokenised again each time, and may miss its cache.',
    zh: '较慢：它不接受也不返回 token id，因此步骤以文本发送，每次都要重新分词，可能错过缓存。',
  },
} as const satisfies Readonly<Record<string, Text>>;
