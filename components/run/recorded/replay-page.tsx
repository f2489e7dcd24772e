'use client';

import { useState, type DragEvent } from 'react';
import { recordedWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { FileChooser } from './file-chooser';
import { RacePage } from '../race/race-page';
import { RecordedView } from './recorded-view';
import { useRecordedRun } from './use-recorded-run';

/** Opens a recorded run from a file, chosen or dropped anywhere on the page. */
export function ReplayPage() {
  const say = useSay();
  const recorded = useRecordedRun();
  const [isOver, setIsOver] = useState(false);
  const { reading, open, turn } = recorded;
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (event.dataTransfer.files.length > 0) void open([...event.dataTransfer.files]);
  };
  const hasRun =
    reading.type === 'read' || ((reading.type === 'broken' || reading.type === 'reading') && reading.entries > 0);
  return (
    <div
      data-testid="drop-zone"
      data-reading={reading.type}
      className="relative flex flex-1 flex-col"
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          setIsOver(false);
      }}
      onDrop={onDrop}
    >
      {reading.type === 'race' ? (
        <RacePage key={turn} recorded={reading.race} />
      ) : hasRun ? (
        <RecordedView key={turn} recorded={recorded} />
      ) : (
        <FileChooser reading={reading} onChoose={(files) => void open(files)} />
      )}
      {isOver ? (
        <div className="pointer-events-none absolute inset-2 z-30 grid place-items-center rounded-xl border-2 border-dashed border-ink bg-(--shade)">
          <p className="panel px-5 py-3 text-lg font-medium">{say(recordedWords.drop)}</p>
        </div>
      ) : null}
    </div>
  );
}
