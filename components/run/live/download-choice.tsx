'use client';

import { useRef } from 'react';
import { liveWords } from '@/lib/words';
import { Icon, type IconName } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';

interface DownloadChoiceProps {
  readonly icon: IconName;
  readonly label: string;
  readonly hint: string;
  readonly path: string;
  /** Name of the file. */
  readonly file: string;
  /** There are marks, which can be sent along. */
  readonly hasMarks: boolean;
}

/** A download; where somebody keeps marks beside the run, with them or without them. */
export function DownloadChoice({ icon, label, hint, path, file, hasMarks }: DownloadChoiceProps) {
  const say = useSay();
  const choices = useRef<HTMLDetailsElement>(null);
  if (!hasMarks)
    return (
      <a className="button button-quiet button-square" title={hint} href={path} download={file}>
        <Icon name={icon} /> <span className="words">{label}</span>
      </a>
    );
  const close = () => choices.current?.removeAttribute('open');
  return (
    <details
      ref={choices}
      className="relative"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close();
      }}
    >
      <summary className="button button-quiet button-square list-none [&::-webkit-details-marker]:hidden" title={hint}>
        <Icon name={icon} /> <span className="words">{label}</span>
      </summary>
      <div className="panel right-0 z-40 mt-1 flex flex-col p-1 max-lg:ml-6 lg:absolute lg:top-full lg:w-max lg:shadow-lg">
        <a className="button button-quiet justify-start" href={path} download={file} onClick={close}>
          {label}
        </a>
        <a className="button button-quiet justify-start" href={`${path}?marks=1`} download={file} onClick={close}>
          {say(liveWords.withMarks, { what: label })}
        </a>
      </div>
    </details>
  );
}
