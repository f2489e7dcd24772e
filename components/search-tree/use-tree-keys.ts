'use client';

import { useEffect } from 'react';
import { isTyping, useKeySection, type KeySection } from '@/components/ui/keys-overlay';
import type { CameraControl } from './camera-control';

const section: KeySection = {
  title: 'Tree',
  hints: [
    { keys: ['←', '→'], does: 'Parent, best child (the tree must have the focus)' },
    { keys: ['↑', '↓'], does: 'The step above, below' },
    { keys: ['Home', 'End'], does: 'The problem, the leader or chosen answer' },
    { keys: ['+', '−'], does: 'Zoom' },
    { keys: ['0'], does: 'Show the whole tree' },
    { keys: ['F'], does: 'Follow the leader' },
  ],
};

/** The keys of the view, wherever the focus is but in a text field. */
export function useTreeKeys({
  control,
  onFollow,
}: {
  readonly control: CameraControl;
  readonly onFollow: () => void;
}): void {
  useKeySection(section);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || document.querySelector('dialog[open]') !== null) return;
      switch (event.key) {
        case '+':
        case '=':
          control.zoomIn();
          break;
        case '-':
          control.zoomOut();
          break;
        case '0':
          control.fit();
          break;
        case 'f':
          onFollow();
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [control, onFollow]);
}
