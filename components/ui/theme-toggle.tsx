'use client';

import { useSyncExternalStore } from 'react';
import { Icon } from './icon';
import { applyThemeChoice, readThemeChoice, type ThemeChoice } from './theme';

const order: readonly ThemeChoice[] = ['system', 'dark', 'light'];
const words: Readonly<Record<ThemeChoice, string>> = { system: 'as the system', dark: 'dark', light: 'light' };

/** One button that goes round system, dark and light; its name says which is on and which comes next. */
export function ThemeToggle() {
  const choice = useSyncExternalStore(subscribe, readThemeChoice, () => 'system' as const);
  const next = order[(order.indexOf(choice) + 1) % order.length] ?? 'system';
  return (
    <button
      type="button"
      className="button button-quiet button-square"
      data-testid="theme-toggle"
      data-theme-choice={choice}
      aria-label={`Colours: ${words[choice]}. Change to ${words[next]}`}
      title={`Colours: ${words[choice]}`}
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
