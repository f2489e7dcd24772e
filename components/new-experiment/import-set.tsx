'use client';

import { useState } from 'react';
import { ApiError } from '@/lib/client';
import { importReportSchema } from '@/lib/problems/wire';
import { importWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { Tabs } from '@/components/ui/tabs';
import { Told } from '@/components/ui/told';
import { FileField } from './file-field';
import { ImportReportView } from './import-report-view';
import { useImportSet, type ImportCallbacks } from './use-import-set';

const tabs = [
  { name: 'file', label: importWords.fromFile },
  { name: 'dataset', label: importWords.byName },
] as const;

/** Brings in a problem set: from a file, or from Hugging Face by name. What was wrong with which row is told. */
export function ImportSet(callbacks: ImportCallbacks) {
  const say = useSay();
  const [source, setSource] = useState<'file' | 'dataset'>('file');
  const [name, setName] = useState('');
  const [file, setFile] = useState<File | undefined>();
  const [dataset, setDataset] = useState('');
  const [config, setConfig] = useState('');
  const [split, setSplit] = useState('');
  const { mutation, cancel } = useImportSet(callbacks);
  const isReady = source === 'file' ? file !== undefined : dataset.trim() !== '';
  const begin = (isReplacing: boolean) => {
    const wish = {
      ...(name.trim() === '' ? {} : { set: name.trim() }),
      ...(isReplacing ? { replace: '1' as const } : {}),
    };
    if (source === 'file' && file !== undefined) mutation.mutate({ source: 'file', file, wish });
    if (source === 'dataset')
      mutation.mutate({
        source: 'dataset',
        dataset: {
          dataset: dataset.trim(),
          ...(config.trim() === '' ? {} : { config: config.trim() }),
          ...(split.trim() === '' ? {} : { split: split.trim() }),
        },
        wish,
      });
  };
  const isTaken = mutation.error instanceof ApiError && mutation.error.status === 409;
  return (
    <div className="flex flex-col gap-3" data-testid="import-set">
      <Tabs
        label={say(importWords.whereFrom)}
        tabs={tabs.map(({ name: each, label }) => ({ name: each, label: say(label) }))}
        selected={source}
        onSelect={setSource}
        panelClassName="flex flex-col gap-3 pt-3"
      >
        {source === 'file' ? (
          <FileField
            label={say(importWords.file)}
            hint={say(importWords.fileHint)}
            accept=".jsonl,.ndjson,.json,.csv,.tsv,.parquet"
            file={file}
            onChoose={setFile}
          />
        ) : (
          <div className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
            <Field label={say(importWords.dataset)} hint={say(importWords.datasetHint)}>
              {(props) => (
                <input
                  {...props}
                  className="field"
                  value={dataset}
                  placeholder="HuggingFaceH4/MATH-500"
                  onChange={(event) => setDataset(event.target.value)}
                />
              )}
            </Field>
            <Field label={say(importWords.config)} hint={say(importWords.configHint)}>
              {(props) => (
                <input
                  {...props}
                  className="field"
                  value={config}
                  onChange={(event) => setConfig(event.target.value)}
                />
              )}
            </Field>
            <Field label={say(importWords.split)} hint={say(importWords.splitHint)}>
              {(props) => (
                <input {...props} className="field" value={split} onChange={(event) => setSplit(event.target.value)} />
              )}
            </Field>
          </div>
        )}
        <Field label={say(importWords.setName)} hint={say(importWords.setNameHint)}>
          {(props) => (
            <input
              {...props}
              className="field"
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </Tabs>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button" disabled={!isReady || mutation.isPending} onClick={() => begin(false)}>
          <Icon name="download" /> {say(mutation.isPending ? importWords.reading : importWords.bringIn)}
        </button>
        {mutation.isPending ? (
          <button type="button" className="button button-quiet" onClick={cancel}>
            {say(importWords.stop)}
          </button>
        ) : null}
      </div>
      {mutation.error === null || mutation.isPending ? null : (
        <Notice
          tone="bad"
          title={say(isTaken ? importWords.nameTaken : importWords.nothingImported)}
          testId="import-error"
          actions={
            isTaken ? (
              <button type="button" className="button" onClick={() => begin(true)}>
                {say(importWords.replace)}
              </button>
            ) : undefined
          }
        >
          <Told what={mutation.error} />
        </Notice>
      )}
      {mutation.isSuccess ? (
        <ImportReportView report={mutation.data.report} set={mutation.data.set} />
      ) : (
        <FailedReport error={mutation.error} />
      )}
    </div>
  );
}

/** Where no row could be taken, the report says why. */
function FailedReport({ error }: { readonly error: Error | null }) {
  const { data } = importReportSchema.safeParse(error instanceof ApiError ? error.details : undefined);
  return data === undefined ? null : <ImportReportView report={data} set={undefined} />;
}
