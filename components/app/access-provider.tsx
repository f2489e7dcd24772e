'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ViewingOnly } from '@/components/ui/viewing-only';
import { accessQuery } from '@/lib/client';

/** Asks once what whoever looks may do here. Until that is known everything is offered: the server refuses what is not theirs. */
export function AccessProvider({ children }: { readonly children: ReactNode }) {
  const { data: role } = useQuery(accessQuery());
  return <ViewingOnly value={role === 'viewer'}>{children}</ViewingOnly>;
}
