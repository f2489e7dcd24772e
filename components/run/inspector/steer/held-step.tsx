'use client';

import { useState } from 'react';
import type { NodeId } from '@/lib/search';
import { nodeLabel } from '@/lib/tree';
import { decisionWords, runWords } from '@/lib/words';
import { useKeys } from '@/components/ui/keys-overlay';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';

interface HeldStepProps {
  /** The chosen step. */
  readonly node: NodeId | undefined;
  readonly onBeside: (node: NodeId) => void;
}

/** Two steps are laid beside each other by a key pressed on each; in between says which one is held. */
export function HeldStep({ node, onBeside }: HeldStepProps) {
  const say = useSay();
  const [held, setHeld] = useState<NodeId | undefined>();
  const take = (chosen: NodeId) => {
    if (held === undefined) setHeld(chosen);
    else {
      setHeld(undefined);
      if (held !== chosen) onBeside(held);
    }
  };
  useKeys({
    title: say(runWords.tree),
    lines: [
      {
        does: say(decisionWords.keyBeside),
        keys: { v: node === undefined ? undefined : () => take(node) },
      },
    ],
  });
  if (held === undefined) return null;
  return (
    <p
      role="status"
      data-testid="held"
      className="panel pointer-events-none absolute inset-x-0 bottom-14 z-20 mx-auto w-fit rounded-full px-4 py-1.5 text-sm text-mute shadow-lg"
    >
      <Said
        text={decisionWords.held}
        parts={{ step: <span className="text-ink">{nodeLabel(held)}</span>, key: <kbd className="kbd">V</kbd> }}
      />
    </p>
  );
}
