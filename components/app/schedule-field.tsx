'use client';

import { useState } from 'react';
import { scheduleFromText, scheduleToText } from '@/lib/client';
import type { SearchConfig } from '@/lib/search';
import { settingWords } from '@/lib/words';
import { Field } from '@/components/ui/field';
import { useSay } from '@/components/ui/use-language';

interface ScheduleFieldProps {
  readonly schedule: SearchConfig['schedule'];
  readonly onChange: (schedule: SearchConfig['schedule']) => void;
}

/** M and temperature of later rounds, as one line. What is typed stays as it is; only what can be read is passed on. */
export function ScheduleField({ schedule, onChange }: ScheduleFieldProps) {
  const say = useSay();
  const [draft, setDraft] = useState<string | undefined>();
  const isUnreadable = draft !== undefined && scheduleFromText(draft) === undefined;
  return (
    <Field
      label={say(settingWords.laterRounds)}
      hint={say(settingWords.laterRoundsHint)}
      error={isUnreadable ? say(settingWords.unreadableRounds) : undefined}
    >
      {(props) => (
        <input
          {...props}
          className="field"
          placeholder={say(settingWords.asFirst)}
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
