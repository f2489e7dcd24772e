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
      <a className="button button-quiet button-square" aria-label={label} title={hint} href={path} download={file}>
        <Icon name={icon} />
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
      <summary
        className="button button-quiet button-square list-none [&::-webkit-details-marker]:hidden"
        aria-label={label}
        title={hint}
      >
        <Icon name={icon} />
      </summary>
      <div className="panel absolute top-full right-0 z-40 mt-1 flex w-max flex-col p-1 shadow-lg">
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
