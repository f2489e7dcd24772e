/**
 * One request to the verifier: the scores of one or more steps. Checks the reply against what was asked.
 * Rules S-1, S-5, S-7 and E-4 of SPEC.md.
 */
import { assertDefined } from '@/lib/base';
import { CallLog } from './call-log';
import { compareIds, type NodeId } from '../shapes/ids';
import { nodeOf, pathOf, stepTextOf } from '../log/path';
import { BackendError } from './ports';
import { leastLogprob, maxTokenText, maxTold, maxWords, type SearchEvent, type Told } from '../log/events';
import type { NodeState } from '../log/state';
import type { ScorePath, StepScore, Verifier } from './ports';
import type { Patience, Workshop } from './workshop';

/** A path and the nodes at its end whose scores are wanted. */
interface Wanted {
  readonly nodes: readonly NodeState[];
  readonly path: ScorePath;
}

export class ScoreCall {
  readonly #shop: Workshop;
  readonly #verifier: Verifier;
  readonly #patience: Patience;
  readonly #wanted: readonly Wanted[];
  readonly #log: CallLog;
  /** What the scores were read from, path by path, by the places of their steps. */
  readonly #told = new Map<ScorePath, Map<number, Told[]>>();
  readonly #abort = new AbortController();
  #isOver = false;
  #onOver: () => void = () => undefined;

  constructor(
    shop: Workshop,
    nodes: readonly NodeId[],
    { verifier, patience }: { readonly verifier: Verifier; readonly patience: Patience },
  ) {
    this.#shop = shop;
    this.#verifier = verifier;
    this.#patience = patience;
    this.#wanted = pathsFor(shop, nodes);
    this.#log = new CallLog(
      shop.state,
      'verifier',
      this.#nodes().map(({ id }) => id),
    );
  }

  /** `onOver` is told when the call has come back, whatever came of it. */
  start(onOver: () => void): void {
    this.#onOver = onOver;
    const { inbox, calls, spec, prompt, session } = this.#shop;
    calls.add(this);
    const request = {
      problem: spec.problem,
      prompt,
      paths: this.#wanted.map(({ path }) => path),
      session,
      onTold: (path: ScorePath, step: number, told: readonly Told[]) => {
        const ofPath = this.#told.get(path) ?? new Map<number, Told[]>();
        this.#told.set(path, ofPath.set(step, keptOf(told)));
      },
      onNotice: (notice: Parameters<CallLog['onNotice']>[0]) => {
        if (!this.#isOver) inbox.post(() => this.#log.onNotice(notice));
      },
    };
    this.#verifier.score(request, this.#abort.signal).then(
      (scores) => inbox.post(() => this.#onScores(scores)),
      (error: unknown) => inbox.post(() => this.#onError(error)),
    );
  }

  cancel(): void {
    this.#leave();
    this.#abort.abort();
  }

  *#onScores(scores: readonly (readonly StepScore[])[]): Iterable<SearchEvent> {
    if (!this.#fits(scores)) return yield* this.#onError(this.#badReply());
    this.#patience.onSuccess('verifier');
    for (const [i, { nodes, path }] of this.#wanted.entries()) {
      for (const [j, { id: node }] of nodes.entries()) {
        const score = assertDefined(scores[i]?.[j], 'the reply was checked');
        if (typeof score === 'number') {
          const told = this.#told.get(path)?.get(path.from + j);
          yield { type: 'node-scored', node, score, ...(told === undefined ? {} : { told }) };
          continue;
        }
        const { reason, message } = score;
        yield { type: 'node-unscored', node, reason, message: message.slice(0, maxWords) };
        // What comes after it is longer still.
        break;
      }
    }
    yield* this.#log.close(0);
    this.#release();
  }

  *#onError(error: unknown): Iterable<SearchEvent> {
    yield* this.#log.close(0, { failure: error instanceof BackendError ? error.toFailure() : undefined });
    this.#patience.onFailure('verifier', error, false);
    this.#release();
  }

  #release(): void {
    this.#leave();
    this.#onOver();
    for (const { id, group } of this.#nodes()) {
      this.#shop.scoring.delete(id);
      this.#shop.stirred.add(group);
    }
  }

  #nodes(): readonly NodeState[] {
    return this.#wanted.flatMap(({ nodes }) => nodes);
  }

  #leave(): void {
    this.#isOver = true;
    this.#shop.calls.delete(this);
  }

  #fits(scores: readonly (readonly StepScore[])[]): boolean {
    const isScore = (score: StepScore) => typeof score !== 'number' || (score >= 0 && score <= 1);
    return (
      scores.length === this.#wanted.length &&
      this.#wanted.every(({ nodes }, i) => scores[i]?.length === nodes.length && scores[i].every(isScore))
    );
  }

  #badReply(): BackendError {
    const server = this.#verifier.ref.name;
    const message = `The verifier ${server} did not give one score from 0 to 1 for each step. Check that its kind is set right.`;
    return new BackendError('bad-reply', message, { server, isRetryable: false });
  }
}

/** As much of it as the log takes. */
function keptOf(told: readonly Told[]): Told[] {
  return told.slice(0, maxTold).map(({ token, logprob }) => ({
    token: token.slice(0, maxTokenText),
    logprob: Math.min(0, Math.max(leastLogprob, logprob)),
  }));
}

/** Steps of one chain that follow each other are scored over one path (S-5). */
function pathsFor(shop: Workshop, ids: readonly NodeId[]): readonly Wanted[] {
  const chains: NodeState[][] = [];
  for (const id of ids.toSorted(compareIds)) {
    const node = nodeOf(shop.state, id);
    const chain = chains.at(-1);
    if (chain !== undefined && node.parent === chain.at(-1)?.id) chain.push(node);
    else chains.push([node]);
  }
  return chains.map((nodes) => {
    const steps = pathOf(shop.state, assertDefined(nodes.at(-1), 'a chain has nodes').id).map(stepTextOf);
    return { nodes, path: { steps, from: steps.length - nodes.length } };
  });
}
