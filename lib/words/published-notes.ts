/**
 * What the list of published figures notes beside a figure: how it was read, with which verifier and under which conditions. By the
 * words of the list, which are the English ones. Names of papers, models and files stay as they are.
 */
import type { Text } from './text';

function byEnglish(chinese: Readonly<Record<string, string>>): Readonly<Record<string, Text>> {
  return Object.fromEntries(Object.entries(chinese).map(([en, zh]) => [en, { en, zh }]));
}

/** How a figure was read. */
export const publishedKinds = byEnglish({
  table: '表格',
  text: '正文',
  'digitised plot (+-0.003)': '由图数字化（±0.003）',
  'read from figure (+-0.005)': '从图中读出（±0.005）',
  'vector-figure (+-0.1 reading error; Table 1 differs by up to 1.5 points)':
    '矢量图（读数误差 ±0.1；与表 1 最多相差 1.5 个百分点）',
});

/** Verifiers that are described, not named. */
export const publishedPrms = byEnglish({
  'best of 7 PRMs (1.5B-72B)': '7 个 PRM 中最好的（1.5B–72B）',
  'best of 7 PRMs': '7 个 PRM 中最好的',
  calibrated: '经过校准',
  '7B PRM': '7B 的 PRM',
  'Qwen2.5-Math-PRM-7B calibrated (quantile regression)': 'Qwen2.5-Math-PRM-7B，经过校准（分位数回归）',
});

export const publishedNotes = byEnglish({
  'same prompt/T=0.8/PRM as the blog; mean of 10 random subsamples (pool 1024 samples for Llama, apparently 256 for Qwen); weighted BoN graded by exact string match (code), so slightly under-counted':
    '提示词、T=0.8 和 PRM 与博客相同；10 次随机子采样的平均（Llama 的样本池为 1024 个，Qwen 似为 256 个）；加权 BoN 按字符串完全一致判分（见代码），因此略有低估',
  'mean of 5 runs; <=256 tokens/step, <=2048 total, top_p 1; M=4':
    '5 次运行的平均；每步 <=256 token，总计 <=2048，top_p 1；M=4',
  'budget 32 generations; PRM used as ORM for (W)BoN; T=0.8': '预算 32 次生成；(W)BoN 中 PRM 用作 ORM；T=0.8',
  'budget 64 generations, T=0.8': '预算 64 次生成，T=0.8',
  'mean of 5 runs; <=256 tokens/step, <=2048 total, top_p 1; independent sampling at T=0.8 + PRM-last weighted vote':
    '5 次运行的平均；每步 <=256 token，总计 <=2048，top_p 1；T=0.8 独立采样，按 PRM 最后一步的分数加权投票',
  'mean of 5 runs; <=256 tokens/step, <=2048 total, top_p 1; softmax temperature Tb=0.1':
    '5 次运行的平均；每步 <=256 token，总计 <=2048，top_p 1；softmax 温度 Tb=0.1',
  'mean of 5 runs; <=256 tokens/step, <=2048 total, top_p 1; REBASE + semantic de-duplication with BGE-M3 embeddings':
    '5 次运行的平均；每步 <=256 token，总计 <=2048，top_p 1；REBASE 加上用 BGE-M3 嵌入做的语义去重',
  'comparison of final selection rule over the same search output; use as relative evidence only':
    '对同一搜索结果比较最终选择规则；只宜看相对高低',
  'CoT, temperature 0, max 8192 tokens': 'CoT，温度 0，至多 8192 token',
  "table does not print n; 256 is the paper's largest standard budget; T=0.7":
    '表中未写 n；256 是论文中最大的常用预算；T=0.7',
  'max over method x PRM x voting on the same test set; budgets 4..256; T=0.7, M=4; optimistic (selected on test)':
    '在同一测试集上取方法 x PRM x 投票方式的最大值；预算 4..256；T=0.7，M=4；偏乐观（在测试集上挑选）',
  'dashed greedy line': '图中表示贪心的虚线',
  'fixed budget; n from the repo example (--n_generations 64 --beam_width 8), not printed on the figure':
    '固定预算；n 取自代码库示例（--n_generations 64 --beam_width 8），图上未写',
  '47% less budget': '预算少 47%',
  'Table 3 prints 75.6 where Figure 1/Table 5 print 78.2: the paper is inconsistent':
    '表 3 写的是 75.6，图 1 和表 5 写的是 78.2：论文前后不一',
  'Table 5 prints 85.6': '表 5 写的是 85.6',
  'author in repo issue #1: for R1-distill models this is Best-of-N with majority voting, not step search':
    '作者在代码库 issue #1 中说：对 R1 蒸馏模型，这是 Best-of-N 加多数投票，不是逐步搜索',
  'as above': '同上',
  'FLOPs policy 3.58e+14, PRM 2.50e+15; latency 345 s (A100 40G, one GPU per run)':
    'FLOPs：策略模型 3.58e+14，PRM 2.50e+15；耗时 345 s（A100 40G，每次运行一块 GPU）',
  'FLOPs policy 3.79e+14, PRM 2.65e+15; latency 253 s (A100 40G, one GPU per run)':
    'FLOPs：策略模型 3.79e+14，PRM 2.65e+15；耗时 253 s（A100 40G，每次运行一块 GPU）',
  'FLOPs policy 3.88e+14, PRM 2.72e+15; latency 490 s (A100 40G, one GPU per run)':
    'FLOPs：策略模型 3.88e+14，PRM 2.72e+15；耗时 490 s（A100 40G，每次运行一块 GPU）',
  'FLOPs policy 8.45e+13, PRM 5.92e+14; latency 124 s (A100 40G, one GPU per run)':
    'FLOPs：策略模型 8.45e+13，PRM 5.92e+14；耗时 124 s（A100 40G，每次运行一块 GPU）',
  "the HF blog quotes 30.6 as Meta's reported number": 'HF 博客引用的 Meta 报告值是 30.6',
  'stored commit 1156e86; a later card revision may print 48.0 for 3B (unverified)':
    '取自提交 1156e86；模型卡后来的版本对 3B 可能写的是 48.0（未核实）',
  '"nearly 55%"; n not stated in the sentence; beam N=4 == BoN N=16; beam N=32 == Llama-3.1-8B zero-shot CoT':
    '“nearly 55%”；该句未说明 n；束搜索 N=4 与 BoN N=16 相当；束搜索 N=32 与 Llama-3.1-8B 零样本 CoT 相当',
  'uses 63.8% of the N=64 budget': '用了 N=64 预算的 63.8%',
  'uses 23.4% of the N=64 budget': '用了 N=64 预算的 23.4%',
  'uses 31.3% of the N=64 budget': '用了 N=64 预算的 31.3%',
  '10% less budget': '预算少 10%',
  '45% less budget': '预算少 45%',
  '67% less budget': '预算少 67%',
  'beats Llemma-34B sampling n=64 at 46.7; 7x less compute than weighted-vote sampling n=256 for the 7B':
    '胜过 Llemma-34B 采样 n=64 的 46.7；计算量比 7B 加权投票采样 n=256 少 7 倍',
});
