import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deleteOlderRuns, olderRunsQuery, queryKeys } from '@/lib/client';
import { runsWords } from '@/lib/words';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { FilterSelect } from '@/components/ui/filter-select';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/components/ui/numbers';
import { useSay, useTold } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

const ages = [
  { value: '1', title: runsWords.day },
  { value: '7', title: runsWords.week },
  { value: '30', title: runsWords.month },
  { value: '365', title: runsWords.year },
];

/** Deletes what is older than is chosen, after saying how many that are. */
export function OldRuns() {
  const say = useSay();
  const told = useTold();
  const [days, setDays] = useState('');
  const age = ages.find(({ value }) => value === days);
  const older = useQuery({ ...olderRunsQuery(Number(days)), enabled: age !== undefined });
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteOlderRuns(Number(days)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.runs }),
  });
  const count = older.data;
  return (
    <section aria-label={say(runsWords.oldRuns)} className="mt-6 flex flex-wrap items-center gap-2 text-sm text-mute">
      <FilterSelect
        className="w-auto"
        label={say(runsWords.deleteOlder)}
        none={say(runsWords.deleteOlderDots)}
        options={ages.map(({ value, title }) => ({ value, title: say(title) }))}
        value={days}
        onChange={(value) => {
          remove.reset();
          setDays(value);
        }}
      />
      <span aria-live="polite">
        {age === undefined
          ? ''
          : remove.isPending
            ? say(runsWords.deleting)
            : remove.data !== undefined
              ? say(runsWords.deletedOld, { runs: formatCount(remove.data) })
              : count === undefined
                ? older.error === null
                  ? say(runsWords.counting)
                  : told(older.error)
                : say(runsWords.olderThan, { runs: formatCount(count), age: say(age.title) })}
      </span>
      {age === undefined || count === undefined || count === 0 || remove.isPending ? null : (
        <ConfirmButton
          label={say(runsWords.deleteOlderThan, { age: say(age.title) })}
          icon={<Icon name="trash" />}
          question={say(runsWords.askOlder, { runs: formatCount(count), age: say(age.title) })}
          explanation={say(runsWords.oldExplained)}
          confirmLabel={say(runsWords.deleteThem, { runs: count })}
          about={days}
          onConfirm={() => remove.mutate()}
        />
      )}
      {remove.error === null ? null : (
        <Notice tone="bad" title={say(runsWords.oldNotDeleted)}>
          <Told what={remove.error} />
        </Notice>
      )}
    </section>
  );
}
