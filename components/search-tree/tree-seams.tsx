import { useEffect, useMemo, useRef } from 'react';
import { editWords, seamsIn, type Seam, type TreeView } from '@/lib/tree';
import { forkWords, type Say } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { CameraControl } from './camera-control';
import { laneHeight } from './canvas/camera';
import { penFor, seamX } from './canvas/pen';

/** Lines of the page's text that the headings take above the tree, and what stands beneath it. */
const room = { above: 2.75, below: 3.5 };
/** Pixels from a label to its seam, and to the edge of the frame. */
const gap = 2;
/** Narrower than this many lines there is hardly anything above the tree, and something below it. */
const narrow = 40;

interface TreeSeamsProps {
  readonly view: TreeView;
  readonly control: CameraControl;
}

/** Says at the end of each seam what it is; the lines themselves are on the canvas. Moves with the camera without React. */
export function TreeSeams({ view, control }: TreeSeamsProps) {
  const say = useSay();
  const labels = useRef<HTMLDivElement>(null);
  const seams = useMemo(() => seamsIn(view).filter((seam) => wordsOf(seam, say) !== ''), [view, say]);
  useEffect(() => {
    const onCamera = () =>
      seams.forEach((seam, i) => {
        const label = labels.current?.children[i];
        if (label instanceof HTMLElement) place(label, seam, control);
      });
    onCamera();
    return control.subscribe(onCamera);
  }, [seams, control]);
  return (
    <div ref={labels} aria-hidden="true" className="pointer-events-none absolute inset-0 overflow-hidden text-xs">
      {seams.map((seam) => (
        <p
          key={seam.fork.seq}
          data-testid="seam"
          style={{ visibility: 'hidden' }}
          className="absolute top-0 left-0 rounded bg-bg/85 px-1 leading-tight font-medium whitespace-nowrap text-ink"
        >
          {wordsOf(seam, say)}
        </p>
      ))}
    </div>
  );
}

/** An earlier fork has something to say only where a person changed a step at it. */
function wordsOf({ fork: { edit }, isLast }: Seam, say: Say): string {
  const done = edit === undefined ? [] : [`◇ ${editWords(edit, say)}`];
  return [...done, ...(isLast ? [`${say(forkWords.ownFromHere)} →`] : [])].join(' · ');
}

/** Where a label stands: above its seam or, in a narrow frame, below it, and wholly in sight; gone where none of the seam is. */
function place(label: HTMLElement, { first, top, bottom }: Seam, { camera, frame }: CameraControl): void {
  const x = seamX(penFor(camera, { dpr: 1, words: 1 }), first.column);
  const [high, low] = [top - 0.5, bottom + 0.5].map((lane) => camera.ty + lane * laneHeight * camera.ky) as [
    number,
    number,
  ];
  const line = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const { offsetWidth: width, offsetHeight: height } = label;
  const y =
    frame.width < narrow * line
      ? Math.min(low + gap, frame.height - room.below * line - height)
      : Math.max(room.above * line - height, high - gap - height);
  const isSeen = x > 0 && x < frame.width && high < frame.height && low > 0;
  label.style.visibility = isSeen ? 'visible' : 'hidden';
  label.style.transform = `translate(${Math.max(gap, Math.min(x, frame.width - width - gap))}px, ${y}px)`;
}
