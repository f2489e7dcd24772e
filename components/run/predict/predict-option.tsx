import { gistOf, type Option, type Prediction } from '@/lib/tree';
import { predictWords, say, type Language } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { Icon } from '@/components/ui/icon';

/** As many hands as a hall has. */
const mostHands = 9_999;

interface PredictOptionProps {
  readonly option: Option;
  readonly place: number;
  readonly kind: Prediction['kind'];
  readonly isPicked: boolean;
  readonly isTold: boolean;
  readonly hands: number;
  readonly language: Language;
  readonly onPick: () => void;
  readonly onCount: (hands: number) => void;
}

/** One step or answer that may be guessed, by key, by pointer or by a count of hands; and what became of it. */
export function PredictOption(props: PredictOptionProps) {
  const { option, place, kind, isPicked, isTold, hands, language, onPick, onCount } = props;
  const { text, isChosen, isRight } = option;
  const fate = isChosen
    ? kind === 'vote'
      ? predictWords.chosen
      : predictWords.lives
    : kind === 'vote'
      ? predictWords.notChosen
      : predictWords.cut;
  return (
    <li
      className={`flex items-center gap-2 rounded-lg border p-1.5 ${isPicked ? 'border-ink bg-ink/5' : 'border-line'} ${isTold && !isChosen ? 'border-dashed' : ''}`}
      data-picked={isPicked}
      data-chosen={isTold ? isChosen : undefined}
    >
      <button
        type="button"
        className="flex min-w-0 flex-1 items-center gap-2 text-left text-sm"
        aria-pressed={isPicked}
        disabled={isTold}
        onClick={onPick}
      >
        <kbd className="kbd shrink-0">{place + 1}</kbd>
        <span className="min-w-0 truncate">
          {kind === 'vote' ? <MathText text={text} /> : gistOf(text)}
          {isPicked && isTold ? <span className="sr-only"> {predictWords.guessed[language]}</span> : null}
        </span>
      </button>
      {isTold ? (
        <span className="flex shrink-0 items-center gap-2 text-sm font-medium">
          <span className={isChosen ? 'text-ink' : 'text-mute'}>{fate[language]}</span>
          {isRight === undefined ? null : (
            <span className={`inline-flex items-center gap-1 ${isRight ? 'text-good' : 'text-bad'}`}>
              <Icon name={isRight ? 'check' : 'cross'} size={12} />
              {(isRight ? predictWords.right : predictWords.wrong)[language]}
            </span>
          )}
        </span>
      ) : (
        <input
          type="number"
          inputMode="numeric"
          className="field w-16 shrink-0"
          min={0}
          max={mostHands}
          aria-label={say(predictWords.hands, language, { option: place + 1 })}
          placeholder="–"
          value={hands === 0 ? '' : hands}
          onChange={(event) => onCount(Math.min(mostHands, Math.max(0, Math.floor(Number(event.target.value)) || 0)))}
        />
      )}
    </li>
  );
}
