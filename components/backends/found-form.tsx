import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { addServer, queryKeys } from '@/lib/client';
import type { FoundServer, ServerAddress } from '@/lib/backends/status';
import { serverWords, toldFailure } from '@/lib/words';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { foundWords } from './found-words';

interface FoundFormProps {
  readonly asked: ServerAddress;
  readonly found: FoundServer;
  /** Another of the models that the server lists. */
  readonly onModel: (model: string) => void;
  readonly onAdded: () => void;
}

/** What was found at an address, and what will be written of it. */
export function FoundForm({ asked, found, onModel, onAdded }: FoundFormProps) {
  const say = useSay();
  const [name, setName] = useState(found.name);
  const [use, setUse] = useState(`${found.role} ${found.kind}`);
  const client = useQueryClient();
  const [role, kind] = use.split(' ') as [FoundServer['role'], string];
  const add = useMutation({
    mutationFn: () =>
      addServer({
        ...asked,
        url: found.url,
        ...(found.query === undefined ? {} : { query: found.query }),
        ...(found.apiKeyHeader === undefined ? {} : { apiKeyHeader: found.apiKeyHeader }),
        ...(found.apiPath === undefined ? {} : { apiPath: found.apiPath }),
        ...(found.model === undefined ? {} : { model: found.model }),
        role,
        kind,
        name: name.trim(),
      }),
    onSuccess: async () => {
      onAdded();
      await client.invalidateQueries({ queryKey: queryKeys.backends });
    },
  });
  if (add.data !== undefined)
    return (
      <p className="mt-4 border-l-4 border-focus pl-3 text-sm" data-testid="added">
        {say(serverWords.isAdded, { name: add.data.name, file: add.data.file })}
      </p>
    );
  return (
    <form
      aria-label={say(serverWords.whatWasFound)}
      data-testid="found"
      className="mt-4 flex flex-col gap-3 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      {found.failure === undefined ? (
        <p className="flex items-start gap-1.5 text-sm">
          <span className="mt-1">
            <Icon name="check" />
          </span>
          {foundWords(found, say)}
        </p>
      ) : (
        <p role="alert" className="border-l-4 border-bad pl-3 text-sm break-words">
          <Told what={toldFailure(found.failure)} />
        </p>
      )}
      {found.notes.map((note) => (
        <p key={note} className="text-sm text-mute">
          {note}
        </p>
      ))}
      <div className="grid gap-3 sm:grid-cols-3">
        {found.models.length < 2 ? null : (
          <Field label={say(serverWords.model)} hint={say(serverWords.modelHint)}>
            {(control) => (
              <select
                {...control}
                className="field"
                value={found.model ?? ''}
                onChange={(event) => onModel(event.target.value)}
              >
                {found.models.map((model) => (
                  <option key={model} value={model}>
                    {model}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={say(serverWords.usedAs)}>
          {(control) => (
            <select {...control} className="field" value={use} onChange={(event) => setUse(event.target.value)}>
              {(['policy', 'verifier'] as const).flatMap((each) =>
                found.kinds[each].map((one) => (
                  <option key={`${each} ${one}`} value={`${each} ${one}`}>
                    {say(each === 'policy' ? serverWords.asPolicy : serverWords.asVerifier, { kind: one })}
                  </option>
                )),
              )}
            </select>
          )}
        </Field>
        <Field label={say(serverWords.name)} hint={say(serverWords.nameHint)}>
          {(control) => (
            <input {...control} className="field" value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </div>
      {add.error === null ? null : (
        <p role="alert" className="border-l-4 border-bad pl-3 text-sm break-words">
          <Told what={add.error} />
        </p>
      )}
      <div>
        <button type="submit" className="button button-primary" disabled={add.isPending || name.trim() === ''}>
          {say(
            add.isPending
              ? serverWords.adding
              : found.failure === undefined
                ? serverWords.addIt
                : serverWords.addAllTheSame,
          )}
        </button>
      </div>
    </form>
  );
}
