'use client';

import { useState } from 'react';
import { Icon } from './icon';

/** Copies `text`; says whether it worked where it was pressed. Browsers allow it on HTTPS and on this machine only. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | undefined>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // No permission, or no clipboard on a plain HTTP address: the text is on the page to be selected by hand.
      setOutcome('refused');
    }
  };
  return (
    <button type="button" className="button" onClick={() => void copy()} onBlur={() => setOutcome(undefined)}>
      <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
      <span aria-live="polite">{outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'Not allowed here: select the text' : label}</span>
    </button>
  );
}
