import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeServer, queryKeys, removeServer } from '@/lib/client';
import type { BackendStatus, ServerChange } from '@/lib/backends/status';
import { serverWords, type Text } from '@/lib/words';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

const fields = [
  { name: 'name', label: serverWords.name, hint: serverWords.nameHint },
  { name: 'url', label: serverWords.address, hint: serverWords.severalHint },
  { name: 'kind', label: serverWords.kind, hint: serverWords.kindHint },
  { name: 'model', label: serverWords.model, hint: serverWords.asListed },
] as const satisfies readonly { readonly name: keyof ServerChange; readonly label: Text; readonly hint: Text }[];

/** Changes or removes a server that stands in the configuration file; its key stays there and is never shown. */
export function ChangeServer({ backend }: { readonly backend: BackendStatus }) {
  const say = useSay();
  const { role, name } = backend;
  const [isOpen, setIsOpen] = useState(false);
  const [values, setValues] = useState<ServerChange>({});
  const client = useQueryClient();
  const onSuccess = async () => {
    setIsOpen(false);
    setValues({});
    await client.invalidateQueries({ queryKey: queryKeys.backends });
  };
  const wanted = Object.fromEntries(
    fields.flatMap((field) => {
      const value = values[field.name]?.trim();
      return value === undefined || value === '' || value === backend[field.name] ? [] : [[field.name, value]];
    }),
  );
  const change = useMutation({ mutationFn: () => changeServer({ role, name }, wanted), onSuccess });
  const remove = useMutation({ mutationFn: () => removeServer({ role, name }), onSuccess });
  const error = change.error ?? remove.error;
  return (
    <div className="flex flex-col gap-2" data-testid="change-server">
      <div className="flex items-center gap-1">
        <button type="button" className="button button-quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {say(serverWords.change)}
        </button>
        <ConfirmButton
          label={say(serverWords.removeOf, { name })}
          icon={<Icon name="trash" />}
          question={say(serverWords.askRemove, { name })}
          explanation={say(serverWords.removes)}
          confirmLabel={say(serverWords.removeIt)}
          onConfirm={() => remove.mutate()}
        />
      </div>
      {error === null ? null : (
        <p role="alert" className="border-l-4 border-bad pl-3 text-sm break-words">
          <Told what={error} />
        </p>
      )}
      {isOpen ? (
        <form
          aria-label={say(serverWords.changeOf, { name })}
          className="grid gap-3 sm:grid-cols-2"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate();
          }}
        >
          {fields.map((field) => (
            <Field key={field.name} label={say(field.label)} hint={say(field.hint)}>
              {(control) => (
                <input
                  {...control}
                  className="field"
                  value={values[field.name] ?? backend[field.name] ?? ''}
                  onChange={(event) => setValues({ ...values, [field.name]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <div>
            <button
              type="submit"
              className="button button-primary"
              disabled={Object.keys(wanted).length === 0 || change.isPending}
            >
              {say(change.isPending ? serverWords.writing : serverWords.writeIt)}
            </button>
          </div>
        </form>
      ) : null}
    </div>
  );
}
