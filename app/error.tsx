'use client';

/** For bugs only; what can go wrong in use is told where it happens. */
export default function ErrorPage({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-3 px-6 py-24">
      <h1 className="text-3xl">Longthink met a bug</h1>
      <p className="text-mute">Runs go on without this page, and their logs are safe. What happened: <span className="font-mono text-sm text-ink">{error.message}</span></p>
      <div><button type="button" className="button" onClick={reset}>Try again</button></div>
    </main>
  );
}
