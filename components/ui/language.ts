/** Which language a page is spoken in: where the choice is kept and how it reaches the page. Says nothing itself. */
import { languageFor, languages, languageSchema, type Language } from '@/lib/words';

const languageKey = 'longthink-language';
const changed = 'longthink-language';

/**
 * Runs in the document's head before anything is painted: the document's `lang` is the language of this page, whoever asks.
 * An address speaks first, then what was chosen before, then the browser. What the server wrote is in the first language; where
 * the reader has another, nothing is shown until the page has been said in it. A constant, so that a content security policy may
 * name it by its hash.
 */
export const languageScript = `(function(){var d=document.documentElement,all=${JSON.stringify(languages)},l=new URLSearchParams(location.search).get('lang');if(all.indexOf(l)<0)try{l=localStorage.getItem('${languageKey}')}catch(e){}if(all.indexOf(l)<0)l=(navigator.languages||[]).map(function(t){return t.toLowerCase().split('-')[0]}).find(function(t){return all.indexOf(t)>=0})||all[0];d.lang=l;if(l!==all[0])d.dataset.unsaid=''})()`;

/** What this page is spoken in. */
export function readLanguage(): Language {
  return languageSchema.safeParse(document.documentElement.lang).data ?? languages[0];
}

/** Speaks another language from now on, on this page and the next ones; the address says so too, so that it can be sent. */
export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(languageKey, language);
  } catch {
    // Not remembered; the address and this page have it.
  }
  document.documentElement.lang = language;
  // A saved page has no address of its own that could be sent.
  if (window.location.protocol.startsWith('http')) {
    const address = new URL(window.location.href);
    address.searchParams.set('lang', language);
    window.history.replaceState(null, '', address);
  }
  window.dispatchEvent(new Event(changed));
}

/** The page has been said in the reader's language: it may be seen. */
export function showSaid(): void {
  delete document.documentElement.dataset['unsaid'];
}

/** Tells of every choice, in this window and in others. Returns the undo. */
export function onLanguage(onChange: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== languageKey) return;
    document.documentElement.lang = languageSchema.safeParse(event.newValue).data ?? languageFor(navigator.languages);
    onChange();
  };
  window.addEventListener(changed, onChange);
  window.addEventListener('storage', onStorage);
  return () => {
    window.removeEventListener(changed, onChange);
    window.removeEventListener('storage', onStorage);
  };
}
