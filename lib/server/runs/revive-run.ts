/** A branch of a run written on to its end several times by the run's own policy, and how often that came right. Starts no run. */
import { extractAnswer, groupVotes, rightKeys } from '@/lib/answers';
import { assertDefined } from '@/lib/base';
import { loadRun, type RunLog } from '@/lib/runs';
import { reviveRequest, ReviveError, textOf, type Finish, type Policy, type RunSpec } from '@/lib/search';
import type { Priority } from '@/lib/backends';
import type { Revived } from '@/lib/runs/wire';
import { ApiError } from '../http/api-error';
import type { RunRegistry } from './run-registry';

export interface ReviveDependencies {
  readonly registry: Pick<RunRegistry, 'summary'>;
  readonly store: { readonly runs: Pick<RunLog, 'read'> };
  readonly models: {
    forRun(spec: RunSpec, signal: AbortSignal, priority: Priority): Promise<{ readonly policy: Policy }>;
  };
}

interface Wish {
  readonly node: string;
  readonly times: number;
  readonly maxTokens?: number | undefined;
}

/**
 * Throws ApiError 404 for an unknown run, 409 for one that cannot be read or a step that nothing can follow, and BackendError when
 * the policy does not answer.
 */
export async function reviveBranch(
  runId: string,
  { node, ...options }: Wish,
  app: ReviveDependencies,
  signal: AbortSignal,
): Promise<Revived> {
  // Also when it is there and cannot be read.
  await app.registry.summary(runId);
  const { state } = await loadRun(app.store.runs, runId);
  const spec = assertDefined(state.spec, 'a readable run has its spec');
  const request = asked(() => reviveRequest(state, node, options));
  const { policy } = await app.models.forRun(spec, signal, 'interactive');
  const texts = Array.from({ length: request.count }, () => '');
  const ends: (Finish | undefined)[] = texts.map(() => undefined);
  let tokens = 0;
  const stream = policy.propose({ ...request, session: `${runId} revived`, onNotice: () => undefined }, signal);
  for await (const proposals of stream)
    for (const proposal of proposals) {
      if (proposal.type === 'finish') ends[proposal.index] = proposal.finish;
      if (proposal.type !== 'text') continue;
      texts[proposal.index] += proposal.text;
      tokens += proposal.tokens;
    }
  // As of a solution of the run: the last answer of all of it, which the branch may hold already.
  const before = textOf(state, node);
  const answers = texts.map((text, i) => (ends[i] === 'eos' ? extractAnswer(before + text) : undefined));
  return { ...countedOf(answers, { texts, reference: spec.problem.answer }), times: texts.length, tokens };
}

function countedOf(
  answers: readonly (string | undefined)[],
  { texts, reference }: { readonly texts: readonly string[]; readonly reference: string | undefined },
): Omit<Revived, 'times' | 'tokens'> {
  const groups = groupVotes(answers).toSorted((one, other) => other.members.length - one.members.length);
  const keyed = groups.flatMap(({ key, members }) => members.map((i) => ({ key, answer: answers[i] })));
  const rightOnes = reference === undefined ? undefined : rightKeys(keyed, reference);
  const counted = groups.map(({ key, answer, members }) => ({
    answer,
    count: members.length,
    ...(rightOnes === undefined ? {} : { isRight: rightOnes.has(key) }),
  }));
  const firstRight = groups.find(({ key }) => rightOnes?.has(key) === true)?.members[0];
  const right = counted.reduce((sum, { count, isRight }) => sum + (isRight === true ? count : 0), 0);
  return {
    ...(rightOnes === undefined ? {} : { right }),
    unanswered: answers.length - keyed.length,
    answers: counted,
    text: texts[firstRight ?? 0] ?? '',
  };
}

function asked<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ReviveError) throw new ApiError('conflict', error.said);
    throw error;
  }
}
