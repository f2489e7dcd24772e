/**
 * The tree as columns of numbers, the form in which it is drawn and posted to a worker. A slot keeps its index for the
 * life of a run. Knows nothing of nodes and views, so that the worker stays small.
 */
/** How a node is drawn. */
export const form = {
  hidden: 0,
  root: 1,
  reserved: 2,
  growing: 3,
  living: 4,
  river: 5,
  finished: 6,
  twig: 7,
  stub: 8,
  ahead: 9,
  /** Several that led nowhere, drawn as one. */
  bundle: 10,
} as const;

/** `seam`: the run left another one right before it; `edited`: a person changed it. */
export const flag = { chosen: 1, leader: 2, right: 4, wrong: 8, seam: 16, edited: 32 } as const;

/** From so many slots on a picture costs more than a frame of the page may: it is painted in a worker, and in strips. */
export const manySlots = 1500;

/** River widths are drawn in this many steps. */
export const widthSteps = 16;

/** Numbers per slot in a change. */
export const stride = 9;

export interface SceneChange {
  /** True when everything before is to be forgotten. */
  readonly isReset: boolean;
  /** `stride` numbers per slot: index, column, lane, parent (-1: no edge leads to it), form, bucket, width, flags, progress. */
  readonly records: Float32Array;
  /** Texts beside finished nodes and bundles, by index. */
  readonly labels: readonly (readonly [number, string])[];
  /** From the ends of the solutions that a slot was written in sight of, by its index. */
  readonly links: readonly (readonly [number, readonly number[]])[];
}

/** The columnar store. Grows; indices are those of the layout's slots. */
export class Scene {
  /** Not always a whole number: what looks ahead stands between two columns. */
  column = new Float32Array(0);
  lane = new Float32Array(0);
  parent = new Int32Array(0);
  form = new Uint8Array(0);
  bucket = new Uint8Array(0);
  width = new Uint8Array(0);
  flags = new Uint8Array(0);
  progress = new Float32Array(0);
  count = 0;
  /** Slot indices by column, rounded down. */
  readonly columns: number[][] = [];
  readonly labels = new Map<number, string>();
  readonly links = new Map<number, readonly number[]>();
  /** Slots drawn afresh every frame: growing, chosen, edited, leader. */
  readonly growing = new Set<number>();
  readonly chosen = new Set<number>();
  readonly edited = new Set<number>();
  leader = -1;

  /** Slots that only have to be added to a picture, or `repaint` when what is painted already looks different now. */
  apply(change: SceneChange): 'nothing' | 'repaint' | readonly number[] {
    if (change.isReset) this.#clear();
    for (const [index, from] of change.links) this.links.set(index, from);
    const added: number[] = [];
    let isRepaint = change.isReset;
    const { records } = change;
    for (let at = 0; at < records.length; at += stride) {
      const index = records[at]!;
      this.#reach(index + 1);
      const before = this.form[index]!;
      const isNew = index >= this.count || this.parent[index] === -2;
      if (isNew) this.#place(index, records, at);
      const next = records[at + 4]!;
      const isSame =
        before === next &&
        this.bucket[index] === records[at + 5] &&
        this.width[index] === records[at + 6] &&
        (this.flags[index]! & ~flag.leader) === (records[at + 7]! & ~flag.leader);
      this.form[index] = next;
      this.bucket[index] = records[at + 5]!;
      this.width[index] = records[at + 6]!;
      this.flags[index] = records[at + 7]!;
      this.progress[index] = records[at + 8]!;
      this.#mark(index);
      if (isSame) continue;
      const wasPainted = before !== form.hidden && before !== form.reserved && before !== form.growing;
      if (wasPainted || next === form.hidden) isRepaint = true;
      else if (next !== form.growing || (this.flags[index] & flag.seam) !== 0) added.push(index);
    }
    for (const [index, text] of change.labels) {
      if (this.labels.get(index) === text) continue;
      this.labels.set(index, text);
      isRepaint = true;
    }
    if (isRepaint) return 'repaint';
    return added.length > 0 ? added : 'nothing';
  }

  #place(index: number, records: Float32Array, at: number): void {
    this.column[index] = records[at + 1]!;
    this.lane[index] = records[at + 2]!;
    this.parent[index] = records[at + 3]!;
    (this.columns[Math.floor(this.column[index])] ??= []).push(index);
    this.count = Math.max(this.count, index + 1);
  }

  #mark(index: number): void {
    if (this.form[index] === form.growing) this.growing.add(index);
    else this.growing.delete(index);
    if ((this.flags[index]! & flag.chosen) !== 0 && this.form[index] !== form.hidden) this.chosen.add(index);
    else this.chosen.delete(index);
    if ((this.flags[index]! & flag.edited) !== 0 && this.form[index] !== form.hidden) this.edited.add(index);
    else this.edited.delete(index);
    if ((this.flags[index]! & flag.leader) !== 0) this.leader = index;
    else if (this.leader === index) this.leader = -1;
  }

  #reach(size: number): void {
    if (size <= this.column.length) return;
    const capacity = Math.max(1024, 2 ** Math.ceil(Math.log2(size)));
    this.column = grown(this.column, new Float32Array(capacity));
    this.lane = grown(this.lane, new Float32Array(capacity));
    // -2 marks a slot that nothing was told about yet.
    this.parent = grown(this.parent, new Int32Array(capacity).fill(-2));
    this.form = grown(this.form, new Uint8Array(capacity));
    this.bucket = grown(this.bucket, new Uint8Array(capacity));
    this.width = grown(this.width, new Uint8Array(capacity));
    this.flags = grown(this.flags, new Uint8Array(capacity));
    this.progress = grown(this.progress, new Float32Array(capacity));
  }

  #clear(): void {
    this.parent.fill(-2);
    this.form.fill(form.hidden);
    this.count = 0;
    this.columns.length = 0;
    this.labels.clear();
    this.links.clear();
    this.growing.clear();
    this.chosen.clear();
    this.edited.clear();
    this.leader = -1;
  }
}

function grown<T extends Uint8Array | Uint16Array | Int32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
