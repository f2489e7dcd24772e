import { plural } from '@/components/ui/numbers';
import { undoMs } from './use-delayed-delete';

interface UndoBarProps {
  /** Runs that wait to be deleted. */
  readonly count: number;
  readonly onUndo: () => void;
}

/** Says that something is about to be gone for good, and brings it back. */
export function UndoBar({ count, onUndo }: UndoBarProps) {
  return (
    <div role="status" className="sticky bottom-4 z-20 self-center">
      {count === 0 ? null : (
        <div
          data-testid="undo-bar"
          className="panel flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm shadow-lg shadow-(color:--shade)"
        >
          <p>
            {plural(count, 'run')} deleted; {count === 1 ? 'it is' : 'they are'} gone for good after {undoMs / 1000}{' '}
            seconds, or when you leave this page.
          </p>
          <button type="button" className="button" onClick={onUndo}>
            Undo
          </button>
        </div>
      )}
    </div>
  );
}
