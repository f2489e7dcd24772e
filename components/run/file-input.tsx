/** The file input itself, out of sight: its label is what is seen and clicked. */
export function FileInput({ onChoose }: { readonly onChoose: (file: File) => void }) {
  return (
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
  );
}
