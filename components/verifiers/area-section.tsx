import type { LabReport } from '@/lib/verifier-lab/wire';
import { labAggregations, labEnds, labParts, labWords } from '@/lib/words';
import { formatCount, formatShare } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { AreaTable } from './area-table';
import { ChartSection } from '@/components/ui/chart-section';
import { formatInterval } from './lab-words';

/** How well scores tell right from wrong: of solutions and steps, and where in a solution, of what length and level. */
export function AreaSection({ judged }: { readonly judged: NonNullable<LabReport['judged']> }) {
  const say = useSay();
  const { solutions, steps, withinProblems, byAggregation, byPosition, byPart, byLength, byLevel, longerHigher } =
    judged;
  const numbered = (name: string, end: typeof labEnds.later | typeof labEnds.more) =>
    /^\d+$/.test(name) ? name : say(end, { count: Number.parseInt(name, 10) });
  return (
    <ChartSection title={say(labWords.tellsApart)} testId="areas" note={say(labWords.areaNote)}>
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2 2xl:grid-cols-3">
        <AreaTable
          title={say(labWords.all)}
          head={say(labWords.of)}
          areas={[
            { ...withinProblems, name: say(labWords.within, { count: formatCount(withinProblems.problems) }) },
            { ...solutions.area, name: say(labWords.solutionsPooled) },
            { ...steps.area, name: say(labWords.stepsPooled) },
          ]}
        />
        <AreaTable
          title={say(labWords.byAggregation)}
          head={say(labWords.scoreOfSolution)}
          areas={byAggregation.map((area) => ({
            ...area,
            name: say(labAggregations[area.name as keyof typeof labAggregations]),
          }))}
        />
        <AreaTable
          title={say(labWords.byPart)}
          head={say(labWords.stepsHead)}
          areas={byPart.map((area) => ({ ...area, name: say(labParts[area.name as keyof typeof labParts]) }))}
        />
        <AreaTable
          title={say(labWords.byPosition)}
          head={say(labWords.stepHead)}
          areas={byPosition.map((area) => ({ ...area, name: numbered(area.name, labEnds.later) }))}
        />
        <AreaTable
          title={say(labWords.byLength)}
          head={say(labWords.lengthHead)}
          areas={byLength.map((area) => ({ ...area, name: numbered(area.name, labEnds.more) }))}
        />
        <AreaTable title={say(labWords.byLevel)} head={say(labWords.levelHead)} areas={byLevel} />
      </div>
      {longerHigher === undefined ? null : (
        <p className="mt-5 text-sm">
          <Said
            text={labWords.longerHigher}
            parts={{
              share: <strong>{formatShare(longerHigher.value)}</strong>,
              interval: formatInterval(longerHigher.interval, say),
              problems: formatCount(longerHigher.problems),
            }}
          />
        </p>
      )}
    </ChartSection>
  );
}
