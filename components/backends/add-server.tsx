import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { discoverServers, findServer } from '@/lib/client';
import type { FoundServer, ServerAddress } from '@/lib/backends/status';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { plural } from '@/components/ui/numbers';
import { FoundForm } from './found-form';

interface Searched {
  readonly asked: ServerAddress;
  readonly found: FoundServer;
}

/** From an address to an entry of the configuration: looks what is there, proposes what it is, and writes it down. */
export function AddServer() {
  const [url, setUrl] = useState('');
  const [apiKey, setApiKey] = useState('');
  const find = useMutation({
    mutationFn: async (asked: ServerAddress): Promise<Searched> => ({ asked, found: await findServer(asked) }),
  });
  const discover = useMutation({ mutationFn: discoverServers });
  const addressOf = (address: string): ServerAddress => ({
    url: /^\w+:\/\//.test(address.trim()) ? address.trim() : `http://${address.trim()}`,
    ...(apiKey.trim() === '' ? {} : { apiKey: apiKey.trim() }),
  });
  const look = (address: string) => find.mutate(addressOf(address));
  return (
    <section aria-labelledby="add-title" className="panel min-w-0 p-5" data-testid="add-server">
      <h2 id="add-title" className="text-base">
        Add a server
      </h2>
      <p className="mt-1 max-w-[72ch] text-sm text-mute">
        vLLM, SGLang, llama-server, LM Studio, Ollama, a gateway or a hosted model: give its address, and Longthink
        tries what it can do. Nothing is written before you say so.
      </p>
      <form
        className="mt-4 flex flex-wrap items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          look(url);
        }}
      >
        <div className="min-w-0 flex-[2_1_18rem]">
          <Field label="Address" hint="with or without /v1">
            {(control) => (
              <input
                {...control}
                type="text"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                className="field font-mono"
                placeholder="http://127.0.0.1:8000"
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="min-w-0 flex-[1_1_14rem]">
          <Field label="Key, if it wants one" hint="or $NAME of an environment variable">
            {(control) => (
              <input
                {...control}
                type="password"
                autoComplete="off"
                className="field font-mono"
                value={apiKey}
                onChange={(event) => setApiKey(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="flex flex-wrap gap-2 sm:mt-[1.45rem]">
          <button type="submit" className="button button-primary" disabled={find.isPending || url.trim() === ''}>
            <Icon name="arrow" /> {find.isPending ? 'Looking …' : 'Look'}
          </button>
          <button type="button" className="button" disabled={discover.isPending} onClick={() => discover.mutate()}>
            {discover.isPending ? 'Looking around …' : 'Search this machine'}
          </button>
        </div>
      </form>
      <div aria-live="polite" className="flex flex-col gap-3">
        {discover.error === null ? null : <Trouble>{discover.error.message}</Trouble>}
        {discover.data === undefined || discover.isPending ? null : discover.data.length === 0 ? (
          <p className="mt-3 text-sm text-mute">
            No other server listens on the usual ports (8000, 30000, 1234, 11434, 8080) of this machine.
          </p>
        ) : (
          <ul aria-label="Servers on this machine" className="mt-3 flex flex-col gap-2">
            {discover.data.map((server) => (
              <li key={server.url} className="flex flex-wrap items-center justify-between gap-2 text-sm">
                <span className="min-w-0">
                  <span className="font-mono break-all">{server.url}</span>{' '}
                  <span className="break-words text-mute">
                    {server.models[0]}
                    {server.models.length > 1 ? ` and ${plural(server.models.length - 1, 'more model')}` : ''}
                  </span>
                </span>
                <button
                  type="button"
                  className="button"
                  disabled={find.isPending}
                  aria-label={`Look at ${server.url}`}
                  onClick={() => {
                    setUrl(server.url);
                    look(server.url);
                  }}
                >
                  Look
                </button>
              </li>
            ))}
          </ul>
        )}
        {find.error === null ? null : <Trouble>{find.error.message}</Trouble>}
        {find.data === undefined || find.isPending ? null : (
          <FoundForm
            key={JSON.stringify(find.data)}
            asked={find.data.asked}
            found={find.data.found}
            onModel={(model) => find.mutate({ ...find.data.asked, model })}
            onAdded={() => {
              setUrl('');
              setApiKey('');
            }}
          />
        )}
      </div>
    </section>
  );
}

function Trouble({ children }: { readonly children: string }) {
  return (
    <p role="alert" className="mt-3 border-l-4 border-bad pl-3 text-sm break-words">
      {children}
    </p>
  );
}
