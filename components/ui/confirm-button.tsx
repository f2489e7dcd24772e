'use client';

import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { navigationWords, sharedWords } from '@/lib/words';
import { useSay } from './use-language';
import { useIsViewingOnly } from './viewing-only';

interface ConfirmButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly question: string;
  readonly explanation: string;
  readonly confirmLabel: string;
  /** What the answer would be about, as it stands: a run that is under way, a run that is over. The question itself where that says it. */
  readonly about?: string;
  readonly onConfirm: () => void;
}

/**
 * A button for what cannot be undone: asks first, with the harmless answer in focus. An open question never changes its
 * subject: when what it is about is no longer so, it closes itself, before another one could stand under the pointer.
 */
export function ConfirmButton({
  label,
  icon,
  question,
  explanation,
  confirmLabel,
  about = question,
  onConfirm,
}: ConfirmButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const isViewing = useIsViewingOnly();
  const say = useSay();
  useLayoutEffect(() => {
    dialog.current?.close();
  }, [about]);
  return (
    <>
      <button
        type="button"
        className="button button-quiet button-square"
        aria-label={label}
        aria-disabled={isViewing || undefined}
        title={isViewing ? say(navigationWords.whyViewingOnly) : label}
        onClick={() => {
          if (!isViewing) dialog.current?.showModal();
        }}
      >
        {icon}
      </button>
      <dialog
        ref={dialog}
        role="alertdialog"
        aria-labelledby={`${id}-q`}
        aria-describedby={`${id}-e`}
        className="panel m-auto w-[min(28rem,92vw)] p-6 text-ink backdrop:bg-(--shade)"
      >
        <h2 id={`${id}-q`} className="text-lg">
          {question}
        </h2>
        <p id={`${id}-e`} className="mt-2 text-sm text-mute">
          {explanation}
        </p>
        <div className="mt-5 flex justify-end gap-2">
          <button type="button" className="button" autoFocus onClick={() => dialog.current?.close()}>
            {say(sharedWords.keepIt)}
          </button>
          <button
            type="button"
            className="button button-primary"
            onClick={() => {
              dialog.current?.close();
              onConfirm();
            }}
          >
            {confirmLabel}
          </button>
        </div>
      </dialog>
    </>
  );
}
