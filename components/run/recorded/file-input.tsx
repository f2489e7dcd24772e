import type { ReactNode } from 'react';

interface FileInputProps {
  readonly className: string;
  readonly children: ReactNode;
  readonly onChoose: (files: readonly File[]) => void;
}

/** Chooses a log file, and what lies beside it. The input itself is out of sight: what is seen and clicked is its label. */
export function FileInput({ className, children, onChoose }: FileInputProps) {
  return (
    <label
      className={`${className} cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
    >
      {children}
      <input
        type="file"
        multiple
        accept=".ndjson,.jsonl,.json,application/x-ndjson"
        className="sr-only"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // Choosing the same file again, mended meanwhile, is a change too.
          event.target.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
    </label>
  );
}
