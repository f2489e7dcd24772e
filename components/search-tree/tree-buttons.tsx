import { treeWords } from '@/lib/words';
import { Icon, type IconName } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import type { CameraControl } from './camera-control';

interface TreeButtonsProps {
  readonly control: CameraControl;
  readonly isFollowing: boolean;
  readonly onFollow: () => void;
  readonly isFolded: boolean;
  readonly onFold: () => void;
}

/** The view's own controls, for pointers and fingers. */
export function TreeButtons({ control, isFollowing, onFollow, isFolded, onFold }: TreeButtonsProps) {
  const say = useSay();
  return (
    <div
      role="group"
      aria-label={say(treeWords.view)}
      data-chrome
      className="absolute right-3 bottom-2 z-20 flex gap-1 print:hidden sm:top-10 sm:right-auto sm:bottom-auto sm:left-3 sm:flex-col low:sm:flex-row"
    >
      <TreeButton icon="plus" label={say(treeWords.zoomIn)} keyHint="+" isForRoom onPress={() => control.zoomIn()} />
      <TreeButton icon="minus" label={say(treeWords.zoomOut)} keyHint="−" isForRoom onPress={() => control.zoomOut()} />
      <TreeButton icon="fit" label={say(treeWords.whole)} keyHint="0" onPress={() => control.fit()} />
      <TreeButton
        icon="crosshair"
        label={say(treeWords.follow)}
        keyHint="F"
        isPressed={isFollowing}
        onPress={onFollow}
      />
      <TreeButton icon="fold" label={say(treeWords.fold)} keyHint="X" isPressed={isFolded} onPress={onFold} />
    </div>
  );
}

interface TreeButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly keyHint: string;
  /** Left out on narrow screens, where two fingers do the same. */
  readonly isForRoom?: boolean;
  /** Of a button that stays pressed. */
  readonly isPressed?: boolean;
  readonly onPress: () => void;
}

function TreeButton({ icon, label, keyHint, isForRoom = false, isPressed, onPress }: TreeButtonProps) {
  return (
    <button
      type="button"
      className={`button button-square ${isForRoom ? 'hidden bg-panel sm:inline-flex low:sm:hidden' : 'bg-panel'}`}
      aria-label={label}
      title={`${label} ( ${keyHint} )`}
      aria-pressed={isPressed}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
