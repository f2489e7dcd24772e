/**
 * Worlds that a search and a plain copy of another search can both be run in: what the i-th continuation of a prefix is and
 * how good a path is follow from the texts alone. Their policy and verifier speak the ports of the search.
 */
import { hashString, uniformAt } from '@/lib/base';
import { runScripted, toySpec, type ScriptedRun } from './run-search';
import { ends, piece, type PolicyLine } from './scripted';
import type { SearchConfig } from '../shapes/config';
import type { ProposeRequest } from '../engine/ports';
import type { StrategyName } from '../strategies';

export const separator = '\n\n';

export interface WorldStep {
  /** With its separator, unless the solution ends with it. */
  readonly text: string;
  readonly isEnd: boolean;
}

export interface World {
  /** The i-th continuation of `prefix`, which ends with a separator or is empty. */
  stepAfter(prefix: string, i: number): WorldStep;
  /** In [0, 1], of the last step of `path`. */
  scoreOf(path: string): number;
}

/** What is not clean in a world; shares are chances of each step. */
export interface Dirt {
  /** The solution ends before its time. */
  readonly early?: number;
  /** It says what the first continuation says. */
  readonly duplicate?: number;
  /** So many different scores; absent: as many as there are numbers. */
  readonly levels?: number;
  /** The solution has no answer. */
  readonly unanswered?: number;
  /** Steps that are written on after the answer. */
  readonly chatter?: number;
}

/** Every solution has `steps` steps, unless it ends early, and one of four answers. */
export function worldOf(seed: number, steps: number, dirt: Dirt = {}): World {
  const { early = 0, duplicate = 0, levels, unanswered = 0, chatter = 0 } = dirt;
  return {
    stepAfter(prefix, index) {
      const depth = prefix.split(separator).length - 1;
      const i = uniformAt(seed, hashString(`twin ${index} ${prefix}`)) < duplicate ? 0 : index;
      const draw = (name: string) => uniformAt(seed, hashString(`${name} ${i} ${prefix}`));
      const text = `step ${depth} ${Math.floor(draw('text') * 2 ** 32)}`;
      const answers = depth >= steps - 1 || draw('early') < early;
      const answer = draw('unanswered') < unanswered ? 'no idea' : `\\boxed{${Math.floor(draw('answer') * 4)}}`;
      const isEnd = chatter === 0 ? answers : depth >= steps - 1 + chatter;
      const said = chatter === 0 || depth < steps ? (answers ? `${text}: ${answer}` : text) : `${text}: hm`;
      return { text: isEnd ? said : `${said}${separator}`, isEnd };
    },
    scoreOf(path) {
      const score = uniformAt(seed, hashString(`score ${path.trim()}`));
      return levels === undefined ? score : Math.round(score * (levels - 1)) / (levels - 1);
    },
  };
}

/** The rest of a solution after `prefix`, begun with its i-th continuation. */
export function restAfter(world: World, prefix: string, i: number): readonly string[] {
  const steps: string[] = [];
  for (let index = i; ; index = 0) {
    const { text, isEnd } = world.stepAfter(prefix + steps.join(''), index);
    steps.push(text);
    if (isEnd) return steps;
  }
}

/** A search in `world`, whose continuations of a prefix go to whoever asks for them in their order. */
export function searchIn(world: World, strategy: StrategyName, config: Partial<SearchConfig>): Promise<ScriptedRun> {
  const written = new Map<string, number>();
  return runScripted(toySpec(strategy, { maxTokens: 4_000, maxStepTokens: 100, ...config }), {
    policy: ({ prefix, count, stop }: ProposeRequest): readonly PolicyLine[] => {
      const before = prefix.map(({ text }) => text).join('');
      const first = written.get(before) ?? 0;
      written.set(before, first + count);
      return Array.from({ length: count }, (_, i): readonly PolicyLine[] => {
        if (stop.length === 0)
          return [...restAfter(world, before, first + i).map((step) => piece(step, 1, i)), ends('eos', i)];
        const { text, isEnd } = world.stepAfter(before, first + i);
        return isEnd ? [piece(text, 1, i), ends('eos', i)] : [piece(text, 1, i)];
      }).flat();
    },
    verifier: ({ paths }) => [
      {
        type: 'scores',
        scores: paths.map(({ steps, from }) =>
          steps.slice(from).map((_, i) =>
            world.scoreOf(
              steps
                .slice(0, from + i + 1)
                .map(({ text }) => text)
                .join(''),
            ),
          ),
        ),
      },
    ],
  });
}
