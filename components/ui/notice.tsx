import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type NoticeTone = 'plain' | 'busy' | 'bad';

interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly testId?: string;
}

const icons: Readonly<Record<NoticeTone, IconName>> = { plain: 'question', busy: 'refresh', bad: 'warning' };

/** Something the reader should know, beside what it is about; stays until it no longer holds. */
export function Notice({ tone, title, children, actions, testId }: NoticeProps) {
  const edge = tone === 'bad' ? 'border-l-bad' : tone === 'busy' ? 'border-l-focus' : 'border-l-dim';
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      data-testid={testId}
      data-tone={tone}
      className={`panel flex flex-wrap gap-3 border-l-4 ${edge} px-4 py-3 text-sm sm:flex-nowrap`}
    >
      <span className={`mt-0.5 ${tone === 'bad' ? 'text-bad' : 'text-mute'} ${tone === 'busy' ? 'breathing' : ''}`}>
        <Icon name={icons[tone]} size={18} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children === undefined ? null : <div className="mt-0.5 break-words text-mute">{children}</div>}
      </div>
      {actions === undefined ? null : (
        <div className="flex basis-full items-start gap-2 pl-[30px] sm:shrink-0 sm:basis-auto sm:pl-0">{actions}</div>
      )}
    </div>
  );
}
