'use client';

import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { RunSpec } from '@/lib/search';
import { raceWords, sharedWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { Told } from '@/components/ui/told';
import { useSay } from '@/components/ui/use-language';
import { KnownRivals } from './known-rivals';
import { RivalForm } from './rival-form';

interface AgainstProps {
  /** Of the run, or the first run, that others are to be raced against. */
  readonly spec: RunSpec;
  /** Ids of those that are in the race. */
  readonly runs: readonly string[];
  /** Of a run out of a file: keeps it on this server first, and resolves to its id. */
  readonly keep?: () => Promise<string>;
  readonly onRace: (runs: readonly string[]) => void;
}

/** Races what is there against another run of the same problem: a new one, or one that there is. */
export function Against({ spec, runs, keep, onRace }: AgainstProps) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  // Nothing is started beside what cannot be kept.
  const race = useMutation({
    mutationFn: async (rivalOf: () => Promise<string>) => {
      const own = keep === undefined ? runs : [...runs, await keep()];
      return [...own, await rivalOf()];
    },
    onSuccess: (all) => {
      dialog.current?.close();
      onRace(all);
    },
  });
  return (
    <>
      <button
        type="button"
        className="button button-terse"
        title={say(raceWords.againstHint)}
        onClick={() => {
          setIsOpen(true);
          dialog.current?.showModal();
        }}
      >
        <Icon name="flag" /> <span className="words">{say(raceWords.againstDots)}</span>
      </button>
      <dialog
        ref={dialog}
        aria-label={say(raceWords.against)}
        data-testid="against"
        className="panel m-auto max-h-[90dvh] w-[min(34rem,94vw)] overflow-auto p-5 text-ink backdrop:bg-(--shade)"
        onClose={() => setIsOpen(false)}
      >
        <div className="flex items-start justify-between gap-3">
          <h2 className="text-lg">{say(raceWords.againstDots)}</h2>
          <button
            type="button"
            className="button button-quiet button-square"
            aria-label={say(sharedWords.close)}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        {isOpen ? (
          <div className="mt-2 flex flex-col gap-5">
            {keep === undefined ? null : <p className="text-sm text-mute">{say(raceWords.keepsFirst)}</p>}
            {race.error === null ? null : (
              <Notice tone="bad" title={say(raceWords.notStarted)} testId="start-error">
                <Told what={race.error} />
              </Notice>
            )}
            <RivalForm spec={spec} isPending={race.isPending} onStart={race.mutate} />
            <KnownRivals problem={spec.problem} runs={runs} onChoose={(id) => race.mutate(async () => id)} />
          </div>
        ) : null}
      </dialog>
    </>
  );
}
