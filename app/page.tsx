export default function HomePage() {
  return <main id="main" className="mx-auto w-full max-w-5xl p-6"><h1 className="text-2xl">New run</h1></main>;
}
