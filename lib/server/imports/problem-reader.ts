/**
 * A file of problems that is read as it comes: of each piece what can be read so far, in portions. Knows no store, no process and no
 * format.
 */
import { readProblems, readRows, type ProblemFile, type ReadRow } from '@/lib/problems';

/** In UTF-16 code units; the other process copies a portion without a turn for others. */
const portionLength = 1_000_000;
/** Of a row beside its statement. */
const rowLength = 200;

export interface ProblemPortion {
  readonly rows: readonly ReadRow[];
  /** What has to come before there are more: a piece, or the next question. Absent: there are no more. */
  readonly wants?: 'piece' | 'question';
}

/** A piece of the file, or word that there is no other. Neither: what is here already was more than a portion. */
export interface Fed {
  readonly piece?: Uint8Array<ArrayBuffer>;
  readonly isAll?: boolean;
}

export class ProblemReader {
  readonly #rows: AsyncGenerator<ReadRow, void>;
  #piece: Uint8Array | undefined;
  #isAll = false;
  /** The row that was asked for when the last piece was used up. */
  #next: Promise<IteratorResult<ReadRow, void>> | undefined;
  #wanting = signal();
  #coming = signal();

  constructor(form: ProblemFile['form']) {
    this.#rows = readProblems(readRows({ form, bytes: this.#bytes() }));
  }

  async read({ piece, isAll = false }: Fed): Promise<ProblemPortion> {
    if (piece !== undefined || isAll) {
      this.#piece = piece;
      this.#isAll = isAll;
      this.#wanting = signal();
      this.#coming.give();
    }
    const rows: ReadRow[] = [];
    for (let length = 0; length < portionLength;) {
      this.#next ??= this.#rows.next();
      // Once all is here nothing is wanted any more, and a promise that stays open would keep every race that it was in.
      const step = await (this.#isAll ? this.#next : Promise.race([this.#next, this.#wanting.given]));
      if (step === undefined) return { rows, wants: 'piece' };
      this.#next = undefined;
      if (step.done === true) return { rows };
      rows.push(step.value);
      length += rowLength + ('problem' in step.value ? step.value.problem.text.length : 0);
    }
    return { rows, wants: 'question' };
  }

  async *#bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = this.#piece;
      this.#piece = undefined;
      if (piece !== undefined) yield piece;
      else if (this.#isAll) return;
      else {
        this.#coming = signal();
        this.#wanting.give();
        await this.#coming.given;
      }
    }
  }
}

interface Signal {
  readonly given: Promise<undefined>;
  readonly give: () => void;
}

function signal(): Signal {
  let give = () => {};
  const given = new Promise<undefined>((resolve) => {
    give = () => resolve(undefined);
  });
  return { given, give };
}
