'use client';

import { useSyncExternalStore } from 'react';
import { navigationWords } from '@/lib/words';
import { Icon } from './icon';
import { applyThemeChoice, readThemeChoice, type ThemeChoice } from './theme';
import { useSay } from './use-language';

const order: readonly ThemeChoice[] = ['system', 'dark', 'light'];
const words = {
  system: navigationWords.asSystem,
  dark: navigationWords.dark,
  light: navigationWords.light,
} as const satisfies Readonly<Record<ThemeChoice, unknown>>;

/** One button that goes round system, dark and light; its name says which is on and which comes next. */
export function ThemeToggle() {
  const say = useSay();
  const choice = useSyncExternalStore(subscribe, readThemeChoice, () => 'system' as const);
  const next = order[(order.indexOf(choice) + 1) % order.length] ?? 'system';
  const now = say(words[choice]);
  return (
    <button
      type="button"
      className="button button-quiet button-square"
      data-testid="theme-toggle"
      data-theme-choice={choice}
      aria-label={say(navigationWords.changeColours, { now, next: say(words[next]) })}
      title={say(navigationWords.colours, { now })}
      onClick={() => applyThemeChoice(next)}
    >
      <Icon name={choice === 'system' ? 'half' : choice === 'dark' ? 'moon' : 'sun'} />
    </button>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('longthink-theme', onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener('longthink-theme', onChange);
    window.removeEventListener('storage', onChange);
  };
}
