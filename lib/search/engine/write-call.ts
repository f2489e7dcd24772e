/**
 * One request to the policy: one or several continuations of the same prefix, streamed. Cuts the text into steps and
 * holds it to its budget whatever the server does, and yields the node events. Rules P-1 to P-9 and E-4 of SPEC.md.
 */
import { assertDefined } from '@/lib/base';
import { CallLog } from './call-log';
import { childId, compareIds, type NodeId } from '../shapes/ids';
import { nodeOf, pathOf, promptOf, seedOf, stepTextOf, tailOf, tokensLeft } from '../log/path';
import { BackendError } from './ports';
import { cutPiece, finishOf, keepPiece, stepEnd, type Piece } from '../log/steps';
import { maxThoughtLength, type SearchEvent } from '../log/events';
import type { Finish } from '../shapes/decision';
import type { Policy, Proposal, ProposeRequest } from './ports';
import type { Patience, ShopCall, Workshop } from './workshop';

/** One continuation: a chain of nodes in a whole round, else a single node. */
interface Writer {
  readonly head: NodeId;
  readonly group: number;
  readonly round: number;
  node: NodeId;
  /** Characters that its first node had before the call. */
  readonly begun: number;
  /** All text of `node`, with what is not told yet. */
  text: string;
  /** Tokens that may still be written to it. */
  room: number;
  /** Text of `node` that is not told yet, and what was thought. */
  untold: Piece;
  untoldThought: string;
  /** Characters of its thoughts so far. */
  thoughtLength: number;
  /** What `node` thought before this call came to nothing. */
  thinksAnew: boolean;
  /** `node` is closed, and its next step not begun. */
  isBetween: boolean;
  isDone: boolean;
  /** Tokens that came without text; they belong to the text that comes next, or to the end. */
  held: Piece;
}

/** So much of a stream may lie here unread by the search; beyond it the stream waits. */
const maxArrived = 1_024;

const nothing: Piece = { text: '', tokens: 0, tokenIds: [] };

export interface WriteOptions {
  readonly policy: Policy;
  readonly temperature: number;
  readonly isWhole: boolean;
  /** Nobody watches what is written, and nothing of it can be stopped. */
  readonly mayComeAtOnce: boolean;
  readonly patience: Patience;
}

export class WriteCall implements ShopCall {
  readonly #shop: Workshop;
  readonly #options: WriteOptions;
  readonly #writers: readonly Writer[];
  readonly #log: CallLog;
  readonly #abort = new AbortController();
  #stream: AsyncIterator<readonly Proposal[]> | undefined;
  /** What has come and the search has not looked at. */
  #arrived: Proposal[] = [];
  /** The stream waits until it has. */
  #isHeld = false;
  #tokensSeen = 0;
  /** Tokens of the prompt and of what was written before; of the prompt only where its ids are known. */
  #sentTokens = 0;
  /** True once text of this call is in the log. */
  #hasProgress = false;
  #isOver = false;

