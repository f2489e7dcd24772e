'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';

const writeDelayMs = 250;

/**
 * A form whose truth a reader can send to someone: read from the URL, and written back to it a moment after the last
 * change (browsers refuse address changes at typing speed), at the latest before a click or an Enter is acted on: writing
 * to the address later would call off a navigation that it began. A link to the same page with other parameters is read anew.
 * What changes the form keeps its identity.
 */
export function useUrlForm<Form>(
  read: (params: URLSearchParams) => Form,
  write: (form: Form) => URLSearchParams,
): readonly [Form, (change: Partial<Form>) => void] {
  const params = useSearchParams().toString();
  const path = usePathname();
  const [seen, setSeen] = useState(params);
  // What this form wrote itself: the address follows a moment later, when the form may already have moved on.
  const [written, setWritten] = useState<readonly string[]>([]);
  const [form, setForm] = useState<Form>(() => read(new URLSearchParams(params)));
  const isDirty = useRef(false);

  if (seen !== params) {
    setSeen(params);
    if (!written.includes(params)) setForm(read(new URLSearchParams(params)));
  }

  useEffect(() => {
    if (!isDirty.current) return undefined;
    const put = () => {
      if (!isDirty.current) return;
      isDirty.current = false;
      const query = write(form).toString();
      setWritten((old) => [...old.slice(-3), query]);
      window.history.replaceState(null, '', query === '' ? path : `${path}?${query}`);
    };
    const timer = setTimeout(put, writeDelayMs);
    // When a finger or key goes down, and not at the click that follows: a checkbox is changed before its click is told, and
    // whatever is drawn in between would change it back.
    const putAtKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' || event.key === ' ') put();
    };
    window.addEventListener('pointerdown', put, true);
    window.addEventListener('keydown', putAtKey, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', put, true);
      window.removeEventListener('keydown', putAtKey, true);
    };
  }, [form, path, write]);

  const change = useCallback((changes: Partial<Form>) => {
    isDirty.current = true;
    setForm((old) => ({ ...old, ...changes }));
  }, []);
  return [form, change];
}
