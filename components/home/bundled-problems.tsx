'use client';

import { useMemo, useState } from 'react';
import type { ListedProblem } from '@/lib/runs/wire';
import { gistOf } from '@/lib/tree';
import { Placeholder } from '@/components/app/load-state';
import { Icon } from '@/components/ui/icon';
import { plural } from '@/components/ui/numbers';
import type { NewRun } from './use-new-run';

/** Rows in the page at once; the search narrows the rest. */
const shownRows = 80;

/** The bundled problems, narrowed by words, level and family. */
export function BundledProblems({ newRun }: { readonly newRun: NewRun }) {
  const { problems, problem, change } = newRun;
  const [text, setText] = useState('');
  const [level, setLevel] = useState('');
  const [family, setFamily] = useState('');
  const all = useMemo(() => problems.data?.problems ?? [], [problems.data]);
  const families = useMemo(() => [...new Set(all.flatMap((each) => each.subject ?? []))].sort(), [all]);
  const found = useMemo(() => filtered(all, { text, level, family }), [all, text, level, family]);
  if (problems.isPending) return <Placeholder rows={5} label="Reading the bundled problems" />;
  if (problems.data === undefined) return <p className="text-sm text-mute">The bundled problems cannot be read now. You can type one of your own meanwhile.</p>;
  const draw = () => {
    const drawn = found[Math.floor(Math.random() * found.length)];
    if (drawn !== undefined) change({ source: 'bundled', problem: drawn.uniqueId });
  };
  return (
    <>
      <div className="@container">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 @xl:grid-cols-[minmax(0,1fr)_auto_auto_auto]">
        <input type="search" className="field" aria-label="Search the problems" placeholder="Search" value={text} onChange={(event) => setText(event.target.value)} />
        <select className="field order-last @xl:order-none" aria-label="Level" value={level} onChange={(event) => setLevel(event.target.value)}>
          <option value="">Any level</option>
          {[1, 2, 3, 4, 5].map((each) => <option key={each} value={each}>Level {each}</option>)}
        </select>
        <select className="field order-last max-w-44 @xl:order-none" aria-label="Family" value={family} onChange={(event) => setFamily(event.target.value)}>
          <option value="">Any family</option>
          {families.map((each) => <option key={each} value={each}>{each}</option>)}
        </select>
        <button type="button" className="button" disabled={found.length === 0} onClick={draw}><Icon name="dice" /> Random</button>
      </div>
      </div>
      {found.length === 0 ? (
        <p className="py-6 text-center text-sm text-mute">
          No problem matches. <button type="button" className="link text-ink" onClick={() => { setText(''); setLevel(''); setFamily(''); }}>Show all {all.length}</button>
        </p>
      ) : (
        <ul aria-label={`${plural(found.length, 'problem')} found`} className="-mx-2 max-h-[max(19rem,100dvh-34rem)] overflow-auto">
          {found.slice(0, shownRows).map((each) => {
            const isChosen = each.uniqueId === problem?.uniqueId;
            return (
              <li key={each.uniqueId}>
                <button
                  type="button"
                  aria-pressed={isChosen}
                  onClick={() => change({ source: 'bundled', problem: each.uniqueId })}
                  className={`flex w-full items-baseline gap-3 rounded-md px-2 py-1.5 text-left text-sm ${isChosen ? 'bg-ink/10' : 'hover:bg-ink/5'}`}
                >
                  <span className="w-5 shrink-0 text-xs text-mute" title={`level ${each.level ?? 'unknown'}`}>{each.level === undefined ? '–' : `L${each.level}`}</span>
                  <span className="min-w-0 flex-1 truncate">{gistOf(each.text)}</span>
                  <span className="hidden max-w-32 shrink-0 truncate text-xs text-mute sm:inline">{each.subject}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <p className="text-xs text-mute">{found.length > shownRows ? `${shownRows} of ${plural(found.length, 'problem')} shown; search to narrow them.` : plural(found.length, 'problem')}</p>
    </>
  );
}

function filtered(all: readonly ListedProblem[], filter: { readonly text: string; readonly level: string; readonly family: string }): readonly ListedProblem[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((problem) => {
    if (filter.level !== '' && String(problem.level) !== filter.level) return false;
    if (filter.family !== '' && problem.subject !== filter.family) return false;
    const haystack = `${problem.text} ${problem.subject ?? ''}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}
