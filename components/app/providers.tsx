'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { KeysProvider } from '@/components/ui/keys-overlay';
import { showSaid } from '@/components/ui/language';
import { usePrinting } from '@/components/ui/use-printing';

/** What every page stands in, a saved one too: the query cache, the list of keys, and the colours of paper where it is printed. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 2_000, retry: 1, refetchOnWindowFocus: true } },
      }),
  );
  useEffect(showSaid, []);
  usePrinting();
  return (
    <QueryClientProvider client={client}>
      <KeysProvider>{children}</KeysProvider>
    </QueryClientProvider>
  );
}
