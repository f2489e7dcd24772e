'use client';

import { useState, type DragEvent } from 'react';
import { FileChooser } from './file-chooser';
import { RecordedView } from './recorded-view';
import { useRecordedRun } from './use-recorded-run';

/** Opens a recorded run from a file, chosen or dropped anywhere on the page. */
export function ReplayPage() {
  const recorded = useRecordedRun();
  const [isOver, setIsOver] = useState(false);
  const { reading, open } = recorded;
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped !== undefined) void open(dropped);
  };
  const hasRun = reading.type === 'read' || reading.type === 'reading' || (reading.type === 'broken' && reading.entries > 0);
  return (
    <div
      data-testid="drop-zone"
      data-reading={reading.type}
      className={`flex flex-1 flex-col ${isOver ? 'outline-3 -outline-offset-8 outline-dashed outline-mute' : ''}`}
      onDragOver={(event) => { event.preventDefault(); setIsOver(true); }}
      onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false); }}
      onDrop={onDrop}
    >
      {hasRun ? <RecordedView key={reading.name} recorded={recorded} /> : <FileChooser reading={reading} onChoose={(file) => void open(file)} />}
    </div>
  );
}
