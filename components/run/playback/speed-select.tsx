import { replaySpeeds } from '@/lib/tree';
import { runWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

interface SpeedSelectProps {
  /** A multiple of what happened. */
  readonly speed: number;
  readonly onChange: (speed: number) => void;
}

/** How fast a replay plays. */
export function SpeedSelect({ speed, onChange }: SpeedSelectProps) {
  const say = useSay();
  return (
    <select
      className="field ml-1 min-h-0 w-auto border-transparent bg-transparent px-1 py-1 text-sm"
      aria-label={say(runWords.speed)}
      value={speed}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {replaySpeeds.map((each) => (
        <option key={each} value={each}>
          {each}×
        </option>
      ))}
    </select>
  );
}
