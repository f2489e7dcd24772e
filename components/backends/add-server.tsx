import { useState, type ReactNode } from 'react';
import { useMutation } from '@tanstack/react-query';
import { discoverServers, findServer } from '@/lib/client';
import type { FoundServer, ServerAddress } from '@/lib/backends/status';
import { serverWords } from '@/lib/words';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';
import { FoundForm } from './found-form';

const exampleUrl = 'http://127.0.0.1:8000';

interface Searched {
  readonly asked: ServerAddress;
  readonly found: FoundServer;
}

/** From an address to an entry of the configuration: looks what is there, proposes what it is, and writes it down. */
export function AddServer() {
  const say = useSay();
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
        {say(serverWords.add)}
      </h2>
      <p className="mt-1 max-w-[72ch] text-sm text-mute">{say(serverWords.about)}</p>
      <form
        className="mt-4 flex flex-wrap items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          look(url);
        }}
      >
        <div className="min-w-0 flex-[2_1_18rem]">
          <Field label={say(serverWords.address)} hint={say(serverWords.addressHint)}>
            {(control) => (
              <input
                {...control}
                type="text"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                className="field font-mono"
                placeholder={exampleUrl}
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="min-w-0 flex-[1_1_14rem]">
          <Field label={say(serverWords.key)} hint={say(serverWords.keyHint)}>
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
            <Icon name="arrow" /> {say(find.isPending ? serverWords.looking : serverWords.look)}
          </button>
          <button type="button" className="button" disabled={discover.isPending} onClick={() => discover.mutate()}>
            {say(discover.isPending ? serverWords.lookingAround : serverWords.search)}
          </button>
        </div>
      </form>
      <div aria-live="polite" className="flex flex-col gap-3">
        {discover.error === null ? null : (
          <Trouble>
            <Told what={discover.error} />
          </Trouble>
        )}
        {discover.data === undefined || discover.isPending ? null : discover.data.length === 0 ? (
          <p className="mt-3 text-sm text-mute">{say(serverWords.noneFound)}</p>
        ) : (
          <ul aria-label={say(serverWords.onThisMachine)} className="mt-3 flex flex-col gap-2">
            {discover.data.map((server) => (
              <li key={server.url} className="flex flex-wrap items-center justify-between gap-2 text-sm">
                <span className="min-w-0">
                  <span className="font-mono break-all">{server.url}</span>{' '}
                  <span className="break-words text-mute">
                    {server.models.length > 1
                      ? say(serverWords.andMore, {
                          model: server.models[0] ?? '',
                          count: formatCount(server.models.length - 1),
                        })
                      : server.models[0]}
                  </span>
                </span>
                <button
                  type="button"
                  className="button"
                  disabled={find.isPending}
                  aria-label={say(serverWords.lookAt, { url: server.url })}
                  onClick={() => {
                    setUrl(server.url);
                    look(server.url);
                  }}
                >
                  {say(serverWords.look)}
                </button>
              </li>
            ))}
          </ul>
        )}
        {find.error === null ? null : (
          <Trouble>
            <Told what={find.error} />
          </Trouble>
        )}
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

function Trouble({ children }: { readonly children: ReactNode }) {
  return (
    <p role="alert" className="mt-3 border-l-4 border-bad pl-3 text-sm break-words">
      {children}
    </p>
  );
}
