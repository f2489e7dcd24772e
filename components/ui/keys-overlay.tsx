'use client';

import { createContext, use, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { Icon } from './icon';

/** One line of the overlay: what to press and what it does. */
export interface KeyHint {
  readonly keys: readonly string[];
  readonly does: string;
}
export interface KeySection {
  readonly title: string;
  readonly hints: readonly KeyHint[];
}

interface KeysContext {
  readonly open: () => void;
  /** Registers a page's keys; returns the undo. */
  readonly add: (section: KeySection) => () => void;
}
const Context = createContext<KeysContext>({ open: () => {}, add: () => () => {} });

const everywhere: KeySection = {
  title: 'Everywhere',
  hints: [
    { keys: ['?'], does: 'Show these keys' },
    { keys: ['Tab'], does: 'Next control; Shift + Tab goes back' },
    { keys: ['Esc'], does: 'Close what is open' },
  ],
};

/** Holds the list of keys; `?` opens it on any page. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [sections, setSections] = useState<readonly KeySection[]>([]);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const value = useMemo<KeysContext>(
    () => ({
      open: () => dialog.current?.showModal(),
      add: (section) => {
        setSections((old) => [...old, section]);
        return () => setSections((old) => old.filter((other) => other !== section));
      },
    }),
    [],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || isTyping(event)) return;
      event.preventDefault();
      if (dialog.current?.open === true) dialog.current.close();
      else dialog.current?.showModal();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <Context value={value}>
      {children}
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        data-testid="keys-overlay"
        className="panel m-auto max-h-[86dvh] w-[min(56rem,94vw)] overflow-auto p-6 text-ink backdrop:bg-(--shade)"
        onClick={(event) => {
          if (event.target === dialog.current) dialog.current?.close();
        }}
      >
        <div className="mb-4 flex items-center justify-between gap-4">
          <h2 id={titleId} className="text-lg">
            Keys
          </h2>
          <button
            type="button"
            className="button button-quiet button-square"
            aria-label="Close the list of keys"
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          {[...sections, everywhere].map((section) => (
            <section key={section.title}>
              <h3 className="mb-2 text-sm font-medium text-mute">{section.title}</h3>
              <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 text-sm">
                {section.hints.map((hint) => (
                  <div key={hint.does} className="contents">
                    <dt className="flex gap-1">
                      {hint.keys.map((key) => (
                        <kbd key={key} className="kbd">
                          {key}
                        </kbd>
                      ))}
                    </dt>
                    <dd>{hint.does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </dialog>
    </Context>
  );
}

/** Tells the overlay about a page's keys for as long as the caller is mounted. `section` must keep its identity. */
export function useKeySection(section: KeySection): void {
  const { add } = use(Context);
  useEffect(() => add(section), [add, section]);
}

export function KeysButton() {
  const { open } = use(Context);
  return (
    <button
      type="button"
      className="button button-quiet button-square"
      aria-label="Show the keys"
      title="Keys ( ? )"
      onClick={open}
    >
      <Icon name="question" />
    </button>
  );
}

/** True when the key belongs to a text field, a select or an open dialogue rather than to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button'].includes(target.type))
  );
}
