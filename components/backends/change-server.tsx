import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeServer, queryKeys, removeServer } from '@/lib/client';
import type { BackendStatus, ServerChange } from '@/lib/backends/status';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';

const fields = [
  { name: 'name', label: 'Name', hint: 'as it is called in Longthink' },
  { name: 'url', label: 'Address', hint: 'one takes the place of several' },
  { name: 'kind', label: 'Kind', hint: 'how it is spoken to' },
  { name: 'model', label: 'Model', hint: 'as the server lists it' },
] as const satisfies readonly { readonly name: keyof ServerChange; readonly label: string; readonly hint: string }[];

/** Changes or removes a server that stands in the configuration file; its key stays there and is never shown. */
export function ChangeServer({ backend }: { readonly backend: BackendStatus }) {
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
          Change
        </button>
        <ConfirmButton
          label={`Remove ${name}`}
          icon={<Icon name="trash" />}
          question={`Remove ${name}?`}
          explanation="It is taken out of the configuration file, and its key with it. Runs that were made with it stay as they are."
          confirmLabel="Remove it"
          onConfirm={() => remove.mutate()}
        />
      </div>
      {error === null ? null : (
        <p role="alert" className="border-l-4 border-bad pl-3 text-sm break-words">
          {error.message}
        </p>
      )}
      {isOpen ? (
        <form
          aria-label={`Change ${name}`}
          className="grid gap-3 sm:grid-cols-2"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate();
          }}
        >
          {fields.map((field) => (
            <Field key={field.name} label={field.label} hint={field.hint}>
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
              {change.isPending ? 'Writing …' : 'Write it'}
            </button>
          </div>
        </form>
      ) : null}
    </div>
  );
}
