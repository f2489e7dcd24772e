import { Link } from '@/components/ui/link';
import { experimentWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

/** An address of an experiment that there is not. */
export function MissingExperiment() {
  const say = useSay();
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-4 px-6 py-24">
      <h1 className="text-3xl">{say(experimentWords.noSuch)}</h1>
      <p className="text-mute">{say(experimentWords.noSuchHint)}</p>
      <p className="flex flex-wrap gap-2">
        <Link href="/experiments" className="button button-primary">
          {say(experimentWords.all)}
        </Link>
        <Link href="/experiments/new" className="button">
          {say(experimentWords.startOne)}
        </Link>
      </p>
    </main>
  );
}
