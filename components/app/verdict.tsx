import { sharedWords } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

/** Right or wrong by shape, word and colour; nothing when there is no reference answer to compare with. */
export function Verdict({
  isCorrect,
  size = 'small',
  isTerse = false,
}: {
  readonly isCorrect: boolean | undefined;
  readonly size?: 'small' | 'large';
  /** On a narrow screen its shape stands alone. */
  readonly isTerse?: boolean;
}) {
  const say = useSay();
  if (isCorrect === undefined) return null;
  return (
    <span
      data-verdict={isCorrect ? 'right' : 'wrong'}
      className={`inline-flex items-center gap-1.5 font-medium ${isCorrect ? 'text-good' : 'text-bad'} ${size === 'large' ? 'text-lg' : 'text-sm'}`}
    >
      <span
        className={`grid size-[1.25em] place-items-center text-bg ${isCorrect ? 'rounded-full bg-good' : 'rounded-[0.25em] bg-bad'}`}
      >
        <Icon name={isCorrect ? 'check' : 'cross'} size={12} />
      </span>
      <span className={isTerse ? 'max-sm:sr-only' : undefined}>
        {say(isCorrect ? sharedWords.right : sharedWords.wrong)}
      </span>
    </span>
  );
}
