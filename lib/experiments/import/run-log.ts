/** Completions and step scores as the log of a run: a tree of chains, one for each completion. */
import { childId, logVersion, rootId, type NodeId, type RunSpec, type SearchEvent } from '@/lib/search';
import type { Row } from './row';
import { stepsOf } from './steps-of';

/** Prompt and calls are not in the output, so they are not in the log either. */
export function runLog(
  spec: RunSpec,
  { completions, scores }: Pick<Row, 'completions' | 'scores'>,
): readonly SearchEvent[] {
  const chains = completions.flatMap((text, i): SearchEvent[] => {
    const steps = stepsOf(text);
    const known = scores[i] ?? [];
    const ids: NodeId[] = [];
    for (const _ of steps) ids.push(ids.length === 0 ? childId(rootId, i) : childId(ids.at(-1)!, 0));
    const value = known.at(-1);
    return [
      {
        type: 'round-opened',
        group: i,
        round: 0,
        isWhole: true,
        expansions: [{ parent: rootId, firstChild: i, children: 1 }],
      },
      ...steps.flatMap((step, depth): SearchEvent[] => {
        const node = ids[depth]!;
        const isLast = depth === steps.length - 1;
        // An empty last step is scored there and is no step here; its score is the one that counted.
        const score = isLast ? value : known[depth];
        return [
          { type: 'node-opened', node, group: i, round: 0 },
          { type: 'node-text', node, text: step, tokens: 0 },
          { type: 'node-closed', node, finish: isLast ? 'eos' : 'step' },
          ...(score === undefined ? [] : [{ type: 'node-scored', node, score } as const]),
        ];
      }),
      {
        type: 'round-decided',
        group: i,
        round: 0,
        decisions: [{ node: ids.at(-1)!, fate: 'finished', ...(value === undefined ? {} : { value }) }],
        ranked: 0,
      },
    ];
  });
  return [{ type: 'run-started', version: logVersion, spec }, ...chains];
}
