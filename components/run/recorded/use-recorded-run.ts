'use client';

import { toldBy, type Told } from '@/lib/words';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import {
  changeMarks,
  importRun,
  isMarksFile,
  isRaceFile,
  keepPage,
  readMarksFile,
  readRaceFiles,
  RunLog,
  savedRunPage,
  type RecordedRace,
} from '@/lib/client';
import type { RunMarks } from '@/lib/runs/wire';
import { formOfRecorded, writeRaceForm } from '../race/race-form';
import { readRecording } from './read-recording';

export type Reading =
  | { readonly type: 'none' }
  | {
      readonly type: 'reading';
      readonly name: string;
      /** In [0, 1]. */ readonly share: number;
      readonly entries: number;
    }
  | { readonly type: 'read'; readonly name: string }
  /** Several runs in one file, to be looked at side by side. */
  | { readonly type: 'race'; readonly race: RecordedRace }
  /** `entries` could be read before the line that is wrong. */
  | { readonly type: 'broken'; readonly name: string; readonly why: Told; readonly entries: number };

interface Opened {
  /** Counts the files opened, so that each has a view of its own, whatever its name. */
  readonly turn: number;
  readonly log: RunLog;
  readonly file: File | undefined;
  /** That came with the log, or in a file beside it. */
  readonly marks: RunMarks | undefined;
}

/** A log from a file, read in the browser alone: no server sees it unless it is to be kept there. */
export function useRecordedRun() {
  const [{ turn, log, file, marks }, setOpened] = useState<Opened>(() => ({
    turn: 0,
    log: new RunLog(),
    file: undefined,
    marks: undefined,
  }));
  const [reading, setReading] = useState<Reading>({ type: 'none' });
  const latestTurn = useRef(0);
  const router = useRouter();

  /** A log, and its side file where it is among them; a side file alone goes with the log that is open. */
  const open = async (files: readonly File[]) => {
    const beside = files.find(isMarksFile);
    const chosen = files.find((each) => each !== beside) ?? (file === undefined ? beside : undefined);
    if (chosen !== undefined) await openLog(chosen);
    if (beside !== undefined && beside !== chosen) addMarks.mutate(beside);
  };
  const addMarks = useMutation({
    mutationFn: readMarksFile,
    onSuccess: (read) => setOpened((opened) => ({ ...opened, marks: read })),
  });

  const openLog = async (chosen: File) => {
    const own = ++latestTurn.current;
    const isLatest = () => own === latestTurn.current;
    // The cursor and the selection in the address belong to the file before.
    if (own > 1) window.history.replaceState(null, '', window.location.pathname);
    const fresh = new RunLog();
    setOpened({ turn: own, log: fresh, file: chosen, marks: undefined });
    addMarks.reset();
    setReading({ type: 'reading', name: chosen.name, share: 0, entries: 0 });
    keep.reset();
    save.reset();
    let entries = 0;
    try {
      if (await isRaceFile(chosen)) {
        const race = await readRaceFiles([chosen]);
        if (!isLatest()) return;
        const query = writeRaceForm(formOfRecorded(race)).toString();
        if (query !== '') window.history.replaceState(null, '', `${window.location.pathname}?${query}`);
        setReading({ type: 'race', race });
        return;
      }
      const onMarks = (read: RunMarks) => {
        if (isLatest()) setOpened((opened) => ({ ...opened, marks: read }));
      };
      for await (const piece of readRecording(chosen, onMarks)) {
        if (!isLatest()) return;
        fresh.push(piece.entries);
        entries += piece.entries.length;
        setReading({ type: 'reading', name: chosen.name, share: piece.share, entries });
      }
      if (isLatest()) setReading({ type: 'read', name: chosen.name });
    } catch (error) {
      if (!isLatest()) return;
      setReading({
        type: 'broken',
        name: chosen.name,
        why: toldBy(error),
        entries,
      });
    }
  };

  const kept = useRef<{ readonly file: File; readonly runId: Promise<string> } | undefined>(undefined);
  /** Resolves to the run's id on this server, where a file is kept once, whatever is done with it then. */
  const keepOnce = async () => {
    if (file === undefined) throw new Error('No file is open.');
    if (kept.current?.file !== file) kept.current = { file, runId: importRun(file).then(({ runId }) => runId) };
    const { runId } = kept.current;
    try {
      const id = await runId;
      if (marks !== undefined) await changeMarks(id, marks);
      return id;
    } catch (error) {
      if (kept.current?.runId === runId) kept.current = undefined;
      throw error;
    }
  };
  const keep = useMutation({
    mutationFn: keepOnce,
    onSuccess: (runId) => router.push(`/runs/${runId}`),
  });
  const save = useMutation({
    mutationFn: async () => {
      const { replay } = log.snapshot();
      keepPage(await savedRunPage(replay.entries, marks), (file?.name ?? 'run').replace(/\.[^.]*$/, ''));
    },
  });
  return { turn, log, marks, addMarks, reading, open, keep, keepOnce, save };
}

export type RecordedRun = ReturnType<typeof useRecordedRun>;
