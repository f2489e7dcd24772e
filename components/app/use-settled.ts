'use client';

import { useEffect, useState } from 'react';

const calmMs = 400;

/** `value`, once it has not changed for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), calmMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
