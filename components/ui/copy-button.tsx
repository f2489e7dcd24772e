'use client';

import { useState } from 'react';
import { sharedWords } from '@/lib/words';
import { Icon, type IconName } from './icon';
import { useSay } from './use-language';

interface CopyButtonProps {
  /** A function is asked when the button is pressed. */
  readonly text: string | (() => string);
  readonly label: string;
  readonly icon?: IconName;
  /** Where the text can be had otherwise. */
  readonly refusal?: string;
  /** A sign alone, for a row of signs. */
  readonly isSign?: boolean;
}

/** Copies `text`; says whether it worked where it was pressed. Browsers allow it on HTTPS and on this machine only. */
export function CopyButton({ text, label, icon = 'copy', refusal, isSign = false }: CopyButtonProps) {
  const say = useSay();
  const [outcome, setOutcome] = useState<'copied' | 'refused' | undefined>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setOutcome('copied');
    } catch {
      // No permission, or no clipboard on a plain HTTP address: the text is on the page to be selected by hand.
      setOutcome('refused');
    }
  };
  const words =
    outcome === 'copied'
      ? say(sharedWords.copied)
      : outcome === 'refused'
        ? (refusal ?? say(sharedWords.notCopied))
        : label;
  return (
    <button
      type="button"
      className={`button ${isSign ? 'button-quiet button-square' : ''}`}
      title={isSign ? words : undefined}
      onClick={() => void copy()}
      onBlur={() => setOutcome(undefined)}
    >
      <Icon name={outcome === 'copied' ? 'check' : outcome === 'refused' ? 'cross' : icon} />
      {isSign ? (
        <span aria-live="polite" className="words">
          {words}
        </span>
      ) : (
        // All in one place, so that the button is as wide before as after, and what stands beside it stays under the pointer.
        <span aria-live="polite" className="inline-grid justify-items-start">
          {[label, say(sharedWords.copied), ...(outcome === 'refused' ? [words] : [])].map((each) => (
            <span key={each} className={`[grid-area:1/1] ${each === words ? '' : 'invisible'}`}>
              {each}
            </span>
          ))}
        </span>
      )}
    </button>
  );
}
