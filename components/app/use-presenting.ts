'use client';

import { useEffect } from 'react';

/** While it is on, the whole page is as app/globals.css says for those who look from afar: no chrome, larger words. */
export function usePresenting(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const { dataset } = document.documentElement;
    dataset['present'] = '';
    return () => {
      delete dataset['present'];
    };
  }, [isOn]);
}
