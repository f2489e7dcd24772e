import type { Metadata } from 'next';
import { TabTitle } from '@/components/app/tab-title';
import { NotesPage } from '@/components/lessons/notes-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.notes.en };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return (
    <>
      <TabTitle text={tabWords.notes} />
      <NotesPage key={id} id={id} />
    </>
  );
}
