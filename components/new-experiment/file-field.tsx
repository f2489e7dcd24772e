'use client';

import { useId, useState } from 'react';
import { importWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { Icon } from '@/components/ui/icon';
import { formatBytes } from '@/components/ui/numbers';

interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly file: File | undefined;
  readonly onChoose: (file: File) => void;
}

/** A file to choose or to drop here. The input itself is out of sight: what is seen is its label. */
export function FileField({ label, hint, accept, file, onChoose }: FileFieldProps) {
  const say = useSay();
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const dropped = event.dataTransfer.files[0];
        if (dropped !== undefined) onChoose(dropped);
      }}
    >
      <label
        htmlFor={id}
        className={`flex min-h-24 flex-col items-center justify-center gap-1 rounded-lg border border-dashed p-4 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${isOver ? 'border-ink bg-ink/8' : 'border-dim hover:border-ink'}`}
      >
        <span className="inline-flex items-center gap-2 font-medium wrap-anywhere">
          <Icon name="file" />{' '}
          {file === undefined ? label : say(importWords.fileOf, { name: file.name, size: formatBytes(file.size) })}
        </span>
        <span className="text-xs text-mute">
          {say(file === undefined ? importWords.chooseOrDrop : importWords.chooseAnother)}
        </span>
        <input
          id={id}
          type="file"
          accept={accept}
          className="sr-only"
          aria-label={label}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            // Choosing the same file again, mended meanwhile, is a change too.
            event.target.value = '';
            if (chosen !== undefined) onChoose(chosen);
          }}
        />
      </label>
      <p id={`${id}-hint`} className="mt-1 text-xs text-mute">
        {hint}
      </p>
    </div>
  );
}
