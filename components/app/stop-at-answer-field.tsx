import { settingWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

interface StopAtAnswerFieldProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Whether a solution is over as soon as a step of it holds an answer. */
export function StopAtAnswerField({ isOn, onChange }: StopAtAnswerFieldProps) {
  const say = useSay();
  return (
    <label className="flex items-center gap-2 text-sm sm:col-span-2">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <span>{say(settingWords.stopAtAnswer)}</span>
    </label>
  );
}
