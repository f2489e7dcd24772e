/**
 * Dark or light: where the choice is kept and how it reaches the page. The colours themselves are in app/globals.css.
 */
export const themeKey = 'longthink-theme';
export type ThemeChoice = 'system' | 'dark' | 'light';

/**
 * Runs in the document's head before anything is painted, so that no page flashes in the wrong colours. A constant, so
 * that a content security policy may name it by its hash.
 */
export const themeScript = `(function(){var d=document.documentElement,q=matchMedia('(prefers-color-scheme: light)');function set(){var c;try{c=localStorage.getItem('${themeKey}')}catch(e){}d.dataset.theme=c==='dark'||c==='light'?c:q.matches?'light':'dark'}set();q.addEventListener('change',set);addEventListener('storage',set)})()`;

/** The stored choice; `system` when there is none or storage is closed to us. */
export function readThemeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(themeKey);
    return stored === 'dark' || stored === 'light' ? stored : 'system';
  } catch {
    // Storage may be forbidden; then the system's choice is the only one there is.
    return 'system';
  }
}

/** Applies a choice to this page and stores it for the next ones. */
export function applyThemeChoice(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, choice);
  } catch {
    // Not stored, but still applied below.
  }
  const isLight = choice === 'light' || (choice === 'system' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset['theme'] = isLight ? 'light' : 'dark';
  window.dispatchEvent(new Event('longthink-theme'));
}
