'use client';

import { useState } from 'react';
import { scheduleFromText, scheduleToText } from '@/lib/client';
import type { SearchConfig } from '@/lib/search';
import { Field } from '@/components/ui/field';

interface ScheduleFieldProps {
  readonly schedule: SearchConfig['schedule'];
  readonly onChange: (schedule: SearchConfig['schedule']) => void;
}

/** M and temperature of later rounds, as one line. What is typed stays as it is; only what can be read is passed on. */
export function ScheduleField({ schedule, onChange }: ScheduleFieldProps) {
  const [draft, setDraft] = useState<string | undefined>();
  const isUnreadable = draft !== undefined && scheduleFromText(draft) === undefined;
  return (
    <Field
      label="Later rounds"
      hint="as 4: M 2, T 0.6; 8: T 0.4, where the fourth and the eighth change them"
      error={isUnreadable ? 'Round, colon, M or T with its number; rounds apart with a semicolon.' : undefined}
    >
      {(props) => (
        <input
          {...props}
          className="field"
          placeholder="as the first"
          value={draft ?? scheduleToText(schedule)}
          onChange={(event) => {
            setDraft(event.target.value);
            const read = scheduleFromText(event.target.value);
            if (read !== undefined) onChange(read);
          }}
          onBlur={() => {
            if (!isUnreadable) setDraft(undefined);
          }}
        />
      )}
    </Field>
  );
}
