'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@/components/ui/link';
import { useRef, useState } from 'react';
import { importOutput, problemSetsQuery, queryKeys } from '@/lib/client';
import { importableStrategies, type ImportExperimentQuery } from '@/lib/experiments/wire';
import { importWords } from '@/lib/words';
import { strategyTitle } from '@/components/strategies/looks-of';
import { useSay } from '@/components/ui/use-language';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { Told } from '@/components/ui/told';
import { FileField } from './file-field';
import { OutputReport } from './output-report';

/** Brings in what other tools wrote, search-and-learn before others: an experiment with trees of chains, scores and curves. */
export function ImportOutput() {
  const say = useSay();
  const [file, setFile] = useState<File | undefined>();
  const [wish, setWish] = useState<ImportExperimentQuery>({
    name: '',
    strategy: importableStrategies[0]!,
    policy: '',
    verifier: '',
  });
  const stop = useRef<AbortController | undefined>(undefined);
  const client = useQueryClient();
  const sets = useQuery(problemSetsQuery());
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
      <summary className="text-base font-semibold">{say(importWords.openOutput)}</summary>
      <p className="mt-1 text-sm text-mute">{say(importWords.aboutOutput)}</p>
      <div className="mt-3 flex flex-col gap-3">
        <FileField
          label={say(importWords.output)}
          hint={say(importWords.outputHint)}
          accept=".jsonl,.ndjson,.json,.eval"
          file={file}
          onChoose={setFile}
        />
        <Field label={say(importWords.experimentName)} hint={say(importWords.experimentNameHint)}>
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
        <Field label={say(importWords.strategy)} hint={say(importWords.strategyHint)}>
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
                  {say(strategyTitle(name))}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={say(importWords.policy)}>
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
          <Field label={say(importWords.verifier)}>
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
        <Field label={say(importWords.setOfIds)} hint={say(importWords.setOfIdsHint)}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={wish.set ?? ''}
              onChange={(event) =>
                setWish({ ...wish, set: event.target.value === '' ? undefined : event.target.value })
              }
            >
              <option value="">{say(importWords.noSet)}</option>
              {(sets.data ?? []).map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          <button
            type="button"
            className="button"
            disabled={!isReady || mutation.isPending}
            onClick={() => {
              if (file !== undefined) mutation.mutate(file);
            }}
          >
            <Icon name="download" /> {say(mutation.isPending ? importWords.reading : importWords.openIt)}
          </button>
          {mutation.isPending ? (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => stop.current?.abort(new Error(say(importWords.stopped)))}
            >
              {say(importWords.stop)}
            </button>
          ) : null}
        </div>
        {mutation.error === null || mutation.isPending ? null : (
          <Notice tone="bad" title={say(importWords.notTaken)} testId="output-error">
            <Told what={mutation.error} />
          </Notice>
        )}
        {mutation.isSuccess ? (
          <>
            <OutputReport imported={mutation.data} />
            <Link href={`/experiments/${encodeURIComponent(mutation.data.id)}`} className="button button-primary">
              {say(importWords.seeCurves)}
            </Link>
          </>
        ) : null}
      </div>
    </details>
  );
}
