'use client';

import { createContext, use, useEffect, useEffectEvent, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { navigationWords, type Say } from '@/lib/words';
import { Icon } from './icon';
import { actOf, joinedSections, namesOf, type KeySection } from './keys';
import { useSay } from './use-language';

interface KeysContext {
  readonly open: () => void;
  /** Takes a part of the page's keys, asked for anew at every key; returns the undo. */
  readonly add: (read: () => KeySection) => () => void;
}
const Context = createContext<KeysContext>({ open: () => {}, add: () => () => {} });

/** Listens for every key of the page, and lists them; `?` opens the list on any page. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [readers] = useState(() => new Set<() => KeySection>());
  const [listed, setListed] = useState<readonly KeySection[]>([]);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const say = useSay();
  const context = useMemo<KeysContext>(
    () => ({
      open: () => {
        setListed(joinedSections([...readers].map((read) => read())));
        dialog.current?.showModal();
      },
      add: (read) => {
        readers.add(read);
        return () => readers.delete(read);
      },
    }),
    [readers],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Whatever is open has the keys for itself.
      const isAnyOpen = document.querySelector('dialog[open]') !== null;
      if (isAnyOpen && dialog.current?.open !== true) return;
      const toggle = isAnyOpen ? () => dialog.current?.close() : context.open;
      const act = actOf(
        event,
        isAnyOpen ? [everywhere(toggle, say)] : [...[...readers].map((read) => read()), everywhere(toggle, say)],
      );
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [context, readers, say]);

  return (
    <Context value={context}>
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
            {say(navigationWords.keys)}
          </h2>
          <button
            type="button"
            className="button button-quiet button-square"
            aria-label={say(navigationWords.closeKeys)}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          {[...listed, everywhere(undefined, say)].map((section) => (
            <KeyList key={section.title} section={section} />
          ))}
        </div>
      </dialog>
    </Context>
  );
}

/** The keys that every page has; the last two are the browser's own. */
function everywhere(toggle: (() => void) | undefined, say: Say): KeySection {
  return {
    title: say(navigationWords.everywhere),
    lines: [
      { does: say(navigationWords.showTheseKeys), keys: { '?': toggle } },
      { does: say(navigationWords.nextControl), keys: { Tab: undefined } },
      { does: say(navigationWords.closeOpen), keys: { Escape: undefined } },
    ],
  };
}

function KeyList({ section: { title, lines } }: { readonly section: KeySection }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium text-mute">{title}</h3>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 text-sm">
        {lines.map(({ does, keys }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {Object.keys(keys)
                .flatMap(namesOf)
                .map((name) => (
                  <kbd key={name} className="kbd">
                    {name}
                  </kbd>
                ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Gives the page these keys for as long as the caller is mounted. The acts may be new ones at every render. */
export function useKeys(section: KeySection): void {
  const { add } = use(Context);
  const read = useEffectEvent(() => section);
  useEffect(() => add(() => read()), [add]);
}

export function KeysButton() {
  const { open } = use(Context);
  const say = useSay();
  return (
    <button
      type="button"
      className="button button-quiet button-square"
      aria-label={say(navigationWords.showKeys)}
      title={say(navigationWords.keysHint)}
      onClick={open}
    >
      <Icon name="question" />
    </button>
  );
}
