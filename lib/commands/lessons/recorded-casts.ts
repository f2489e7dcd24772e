/** The runs of lessons that were found before, read back from the logs that were written then. Knows no rule. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { assertDefined } from '@/lib/base';
import { logEntrySchema } from '@/lib/runs/wire';
import { applyEvents, initialState } from '@/lib/search';
import type { Found } from './casting';
import { logFileOf } from './lesson-files';
import type { Candidate, LessonPlan } from './plan';
import type { Recording } from './studio';

/**
 * What each rule found, as far as lessons show it. Rules of which a log that is shown is not in `folder` are left out. Throws where a log cannot
 * be read, or is of none of the `candidates`.
 */
export function recordedCasts(
  plans: readonly LessonPlan[],
  folder: string,
  candidates: readonly Candidate[],
): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  const lost = new Set<string>();
  for (const { id, acts } of plans) {
    for (const { rule, shows } of acts) {
      const files = shows.map((name) => [name, join(folder, logFileOf(rule.name, name))] as const);
      if (!files.every(([, file]) => existsSync(file))) {
        lost.add(rule.name);
        continue;
      }
      const cast = Object.fromEntries(files.map(([name, file]) => [name, recordingIn(file)]));
      const { problem } = assertDefined(cast[shows[0] ?? ''], 'an act shows a run').spec;
      const candidate = assertDefined(
        candidates.find((each) => each.problem.uniqueId === problem.uniqueId),
        `the problem of ${id} is among the candidates`,
      );
      // Another lesson may show other runs of the same rule.
      found.set(rule.name, { candidate, cast: { ...found.get(rule.name)?.cast, ...cast } });
    }
  }
  return new Map([...found].filter(([name]) => !lost.has(name)));
}

function recordingIn(file: string): Recording {
  const entries = gunzipSync(readFileSync(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => logEntrySchema.parse(JSON.parse(line)));
  const state = applyEvents(
    initialState,
    entries.map(({ event }) => event),
  );
  return { spec: assertDefined(state.spec, `${file} begins with its run`), entries, state };
}
