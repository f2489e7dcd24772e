import { Icon } from '@/components/ui/icon';
import type { CameraControl } from './camera-control';

interface TreeButtonsProps {
  readonly control: CameraControl;
  readonly isFollowing: boolean;
  readonly onFollow: () => void;
}

/** The view's own controls, for pointers and fingers. */
export function TreeButtons({ control, isFollowing, onFollow }: TreeButtonsProps) {
  return (
    <div role="group" aria-label="View of the tree" className="absolute top-10 left-3 z-20 flex gap-1 sm:flex-col">
      <button
        type="button"
        className="button button-square hidden bg-panel sm:inline-flex"
        aria-label="Zoom in"
        title="Zoom in ( + )"
        onClick={() => control.zoomIn()}
      >
        <Icon name="plus" />
      </button>
      <button
        type="button"
        className="button button-square hidden bg-panel sm:inline-flex"
        aria-label="Zoom out"
        title="Zoom out ( − )"
        onClick={() => control.zoomOut()}
      >
        <Icon name="minus" />
      </button>
      <button
        type="button"
        className="button button-square bg-panel"
        aria-label="Show the whole tree"
        title="Show the whole tree ( 0 )"
        onClick={() => control.fit()}
      >
        <Icon name="fit" />
      </button>
      <button
        type="button"
        className="button button-square bg-panel"
        aria-label="Follow the leader"
        title="Follow the leader ( F )"
        aria-pressed={isFollowing}
        onClick={onFollow}
      >
        <Icon name="crosshair" />
      </button>
    </div>
  );
}
