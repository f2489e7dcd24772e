'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { backendsQuery, type RacedModel, type RecordedRace } from '@/lib/client';
import type { BackendStatus } from '@/lib/backends/status';
import { useUrlForm } from '@/components/app/use-url-form';
import { useLanguage } from '@/components/ui/use-language';
import { formOfRecorded, readRaceForm, writeRaceForm, type RaceForm } from './race-form';
import { RaceLogs } from './race-logs';
import { Courses, raceOf } from './race-model';

/** A race of runs of this server, or out of files: its logs as they grow, its form, and the race at the place of the clock. */
export function useRace(opened: RecordedRace | undefined) {
  const [form, change] = useUrlForm<RaceForm>(readRaceForm, writeRaceForm);
  const [recorded, setRecorded] = useState(opened);
  const [store] = useState(() => new RaceLogs());
  const [courses] = useState(() => new Courses());
  const { runs } = form;
  const isRecorded = recorded !== undefined && runs.length === 0;

  useEffect(() => {
    if (isRecorded) store.load(recorded);
    else store.follow(runs);
  }, [store, runs, recorded, isRecorded]);
  useEffect(() => store.close, [store]);

  const logs = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  // What a run cost is reckoned by what its models are now, as an experiment does; a file brings what was known then.
  const { data: backends } = useQuery({ ...backendsQuery(), enabled: !isRecorded });
  const facts = useMemo(
    () => (isRecorded ? recorded.models : (backends?.map(racedModel) ?? [])),
    [isRecorded, recorded, backends],
  );
  const language = useLanguage();
  const race = useMemo(() => raceOf(logs, form, { facts, courses, language }), [logs, form, facts, courses, language]);
  return {
    form,
    change,
    race,
    facts,
    isRecorded,
    open: (race: RecordedRace) => {
      setRecorded(race);
      change(formOfRecorded(race));
    },
  };
}

function racedModel({ role, name, parametersM, promptPrice, completionPrice }: BackendStatus): RacedModel {
  return {
    role,
    name,
    ...(parametersM === undefined ? {} : { parametersM }),
    ...(promptPrice === undefined ? {} : { promptPrice }),
    ...(completionPrice === undefined ? {} : { completionPrice }),
  };
}
