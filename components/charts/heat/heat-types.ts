/** What a heat map is given: rows, columns and cells, with their words and colours ready. */
export interface HeatHead {
  readonly id: string;
  readonly title: string;
  /** A second line in smaller type. */
  readonly note?: string;
}

export interface HeatCell {
  /** Ids of its row and column. */
  readonly row: string;
  readonly column: string;
  /** What fills the cell: a colour and, never without it, words. */
  readonly colour: string;
  /** One under the other, at most three; the first is set a little stronger. */
  readonly lines: readonly string[];
  /** Hatched: what fills it does not stand out from others. */
  readonly isShaded: boolean;
  /** The whole cell in words. */
  readonly words: string;
}

export interface HeatData {
  readonly rows: readonly HeatHead[];
  readonly columns: readonly HeatHead[];
  readonly cells: readonly HeatCell[];
  readonly rowsLabel: string;
  readonly columnsLabel: string;
}
