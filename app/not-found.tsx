import Link from 'next/link';

export default function NotFound() {
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-3 px-6 py-24">
      <h1 className="text-3xl">There is no such page</h1>
      <p className="text-mute">The address leads nowhere. <Link href="/" className="link text-ink">Start a run</Link> or look through <Link href="/runs" className="link text-ink">earlier ones</Link>.</p>
    </main>
  );
}
