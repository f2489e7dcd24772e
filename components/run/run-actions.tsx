'use client';

import Link from 'next/link';
import { linkToSettings, logPath } from '@/lib/client';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Icon } from '@/components/ui/icon';
import type { LiveRun } from './use-live-run';
import type { RunView } from './use-run-view';

/** What can be done to a run of this server: to its search while it goes on, and to its log at any time. */
export function RunActions({ runId, run, live }: { readonly runId: string; readonly run: RunView; readonly live: LiveRun }) {
  const { status } = run.facts;
  const { command, remove } = live;
  const { spec } = run.view.state;
  const isPending = (type: string) => command.isPending && command.variables === type;
  return (
    <>
      {status === 'running' ? (
        <button type="button" className="button" disabled={isPending('pause')} title="Pause the search ( P )" onClick={() => command.mutate('pause')}><Icon name="pause" /> {isPending('pause') ? 'Pausing …' : 'Pause'}</button>
      ) : null}
      {status === 'paused' ? (
        <>
          <button type="button" className="button button-primary" disabled={isPending('resume')} title="Resume the search ( P )" onClick={() => command.mutate('resume')}><Icon name="play" /> Resume</button>
          <button type="button" className="button" disabled={isPending('step')} title="Search one round further ( N )" onClick={() => command.mutate('step')}><Icon name="step-forward" /> Step</button>
        </>
      ) : null}
      {status === 'running' || status === 'paused' ? (
        <button type="button" className="button" disabled={isPending('cancel')} onClick={() => command.mutate('cancel')}><Icon name="stop" /> {isPending('cancel') ? 'Cancelling …' : 'Cancel'}</button>
      ) : null}
      {spec === undefined ? null : (
        <Link className="button button-quiet button-square" aria-label="Change settings and run again" title="Change settings and run again" href={linkToSettings({ ...spec, policy: spec.policy.name, verifier: spec.verifier?.name })}><Icon name="sliders" /></Link>
      )}
      <a className="button button-quiet button-square" aria-label="Download the log" title="Download the log" href={logPath(runId)} download={`longthink-${runId}.ndjson`}><Icon name="download" /></a>
      <ConfirmButton
        label="Delete this run"
        icon={<Icon name="trash" />}
        question="Delete this run?"
        explanation={run.isUnderWay ? 'It is still under way: it is cancelled first. Its log is removed for good.' : 'Its log is removed for good. Download it first to keep it.'}
        confirmLabel="Delete it"
        onConfirm={() => remove.mutate()}
      />
    </>
  );
}
