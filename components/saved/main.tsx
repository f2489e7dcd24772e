/**
 * Where a saved page begins: reads what the page holds and shows it. Bundled by lib/launch/viewer.mjs into one file that asks
 * nobody for anything.
 */
import '@/components/app/no-eval';
import { Told } from '@/components/ui/told';
import { createRoot } from 'react-dom/client';
import { assertUnreachable } from '@/lib/base';
import { siteWords, toldBy } from '@/lib/words';
import { Providers } from '@/components/app/providers';
import { useSay } from '@/components/ui/use-language';
import { readSaved, type Saved } from './read-saved';
import { SavedCurves } from './saved-curves';
import { SavedLesson } from './saved-lesson';
import { SavedRun } from './saved-run';

const isEmbedded = /[?&#]embed\b/.test(`${window.location.search}${window.location.hash}`);

function SavedPage({ saved }: { readonly saved: Saved }) {
  const { savedOn } = saved;
  switch (saved.kind) {
    case 'run':
      return <SavedRun log={saved.log} marks={saved.marks} savedOn={savedOn} isEmbedded={isEmbedded} />;
    case 'experiment':
      return <SavedCurves saved={saved.saved} savedOn={savedOn} isEmbedded={isEmbedded} />;
    case 'lesson':
      return <SavedLesson lesson={saved.lesson} logs={saved.logs} savedOn={savedOn} isEmbedded={isEmbedded} />;
    default:
      return assertUnreachable(saved);
  }
}

function Broken({ error }: { readonly error: unknown }) {
  const say = useSay();
  return (
    <main className="mx-auto flex max-w-2xl flex-col gap-3 px-6 py-24" data-testid="broken-page">
      <h1 className="text-2xl">{say(siteWords.pageUnreadable)}</h1>
      <p className="text-mute">
        <Told what={toldBy(error)} />
      </p>
    </main>
  );
}

const root = createRoot(document.getElementById('viewer')!);
readSaved(document).then(
  (saved) =>
    root.render(
      <Providers>
        <SavedPage saved={saved} />
      </Providers>,
    ),
  (error: unknown) => root.render(<Broken error={error} />),
);
