import Link from 'next/link';

export default function NotFound() {
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-4 px-6 py-24">
      <h1 className="text-3xl">There is no such page</h1>
      <p className="text-mute">
        The address leads nowhere. Runs are at <span className="font-mono text-sm text-ink">/runs/…</span>, and a run
        that was deleted says so on its own page.
      </p>
      <p className="flex flex-wrap gap-2">
        <Link href="/" className="button button-primary">
          Start a run
        </Link>
        <Link href="/runs" className="button">
          All runs
        </Link>
        <Link href="/replay" className="button">
          Open a recorded one
        </Link>
      </p>
    </main>
  );
}
