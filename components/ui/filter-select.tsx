interface FilterSelectProps {
  readonly label: string;
  /** What it says while nothing is chosen, which is the empty value. */
  readonly none: string;
  readonly options: readonly { readonly value: string | number; readonly title: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly className?: string;
}

/** Narrows a list to one of several values, or does not. */
export function FilterSelect({ label, none, options, value, onChange, className = '' }: FilterSelectProps) {
  return (
    <select
      className={`field ${className}`}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{none}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ))}
    </select>
  );
}
