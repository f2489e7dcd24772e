'use client';

import { languages, type Text } from '@/lib/words';
import { PageTitle } from '@/components/ui/page-title';
import { useLanguage } from '@/components/ui/use-language';

/** Names the browser's tab in the reader's language, where the route's own title is in another; a page's own title stands over it. */
export function TabTitle({ text }: { readonly text: Text }) {
  const language = useLanguage();
  return language === languages[0] ? null : <PageTitle title={text[language]} />;
}