  /** `heads`: siblings side by side that have no text yet, or a single head whose chain is to be written on. */
  constructor(shop: Workshop, heads: readonly NodeId[], options: WriteOptions) {
    this.#shop = shop;
    this.#options = options;
    this.#writers = heads.map((head) => {
      const { id: node, text, thought, tokens, finish, group, round } = tailOf(shop.state, head);
      const room = tokensLeft(shop.state, node, options.isWhole);
      const isBetween = finish !== undefined;
      return {
        head,
        group,
        round,
        node,
        begun: text.length,
        text,
        room,
        untold: nothing,
        untoldThought: '',
        thoughtLength: isBetween ? 0 : thought.length,
        thinksAnew: !isBetween && thought !== '' && text === '' && tokens === 0,
        isBetween,
        isDone: false,
        held: nothing,
      };
    });
    this.#log = new CallLog(
      shop.state,
      'policy',
      this.#writers.map(({ node }) => node),
    );
  }

  start(): void {
    for (const { head } of this.#writers) this.#shop.writing.add(head);
    this.#shop.calls.add(this);
    this.#stream = this.#options.policy.propose(this.#request(), this.#abort.signal)[Symbol.asyncIterator]();
    this.#pull(this.#stream);
  }

  cancel(): void {
    this.#leave();
    this.#abort.abort();
    // What the adapter still has to say while it clears up is of no interest to anyone.
    this.#stream?.return?.().catch(() => undefined);
  }

  *onStopped(): Iterable<SearchEvent> {
    for (const writer of this.#writers)
      if (!writer.isDone && tailOf(this.#shop.state, writer.head).finish === 'stopped') this.#release(writer);
    if (this.#isOver || !this.#writers.every(({ isDone }) => isDone)) return;
    yield* this.#log.close(this.#tokensSeen, { sentTokens: this.#sentTokens });
    this.cancel();
  }

  #request(): ProposeRequest {
    const { spec, session, state } = this.#shop;
    const { isWhole, temperature, mayComeAtOnce } = this.#options;
    const { head, node: id } = assertDefined(this.#writers[0], 'a call writes something');
    const node = nodeOf(state, id);
    const steps = pathOf(state, id);
    const isBegun = node.text !== '' || node.tokens > 0;
    const prompt = assertDefined(promptOf(state, head), 'what is written has its prompt');
    const written = isBegun ? steps : steps.slice(0, -1);
    this.#sentTokens = (prompt.tokenIds?.length ?? 0) + written.reduce((sum, { tokens }) => sum + tokens, 0);
    return {
      problem: spec.problem,
      prompt,
      ...(steps[0]?.attempts === undefined ? {} : { showsAttempts: true }),
      prefix: written.map(stepTextOf),
      count: this.#writers.length,
      stop: isWhole ? [] : [spec.config.separator],
      maxTokens: tokensLeft(state, id, isWhole),
      temperature,
      topP: spec.config.topP,
      topK: spec.config.topK,
      seed: seedOf(spec, isWhole ? head : id),
      ...(mayComeAtOnce ? { atOnce: { separator: spec.config.separator } } : {}),
      session,
      onNotice: (notice) => {
        if (!this.#isOver) this.#shop.inbox.post(() => this.#log.onNotice(notice));
      },
    };
  }

  /** Takes what comes as fast as it comes; text is looked at at the next beat, all else at once. */
  #pull(stream: AsyncIterator<readonly Proposal[]>): void {
    const { inbox } = this.#shop;
    stream.next().then(
      ({ done, value }) => {
        if (done === true) return inbox.post(() => this.#onEnd());
        if (this.#arrived.length === 0) inbox.gather(() => this.#onArrived());
        this.#arrived.push(...value);
        if (value.some(({ type }) => type === 'finish')) inbox.wake();
        if (this.#arrived.length < maxArrived) return this.#pull(stream);
        this.#isHeld = true;
        inbox.wake();
      },
      (error: unknown) => inbox.post(() => this.#onError(error)),
    );
  }

  *#onArrived(): Iterable<SearchEvent> {
    const arrived = this.#arrived;
    this.#arrived = [];
    for (const proposal of arrived) {
      if (this.#isOver) return;
      yield* this.#onProposal(proposal);
    }
    for (const writer of this.#writers) yield* this.#tell(writer);
    if (this.#isHeld && !this.#isOver) {
      this.#isHeld = false;
      this.#pull(assertDefined(this.#stream, 'the call was started'));
    }
  }

  *#onProposal(proposal: Proposal): Iterable<SearchEvent> {
    const writer = this.#writers[proposal.index];
    if (writer === undefined)
      return yield* this.#onError(this.#badReply(`continuation ${proposal.index} of ${this.#writers.length}`));
    if (proposal.type === 'thought') {
      if (!writer.isDone) yield* this.#onThought(writer, proposal.text);
    } else if (proposal.type === 'text') {
      this.#tokensSeen += proposal.tokens;
      if (!writer.isDone) yield* this.#onText(writer, { ...proposal, tokenIds: proposal.tokenIds });
      else if (this.#writers.every(({ isDone }) => isDone)) {
        // The server writes on after everything has ended: nobody needs the rest (P-5).
        yield* this.#end();
        this.cancel();
      }
    } else if (proposal.finish === 'step' && this.#options.isWhole) {
      yield* this.#onError(this.#badReply('a stop at a separator that was not asked for'));
    } else if (!writer.isDone) {
      yield* this.#onFinish(writer, proposal.finish);
    }
  }

  /** Beyond the most that is kept, thoughts go by. */
  *#onThought(writer: Writer, text: string): Iterable<SearchEvent> {
    yield* this.#openNext(writer);
    if (writer.thinksAnew && writer.untoldThought === '') writer.thoughtLength = 0;
    const kept = text.slice(0, maxThoughtLength - writer.thoughtLength);
    writer.thoughtLength += kept.length;
    writer.untoldThought += kept;
  }

  *#onText(writer: Writer, piece: Piece): Iterable<SearchEvent> {
    const { config } = this.#shop.spec;
    const { isWhole } = this.#options;
    let rest = joined(writer.held, piece);
    writer.held = nothing;
    if (rest.text === '') {
      writer.held = rest;
      return;
    }
    this.#hasProgress = true;
    const last = config.separator.at(-1)!;
    while (rest.text !== '') {
      yield* this.#openNext(writer);
      if (rest.tokens > writer.room) {
        yield* this.#close(writer, 'length');
        return;
      }
      const known = writer.text.length;
      // Most pieces hold no end of a separator, and the text before them is long.
      const end = rest.text.includes(last)
        ? stepEnd(writer.text + rest.text, config.separator, { isWhole, known })
        : undefined;
      if (end === undefined) {
        take(writer, rest);
        return;
      }
      const finish = finishOf((writer.text + rest.text).slice(0, end), config);
      if (!isWhole || finish === 'answer') {
        take(writer, keepPiece(rest, end - known));
        yield* this.#close(writer, finish);
        return;
      }
      const [step, next] = cutPiece(rest, end - known);
      take(writer, step);
      yield* this.#close(writer, 'step');
      rest = next;
    }
    // What remains of a piece that ended with the separator: at most tokens without text.
    writer.held = rest;
  }

  /** What has come to its node since it was last told. */
  *#tell(writer: Writer): Iterable<SearchEvent> {
    if (writer.untoldThought !== '') {
      const { node, untoldThought: text, thinksAnew } = writer;
      writer.untoldThought = '';
      writer.thinksAnew = false;
      yield { type: 'node-thought', node, text, ...(thinksAnew ? { isAnew: true } : {}) };
    }
    const { untold } = writer;
    if (untold === nothing) return;
    writer.untold = nothing;
    yield textOf(writer.node, untold);
  }

  *#onFinish(writer: Writer, finish: Finish): Iterable<SearchEvent> {
    yield* this.#openNext(writer);
    const { held } = writer;
    const isHeld = held.tokens > 0 && held.tokens <= writer.room;
    if (finish !== 'step') return yield* this.#close(writer, finish, isHeld ? held : undefined);
    if (isHeld) take(writer, held);
    yield* this.#onStop(writer);
  }

  /** The server stopped at the separator, whether it wrote it or not. */
  *#onStop(writer: Writer): Iterable<SearchEvent> {
    const { config } = this.#shop.spec;
    const { separator } = config;
    // Had the separator come with words before it, the step would be closed by now.
    const isWritten = writer.text.length > writer.begun && writer.text.endsWith(separator);
    if (!isWritten) take(writer, { text: separator, tokens: 0, tokenIds: [] });
    // After blanks alone the step goes on: released, it is asked for again like one that was broken off (P-4).
    if (stepEnd(writer.text, separator, { isWhole: false }) === undefined) {
      yield* this.#tell(writer);
      this.#options.patience.onSuccess(writer.head);
      this.#release(writer);
    } else yield* this.#close(writer, finishOf(writer.text, config));
  }

  /** In a whole solution the next step opens when its first text comes, or the end of the solution does. */
  *#openNext(writer: Writer): Iterable<SearchEvent> {
    if (!writer.isBetween) return;
    const { group, round } = writer;
    writer.isBetween = false;
    writer.node = childId(writer.node, 0);
    writer.text = '';
    writer.thoughtLength = 0;
    yield { type: 'node-opened', node: writer.node, group, round };
  }

  /** `held`: tokens without text that came with the end, told with it so that no log is ever cut between the two (P-9). */
  *#close(writer: Writer, finish: Finish, held?: Piece): Iterable<SearchEvent> {
    yield* this.#tell(writer);
    writer.isBetween = true;
    const last = held === undefined ? {} : { tokens: held.tokens, tokenIds: held.tokenIds && [...held.tokenIds] };
    yield { type: 'node-closed', node: writer.node, finish, ...last };
    if (!this.#options.isWhole || finish !== 'step') this.#release(writer);
    else this.#stir(writer);
  }

  /** The stream is over: a continuation that never ended was lost on the way. */
  *#onEnd(): Iterable<SearchEvent> {
    if (this.#isOver) return;
    for (const writer of this.#writers) {
      if (!writer.isDone) yield* this.#onFinish(writer, 'dropped');
    }
    yield* this.#end();
  }

  *#onError(error: unknown): Iterable<SearchEvent> {
    if (this.#isOver) return;
    for (const writer of this.#writers) yield* this.#tell(writer);
    const failure = error instanceof BackendError ? error.toFailure() : undefined;
    yield* this.#log.close(this.#tokensSeen, { failure });
    this.cancel();
    if (failure === undefined) throw error;
    // When all the text is there, nobody minds that the call did not end well.
    for (const writer of this.#writers) {
      if (writer.isDone) continue;
      this.#options.patience.onFailure(writer.head, error, this.#hasProgress);
      this.#release(writer);
    }
  }

  *#end(): Iterable<SearchEvent> {
    yield* this.#log.close(this.#tokensSeen);
    this.#leave();
  }

  #leave(): void {
    this.#isOver = true;
    this.#shop.calls.delete(this);
  }

  #release(writer: Writer): void {
    writer.isDone = true;
    this.#shop.writing.delete(writer.head);
    this.#stir(writer);
  }

  #stir(writer: Writer): void {
    this.#shop.stirred.add(writer.group);
  }

  #badReply(what: string): BackendError {
    const server = this.#options.policy.ref.name;
    return new BackendError('bad-reply', `The policy ${server} sent ${what}. Its adapter does not fit this server.`, {
      server,
      isRetryable: false,
    });
  }
}

