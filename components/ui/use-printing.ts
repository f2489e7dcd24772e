'use client';

import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** A sheet within its margins, in CSS pixels: as wide as A4 and as high as Letter, so that it goes on either. */
export const sheet = { width: 700, height: 952 };

/** Paper is white, whatever the screen is. */
let themeBefore: string | undefined;
let isPrinting = false;

function begin(): void {
  if (isPrinting) return;
  isPrinting = true;
  themeBefore = document.documentElement.dataset['theme'];
  document.documentElement.dataset['theme'] = 'light';
  document.documentElement.dataset['paper'] = '';
}

function end(): void {
  if (!isPrinting) return;
  isPrinting = false;
  delete document.documentElement.dataset['paper'];
  if (themeBefore !== undefined) document.documentElement.dataset['theme'] = themeBefore;
}

/** Is the page being laid out for paper? The colours are those of the light theme meanwhile. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isPrinting,
    () => false,
  );
}

function subscribe(onChange: () => void): () => void {
  const media = matchMedia('print');
  const onBefore = () => {
    begin();
    // Firefox waits for nothing that is done later.
    flushSync(onChange);
  };
  const onAfter = () => {
    end();
    onChange();
  };
  const onMedia = () => (media.matches ? onBefore() : onAfter());
  // Before whoever draws: what is drawn for paper has its colours.
  window.addEventListener('beforeprint', onBefore, { capture: true });
  window.addEventListener('afterprint', onAfter);
  media.addEventListener('change', onMedia);
  return () => {
    window.removeEventListener('beforeprint', onBefore, { capture: true });
    window.removeEventListener('afterprint', onAfter);
    media.removeEventListener('change', onMedia);
  };
}
