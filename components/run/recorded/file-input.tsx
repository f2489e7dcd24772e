import type { ReactNode } from 'react';

interface FileInputProps {
  readonly className: string;
  readonly children: ReactNode;
  readonly onChoose: (file: File) => void;
}

/** Chooses a log file. The input itself is out of sight: what is seen and clicked is its label. */
export function FileInput({ className, children, onChoose }: FileInputProps) {
  return (
    <label
      className={`${className} cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
    >
      {children}
      <input
        type="file"
        accept=".ndjson,.jsonl,.json,application/x-ndjson"
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Choosing the same file again, mended meanwhile, is a change too.
          event.target.value = '';
          if (file !== undefined) onChoose(file);
        }}
      />
    </label>
  );
}
