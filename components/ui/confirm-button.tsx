'use client';

import { useId, useRef, type ReactNode } from 'react';

interface ConfirmButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly question: string;
  readonly explanation: string;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
}

/** A button for what cannot be undone: asks first, with the harmless answer in focus. */
export function ConfirmButton({ label, icon, question, explanation, confirmLabel, onConfirm }: ConfirmButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className="button button-quiet button-square"
        aria-label={label}
        title={label}
        onClick={() => dialog.current?.showModal()}
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
            Keep it
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
