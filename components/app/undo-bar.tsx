import { deletedWords, sharedWords } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { undoMs } from './use-delayed-delete';

interface UndoBarProps {
  readonly of: keyof typeof deletedWords;
  /** How many wait to be deleted. */
  readonly count: number;
  readonly onUndo: () => void;
}

/** Says that something is about to be gone for good, and brings it back. */
export function UndoBar({ of, count, onUndo }: UndoBarProps) {
  const say = useSay();
  return (
    <div role="status" className="sticky bottom-4 z-20 mx-auto w-fit">
      {count === 0 ? null : (
        <div
          data-testid="undo-bar"
          className="panel flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm shadow-lg shadow-(color:--shade)"
        >
          <p>{say(deletedWords[of], { count: formatCount(count), seconds: undoMs / 1000 })}</p>
          <button type="button" className="button" onClick={onUndo}>
            {say(sharedWords.undo)}
          </button>
        </div>
      )}
    </div>
  );
}
