/**
 * The tables, as the query layer sees them. Portable between SQLite and PostgreSQL: text, 64-bit integers, nothing else;
 * JSON is text.
 */

export interface RunsTable {
  id: string;
  /** Milliseconds since the epoch. */
  created_at: number;
  status: string;
  strategy: string;
  /** 1 right, 0 wrong, null unknown. */
  is_correct: number | null;
  /** The problem's text in lower case, for searching. */
  search_text: string;
  /** A RunSummary as JSON. */
  summary: string;
  last_seq: number;
  owner: string | null;
  /** By the database's own clock, milliseconds since the epoch. */
  lease_until: number;
  fence: number;
}

export interface RunChunksTable {
  run_id: string;
  first_seq: number;
  last_seq: number;
  /** A JSON array of log entries. */
  entries: string;
}

export interface RunCommandsTable {
  /** Sorts by time. */
  id: string;
  run_id: string;
  /** A RunCommand as JSON. */
  command: string;
}

export interface Schema {
  runs: RunsTable;
  run_chunks: RunChunksTable;
  run_commands: RunCommandsTable;
}
