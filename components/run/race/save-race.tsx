'use client';

import { raceFileText, type RacedModel } from '@/lib/client';
import { raceWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import type { Race } from './race-model';

/** The race as it stands as one file: its logs, what is known of their models, what its clock counts, and its budgets. */
export function SaveRace({ race, models }: { readonly race: Race; readonly models: readonly RacedModel[] }) {
  const say = useSay();
  const { by, limit } = race;
  const lanes = race.lanes.filter(({ source }) => source.lane.end > 0);
  const used = new Set(lanes.flatMap(({ spec }) => [spec?.policy.name, spec?.verifier?.name]));
  return (
    <button
      type="button"
      className="button button-quiet button-square"
      aria-label={say(raceWords.download)}
      title={say(raceWords.downloadHint)}
      onClick={() => {
        const text = raceFileText({
          runs: lanes.map(({ source }) => ({ id: source.id, entries: source.log.snapshot().replay.entries })),
          models: models.filter(({ name }) => used.has(name)),
          by,
          ...(limit === undefined ? {} : { limit, budgets: lanes.map(({ budget }) => budget) }),
        });
        const address = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
        const link = document.createElement('a');
        link.href = address;
        link.download = 'longthink-race.ndjson';
        link.click();
        URL.revokeObjectURL(address);
      }}
    >
      <Icon name="download" />
    </button>
  );
}
