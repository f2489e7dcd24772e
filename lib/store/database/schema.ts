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
  /** Set for runs of experiments; unique together with the three after it. */
  experiment_id: string | null;
  cell: string | null;
  problem_id: string | null;
  seed: number | null;
}

export interface RunChunksTable {
  run_id: string;
  first_seq: number;
  last_seq: number;
  /** A JSON array of log entries; empty where they are packed. */
  entries: string;
  /** The same, deflated. */
  packed: Uint8Array | ArrayBuffer | null;
}

export interface RunMarksTable {
  run_id: string;
  /** When they were made last, milliseconds since the epoch. */
  at: number;
  /** 1 or 0. */
  is_starred: number;
  /** Each between two line breaks, in lower case, to be looked for. */
  tags: string;
  /** A RunMarks as JSON. */
  marks: string;
}

export interface RunCommandsTable {
  /** Sorts by time. */
  id: string;
  run_id: string;
  /** A RunCommand as JSON. */
  command: string;
}

export interface ExperimentsTable {
  /** Sorts by time. */
  id: string;
  status: string;
  /** An ExperimentHead as JSON. */
  head: string;
  last_seq: number;
}

export interface ExperimentEntriesTable {
  experiment_id: string;
  seq: number;
  /** An ExperimentEntry as JSON. */
  entry: string;
}

export interface RunResultsTable {
  run_id: string;
  experiment_id: string;
  /** When it was kept, milliseconds since the epoch. */
  at: number;
  /** Of policy and verifier, read and written. */
  tokens: number;
  /** As `encodeResult` writes it. */
  result: string;
}

export interface ProblemSetsTable {
  /** Sorts by time. */
  id: string;
  /** Null while it is written; unique otherwise. */
  name: string | null;
  created_at: number;
  /** A ProblemSet as JSON; empty while it is written. */
  summary: string;
}

export interface SetProblemsTable {
  set_id: string;
  /** Row of the file it came from. */
  position: number;
  unique_id: string;
  level: number | null;
  subject: string | null;
  /** The statement in lower case, for searching. */
  search_text: string;
  /** A Problem as JSON. */
  problem: string;
}

/** Who makes the searches of experiments, where one process does: one row. */
export interface ExperimentWorkTable {
  id: number;
  owner: string;
  /** By the database's own clock, milliseconds since the epoch. */
  lease_until: number;
}

/** What processes may have in flight on model servers that they share. */
export interface ServerSharesTable {
  address: string;
  owner: string;
  /** By the database's own clock, milliseconds since the epoch. */
  heard_at: number;
  /** Its share; for people who look. */
  sequences: number;
  /** A ServerShare as JSON. */
  details: string;
}

export interface Schema {
  runs: RunsTable;
  run_chunks: RunChunksTable;
  run_commands: RunCommandsTable;
  run_marks: RunMarksTable;
  experiments: ExperimentsTable;
  experiment_entries: ExperimentEntriesTable;
  run_results: RunResultsTable;
  problem_sets: ProblemSetsTable;
  set_problems: SetProblemsTable;
  experiment_work: ExperimentWorkTable;
  server_shares: ServerSharesTable;
}
