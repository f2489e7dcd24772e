'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRef, useState } from 'react';
import { importOutput, queryKeys } from '@/lib/client';
import { importableStrategies, type ImportExperimentQuery } from '@/lib/experiments/wire';
import { strategyLooks } from '@/components/strategies/looks';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { FileField } from './file-field';
import { OutputReport } from './output-report';

/** Brings in what other tools wrote, search-and-learn before others: an experiment with trees of chains, scores and curves. */
export function ImportOutput() {
  const [file, setFile] = useState<File | undefined>();
  const [wish, setWish] = useState<ImportExperimentQuery>({
    name: '',
    strategy: importableStrategies[0]!,
    policy: '',
    verifier: '',
  });
  const stop = useRef<AbortController | undefined>(undefined);
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: (chosen: File) => {
      stop.current = new AbortController();
      return importOutput(
        chosen,
        {
          ...wish,
          name: wish.name.trim() || chosen.name.slice(0, 200),
          policy: wish.policy.trim(),
          verifier: wish.verifier.trim(),
        },
        stop.current.signal,
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.experiments }),
  });
  const isReady = file !== undefined && wish.policy.trim() !== '' && wish.verifier.trim() !== '';
  return (
    <details className="panel p-4" data-testid="import-output">
      <summary className="text-base font-semibold">Open results of another tool</summary>
      <p className="mt-1 text-sm text-mute">
        Output of search-and-learn, samples of lm-evaluation-harness, logs of Inspect, records of OpenR and PRM800K
        become an experiment of their own, with trees of chains where they hold steps. What the file does not hold stays
        unknown.
      </p>
      <div className="mt-3 flex flex-col gap-3">
        <FileField
          label="Output file"
          hint="JSONL, up to 256 MB"
          accept=".jsonl,.ndjson,.json,.eval"
          file={file}
          onChoose={setFile}
        />
        <Field label="Name of the experiment" hint="empty: that of the file">
          {(props) => (
            <input
              {...props}
              className="field"
              maxLength={200}
              value={wish.name}
              onChange={(event) => setWish({ ...wish, name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Made with the strategy" hint="the file does not say">
          {(props) => (
            <select
              {...props}
              className="field"
              value={wish.strategy}
              onChange={(event) =>
                setWish({
                  ...wish,
                  strategy: importableStrategies.find((name) => name === event.target.value) ?? wish.strategy,
                })
              }
            >
              {importableStrategies.map((name) => (
                <option key={name} value={name}>
                  {strategyLooks[name].title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Its policy">
            {(props) => (
              <input
                {...props}
                className="field"
                maxLength={200}
                value={wish.policy}
                placeholder="Llama-3.2-1B-Instruct"
                onChange={(event) => setWish({ ...wish, policy: event.target.value })}
              />
            )}
          </Field>
          <Field label="Its verifier">
            {(props) => (
              <input
                {...props}
                className="field"
                maxLength={200}
                value={wish.verifier}
                placeholder="Llama3.1-8B-PRM"
                onChange={(event) => setWish({ ...wish, verifier: event.target.value })}
              />
            )}
          </Field>
        </div>
        <div className="flex flex-wrap gap-2">
          <button
            type="button"
            className="button"
            disabled={!isReady || mutation.isPending}
            onClick={() => {
              if (file !== undefined) mutation.mutate(file);
            }}
          >
            <Icon name="download" /> {mutation.isPending ? 'Reading …' : 'Open it'}
          </button>
          {mutation.isPending ? (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => stop.current?.abort(new Error('You stopped it.'))}
            >
              Stop
            </button>
          ) : null}
        </div>
        {mutation.error === null || mutation.isPending ? null : (
          <Notice tone="bad" title="The file was not taken in" testId="output-error">
            {mutation.error.message}
          </Notice>
        )}
        {mutation.isSuccess ? (
          <>
            <OutputReport imported={mutation.data} />
            <Link href={`/experiments/${encodeURIComponent(mutation.data.id)}`} className="button button-primary">
              See its curves
            </Link>
          </>
        ) : null}
      </div>
    </details>
  );
}
