/** The nodes of a view by their ids, read out of its order: a map of them would be made anew for every frame. */
import type { NodeId } from '@/lib/search';
import type { Layout } from './layout';

export class NodesById<Node> {
  readonly size: number;
  readonly #indexOf: Layout['indexOf'];
  readonly #order: readonly (Node | undefined)[];

  /** `order`: by slot index; undefined where the slot is not there. */
  constructor({ indexOf }: Pick<Layout, 'indexOf'>, order: readonly (Node | undefined)[]) {
    this.#indexOf = indexOf;
    this.#order = order;
    this.size = order.reduce((count, node) => (node === undefined ? count : count + 1), 0);
  }

  get(id: NodeId): Node | undefined {
    const index = this.#indexOf.get(id);
    return index === undefined ? undefined : this.#order[index];
  }

  has(id: NodeId): boolean {
    return this.get(id) !== undefined;
  }

  /** In slot order. */
  values(): readonly Node[] {
    return this.#order.filter((node) => node !== undefined);
  }
}