/** Adds `piece` to the text of the writer's node. */
function take(writer: Writer, piece: Piece): void {
  writer.text += piece.text;
  writer.room -= piece.tokens;
  writer.untold = writer.untold === nothing ? piece : joined(writer.untold, piece);
}

function textOf(node: NodeId, { text, tokens, tokenIds }: Piece): SearchEvent {
  return { type: 'node-text', node, text, tokens, tokenIds: tokenIds && [...tokenIds] };
}

function joined(first: Piece, second: Piece): Piece {
  const tokenIds = first.tokenIds && second.tokenIds && [...first.tokenIds, ...second.tokenIds];
  return { text: first.text + second.text, tokens: first.tokens + second.tokens, tokenIds };
}

/**
 * Chains that need writing, as requests: siblings side by side without any text share one call, also across groups;
 * whatever was begun is continued alone (P-1). `heads` may come in any order.
 */
export function requestsFor(
  heads: readonly NodeId[],
  isFresh: (head: NodeId) => boolean,
  isNext: (left: NodeId, right: NodeId) => boolean,
): readonly (readonly NodeId[])[] {
  const requests: NodeId[][] = [];
  for (const head of heads.toSorted(compareIds)) {
    const request = requests.at(-1);
    const last = request?.at(-1);
    if (request !== undefined && last !== undefined && isFresh(head) && isFresh(last) && isNext(last, head))
      request.push(head);
    else requests.push([head]);
  }
  return requests;
}
