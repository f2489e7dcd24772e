import Link from 'next/link';

/** An address of an experiment that there is not. */
export function MissingExperiment() {
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-4 px-6 py-24">
      <h1 className="text-3xl">There is no such experiment</h1>
      <p className="text-mute">It may have been deleted, or it belongs to another installation of Longthink.</p>
      <p className="flex flex-wrap gap-2">
        <Link href="/experiments" className="button button-primary">
          All experiments
        </Link>
        <Link href="/experiments/new" className="button">
          Start one
        </Link>
      </p>
    </main>
  );
}
