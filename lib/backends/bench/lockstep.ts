/**
 * The schedule of the reference toolkit (search-and-learn, `beam_search.py`: one `llm.generate` over all beams of a batch of
 * problems, then one `prm.score` over them, and again) put around our own ports: no search writes on before all have been
 * scored, and none is scored before all have written. Everything else stays as it is, so that the two can be compared.
 */
import type { Policy, Proposal, Verifier } from '@/lib/search';

type Kind = 'write' | 'score';

/** Calls that begin together and end together. */
interface Phase {
  readonly open: () => void;
  readonly opened: Promise<void>;
  readonly close: () => void;
  readonly closed: Promise<void>;
  calls: number;
}

function createPhase(): Phase {
  let open = () => {};
  let close = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  return { open, opened, close, closed, calls: 0 };
}

/** So many turns of the event loop, and every search has asked for what it needs next. */
const settlingTurns = 50;

export class Lockstep {
  /** Wall-clock spent in each kind of phase. */
  readonly seconds: Record<Kind, number> = { write: 0, score: 0 };
  #running = 0;
  #settling = 0;
  #next: Record<Kind, Phase> = { write: createPhase(), score: createPhase() };

  policy(policy: Policy): Policy {
    const inPhase = this.#inPhase.bind(this);
    return {
      ref: policy.ref,
      prepare: (...asked) => this.#run(policy.prepare(...asked)),
      async *propose(request, signal) {
        yield* await inPhase('write', async () => {
          const proposals: (readonly Proposal[])[] = [];
          for await (const together of policy.propose(request, signal)) proposals.push(together);
          return proposals;
        });
      },
    };
  }

  verifier(verifier: Verifier): Verifier {
    return {
      ref: verifier.ref,
      score: (request, signal) => this.#inPhase('score', () => verifier.score(request, signal)),
    };
  }

  async #inPhase<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
    const phase = this.#next[kind];
    phase.calls++;
    this.#settle();
    await phase.opened;
    try {
      return await work();
    } finally {
      if (--phase.calls === 0) phase.close();
      await phase.closed;
    }
  }

  async #run<T>(work: Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work;
    } finally {
      this.#running--;
      this.#settle();
    }
  }

  /** Opens the next phase once nothing runs and nobody asks for more. */
  #settle(): void {
    const own = ++this.#settling;
    let turns = 0;
    const turn = () => {
      if (own !== this.#settling || this.#running > 0) return;
      if (++turns < settlingTurns) setImmediate(turn);
      else this.#open();
    };
    setImmediate(turn);
  }

  #open(): void {
    // Whoever has written is scored before anybody writes on.
    const kind = this.#next.score.calls > 0 ? 'score' : 'write';
    const phase = this.#next[kind];
    if (phase.calls === 0) return;
    this.#next[kind] = createPhase();
    const from = performance.now();
    void this.#run(
      phase.closed.then(() => {
        this.seconds[kind] += (performance.now() - from) / 1_000;
      }),
    );
    phase.open();
  }
}
