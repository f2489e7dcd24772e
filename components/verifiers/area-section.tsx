import type { LabReport } from '@/lib/verifier-lab/wire';
import { formatShare, plural } from '@/components/ui/numbers';
import { AreaTable } from './area-table';
import { ChartSection } from '@/components/ui/chart-section';
import { aggregationWords, formatInterval } from './lab-words';

/** How well scores tell right from wrong: of solutions and steps, and where in a solution, of what length and level. */
export function AreaSection({ judged }: { readonly judged: NonNullable<LabReport['judged']> }) {
  const { solutions, steps, withinProblems, byAggregation, byPosition, byPart, byLength, byLevel, longerHigher } =
    judged;
  return (
    <ChartSection
      title="Does it tell right from wrong?"
      testId="areas"
      note="AUC: the chance that a right one scores above a wrong one. The dashed line is chance, the bar the 95 % interval over problems."
    >
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2 2xl:grid-cols-3">
        <AreaTable
          title="All"
          head="Of"
          areas={[
            { ...withinProblems, name: `within ${plural(withinProblems.problems, 'problem')}` },
            { ...solutions.area, name: 'solutions, pooled' },
            { ...steps.area, name: 'steps, pooled' },
          ]}
        />
        <AreaTable
          title="By aggregation"
          head="Score of a solution"
          areas={byAggregation.map((area) => ({
            ...area,
            name: aggregationWords[area.name as keyof typeof aggregationWords],
          }))}
        />
        <AreaTable title="By part of the solution" head="Steps" areas={byPart} />
        <AreaTable title="By step position" head="Step" areas={byPosition} />
        <AreaTable title="By length" head="Steps of the solution" areas={byLength} />
        <AreaTable title="By level" head="Level" areas={byLevel} />
      </div>
      {longerHigher === undefined ? null : (
        <p className="mt-5 text-sm">
          Of two wrong solutions of one run that differ in length, the longer scored higher in{' '}
          <strong>{formatShare(longerHigher.value)}</strong> of pairs (95 %: {formatInterval(longerHigher.interval)}; 50
          % is no preference), over {plural(longerHigher.problems, 'problem')}.
        </p>
      )}
    </ChartSection>
  );
}
