import type { Metadata } from 'next';
import { NotesPage } from '@/components/lessons/notes-page';

export const metadata: Metadata = { title: 'Speaker notes' };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <NotesPage key={id} id={id} />;
}
