import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deleteOlderRuns, olderRunsQuery, queryKeys } from '@/lib/client';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { FilterSelect } from '@/components/ui/filter-select';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { plural } from '@/components/ui/numbers';

const ages = [
  { value: '1', title: 'a day' },
  { value: '7', title: 'a week' },
  { value: '30', title: '30 days' },
  { value: '365', title: 'a year' },
];

/** Deletes what is older than is chosen, after saying how many that are. */
export function OldRuns() {
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
    <section aria-label="Old runs" className="mt-6 flex flex-wrap items-center gap-2 text-sm text-mute">
      <FilterSelect
        label="Delete runs older than"
        none="Delete runs older than …"
        options={ages}
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
            ? 'Deleting …'
            : remove.data !== undefined
              ? `${plural(remove.data, 'run')} deleted.`
              : count === undefined
                ? (older.error?.message ?? 'Counting …')
                : `${plural(count, 'run')} older than ${age.title}.`}
      </span>
      {age === undefined || count === undefined || count === 0 || remove.isPending ? null : (
        <ConfirmButton
          label={`Delete runs older than ${age.title}`}
          icon={<Icon name="trash" />}
          question={`Delete ${plural(count, 'run')} older than ${age.title}?`}
          explanation="Their logs are removed for good. Runs under way, those with a star and those of experiments stay."
          confirmLabel={`Delete ${count === 1 ? 'it' : 'them'}`}
          about={days}
          onConfirm={() => remove.mutate()}
        />
      )}
      {remove.error === null ? null : (
        <Notice tone="bad" title="The runs could not be deleted">
          {remove.error.message}
        </Notice>
      )}
    </section>
  );
}
