import { useEffect, useMemo, useRef } from 'react';
import { editWords, seamsIn, type Seam, type TreeView } from '@/lib/tree';
import { forkWords, type Say } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { CameraControl } from './camera-control';
import { laneHeight } from './canvas/camera';
import { penFor, seamX } from './canvas/pen';

/** Lines of the page's text that the headings take, and half of that which a label does. */
const belowHeadings = 2.75;
/** Part of the frame behind which a label stands to the left of its seam. */
const farRight = 0.62;

interface TreeSeamsProps {
  readonly view: TreeView;
  readonly control: CameraControl;
}

/** Says at the top of each seam what it is; the lines themselves are on the canvas. Moves with the camera without React. */
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

/** Above the uppermost piece of the seam, below the headings at least; gone where none of the seam is in sight. */
function place(label: HTMLElement, { first, top, bottom }: Seam, { camera, frame }: CameraControl): void {
  const x = seamX(penFor(camera, { dpr: 1, words: 1 }), first.column);
  const edge = (lane: number) => camera.ty + lane * laneHeight * camera.ky;
  const line = Number.parseFloat(getComputedStyle(label).fontSize) * (4 / 3);
  const y = Math.max(belowHeadings * line, edge(top - 0.5) - 2);
  const isSeen = x > 0 && x < frame.width && y < frame.height && edge(bottom + 0.5) > y;
  label.style.visibility = isSeen ? 'visible' : 'hidden';
  label.style.transform = `translate(${x}px, ${y}px) translate(${x > frame.width * farRight ? '-100%' : '0'}, -100%)`;
}
