'use client';

interface ChoicesProps<Name extends string | number> {
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly { readonly name: Name; readonly label: string; readonly note?: string }[];
  readonly chosen: readonly Name[];
  readonly onChange: (chosen: readonly Name[]) => void;
}

/** Any of several, as boxes to tick; their order stays that of the choices. */
export function Choices<Name extends string | number>({ label, hint, choices, chosen, onChange }: ChoicesProps<Name>) {
  return (
    <fieldset className="min-w-0">
      <legend className="label">{label}</legend>
      <div className="mt-1 flex flex-wrap gap-1.5">
        {choices.map(({ name, label: text, note }) => {
          const isChosen = chosen.includes(name);
          return (
            <label
              key={name}
              className={`button max-w-full whitespace-normal wrap-anywhere has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${isChosen ? 'border-mute bg-ink/14' : ''}`}
            >
              <input
                type="checkbox"
                className="sr-only"
                checked={isChosen}
                onChange={() =>
                  onChange(
                    choices
                      .map((each) => each.name)
                      .filter((each) => (each === name ? !isChosen : chosen.includes(each))),
                  )
                }
              />
              {text}
              {note === undefined ? null : (
                <span className={isChosen ? 'font-normal' : 'font-normal text-mute'}>{note}</span>
              )}
            </label>
          );
        })}
      </div>
      {hint === undefined ? null : <p className="mt-1 text-xs text-mute">{hint}</p>}
    </fieldset>
  );
}
