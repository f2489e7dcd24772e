'use client';

import { useState, type ComponentProps } from 'react';
import NextLink from 'next/link';

/**
 * A link within the app. What it leads to is fetched once it is pointed at or focused, which is before it is pressed: all
 * that a page could lead to, fetched as the page opens, would come before what the page itself asks for.
 */
export function Link(props: Omit<ComponentProps<typeof NextLink>, 'prefetch' | 'onPointerEnter' | 'onFocus'>) {
  const [isMeant, setIsMeant] = useState(false);
  const mean = () => setIsMeant(true);
  return <NextLink {...props} prefetch={isMeant ? null : false} onPointerEnter={mean} onFocus={mean} />;
}
