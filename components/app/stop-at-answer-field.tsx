interface StopAtAnswerFieldProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Whether a solution is over as soon as a step of it holds an answer. */
export function StopAtAnswerField({ isOn, onChange }: StopAtAnswerFieldProps) {
  return (
    <label className="flex items-center gap-2 text-sm sm:col-span-2">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <span>A step with an answer in it ends its solution</span>
    </label>
  );
}
