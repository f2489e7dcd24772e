import { Link } from '@/components/ui/link';
import { gistOf } from '@/lib/tree';
import { percentSign, pointWords, subjectText } from '@/lib/words';
import { useLanguage, useSay } from '@/components/ui/use-language';
import type { SolvedProblem } from '../curves/solved';

interface ProblemRowProps {
  readonly problem: Pick<SolvedProblem, 'text' | 'level' | 'subject'>;
  /** Its chance and runs under each of the points that are looked at. */
  readonly chances: readonly (Pick<SolvedProblem, 'chance' | 'runIds'> & { readonly name?: string })[];
  /** Where the same search can be made, when its tree is not here. */
  readonly again?: string;
}

/** A problem, how likely it was solved, and the way to its trees. */
export function ProblemRow({ problem: { text, level, subject }, chances, again }: ProblemRowProps) {
  const say = useSay();
  const language = useLanguage();
  return (
    <li className="rounded-md px-2 py-1.5 text-sm wrap-anywhere hover:bg-ink/5">
      <p className="line-clamp-2">{gistOf(text)}</p>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-mute">
        {level === undefined ? null : <span>{say(pointWords.level, { level })}</span>}
        {subject === undefined ? null : <span>{subjectText(subject)[language]}</span>}
        {chances.map(({ name, chance, runIds }, i) => (
          <span key={name ?? i} className="inline-flex flex-wrap items-center gap-x-2">
            {name === undefined ? null : <span>{name}</span>}
            <span className="font-medium text-ink tabular-nums" title={say(pointWords.chance)}>
              {`${Math.round(100 * chance)}${percentSign}`}
            </span>
            {runIds.map((id, seed) => (
              <Link key={id} href={`/runs/${encodeURIComponent(id)}`} className="link text-ink">
                {runIds.length === 1 ? say(pointWords.tree) : say(pointWords.treeOf, { place: seed + 1 })}
              </Link>
            ))}
          </span>
        ))}
        {again === undefined ? null : (
          <Link href={again} className="link text-ink">
            {say(pointWords.again)}
          </Link>
        )}
      </p>
    </li>
  );
}
