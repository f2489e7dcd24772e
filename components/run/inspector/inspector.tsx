'use client';

import { useState, type ReactNode } from 'react';
import { runWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { Tabs } from '@/components/ui/tabs';
import { useSay } from '@/components/ui/use-language';
import type { PanelName } from '../playback/view-form';

const tabs = [
  { name: 'step', label: runWords.stepTab },
  { name: 'answers', label: runWords.answersTab },
  { name: 'run', label: runWords.runTab },
] as const;

/**
 * Heights of the sheet on a narrow screen; a wide one has the inspector at its side, as high as the tree. Until the reader draws
 * it, it is half open, and closed on a screen that is low as well.
 */
const heights = {
  closed: 'max-lg:h-[2.6rem]',
  usual: 'max-lg:h-[46%] low:max-lg:h-[2.6rem]',
  half: 'max-lg:h-[46%]',
  full: 'max-lg:h-full',
} as const;
const order = ['closed', 'half', 'full'] as const;

interface InspectorProps {
  readonly panel: PanelName;
  readonly onPanelSelect: (panel: PanelName) => void;
  /** What the panel shows. */
  readonly children: ReactNode;
}

/** The chosen step, the answers, the run: beside the tree, or a sheet below it that can be drawn up. */
export function Inspector({ panel, onPanelSelect, children }: InspectorProps) {
  const say = useSay();
  const [height, setHeight] = useState<keyof typeof heights>('usual');
  const at = order.indexOf(height === 'usual' ? 'half' : height);
  const draw = (by: 1 | -1) => setHeight(order[at + by] ?? height);
  return (
    <aside
      aria-label={say(runWords.inspector)}
      data-height={height}
      className={`relative flex min-h-0 w-full shrink-0 flex-col border-t border-line bg-panel lg:w-[22rem] lg:border-t-0 lg:border-l xl:w-[26rem] 3xl:w-[30rem] ${heights[height]}`}
    >
      <Tabs
        label={say(runWords.inspector)}
        tabs={tabs.map(({ name, label }) => ({ name, label: say(label) }))}
        selected={panel}
        onSelect={(name) => {
          onPanelSelect(name);
          if (height !== 'full') setHeight('half');
        }}
        // What is said to those who listen stands outside of the flow: it scrolls with the rest, and not the page.
        panelClassName={`relative min-h-0 flex-1 overflow-auto px-4 py-4 outline-offset-[-3px] ${height === 'closed' ? 'max-lg:hidden' : height === 'usual' ? 'low:max-lg:hidden' : ''}`}
      >
        {children}
      </Tabs>
      <div className="absolute top-0.5 right-2 flex lg:hidden">
        <button
          type="button"
          className="button button-quiet button-square"
          aria-label={say(runWords.lower)}
          disabled={at === 0}
          onClick={() => draw(-1)}
        >
          <Icon name="chevron" />
        </button>
        <button
          type="button"
          className="button button-quiet button-square"
          aria-label={say(runWords.raise)}
          disabled={at === order.length - 1}
          onClick={() => draw(1)}
        >
          <span className="grid rotate-180">
            <Icon name="chevron" />
          </span>
        </button>
      </div>
    </aside>
  );
}
