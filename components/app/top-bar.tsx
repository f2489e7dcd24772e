'use client';

import { Link } from '@/components/ui/link';
import { usePathname } from 'next/navigation';
import { navigationWords } from '@/lib/words';
import { Badge } from '@/components/ui/badge';
import { KeysButton } from '@/components/ui/keys-overlay';
import { LanguageToggle } from './language-toggle';
import { Logo } from './logo';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import { useSay } from '@/components/ui/use-language';
import { useIsViewingOnly } from '@/components/ui/viewing-only';

const places = [
  { href: '/', label: navigationWords.newRun },
  { href: '/lessons', label: navigationWords.lessons },
  { href: '/runs', label: navigationWords.runs },
  { href: '/experiments', label: navigationWords.experiments },
  { href: '/verifiers', label: navigationWords.verifiers },
  { href: '/replay', label: navigationWords.replay },
  { href: '/backends', label: navigationWords.backends },
  { href: '/glossary', label: navigationWords.glossary },
] as const;

/** Pixels at the end of the bar in which what goes on beyond it fades, on a telephone. */
const fade = 24;

/** Where places are more than fit beside each other; moves the bar and nothing else. */
function bringIntoView(place: HTMLElement | null): void {
  const bar = place?.parentElement;
  if (place === null || bar === null || bar === undefined) return;
  bar.scrollLeft = Math.max(0, place.offsetLeft + place.offsetWidth + fade - bar.offsetLeft - bar.clientWidth);
}

/** The bar on every page: where one is, where one can go, colours and keys. */
export function TopBar() {
  const path = usePathname();
  const isViewing = useIsViewingOnly();
  const say = useSay();
  return (
    <header
      data-chrome
      className="flex h-12 shrink-0 print:hidden items-center gap-2 border-b border-line px-3 sm:gap-5 sm:px-5"
    >
      <Link
        href="/"
        className="flex items-center gap-2 font-semibold tracking-tight"
        aria-label={say(navigationWords.startPage)}
      >
        <Logo />
        <span className="hidden sm:inline">Longthink</span>
      </Link>
      <nav
        aria-label={say(navigationWords.main)}
        className="flex min-w-0 items-center overflow-x-auto text-[0.8rem] [scrollbar-width:none] max-sm:[mask-image:linear-gradient(to_right,black_calc(100%-24px),transparent)] max-sm:pr-6 sm:gap-1 sm:text-sm"
      >
        {places.map((place) => {
          const isHere = place.href === '/' ? path === '/' : path.startsWith(place.href);
          return (
            <Link
              key={place.href}
              href={place.href}
              ref={isHere ? bringIntoView : undefined}
              aria-current={isHere ? 'page' : undefined}
              className={`rounded-md px-1.5 py-1.5 whitespace-nowrap sm:px-2 ${isHere ? 'text-ink underline decoration-2 underline-offset-8' : 'text-mute hover:text-ink'}`}
            >
              {say(place.label)}
            </Link>
          );
        })}
      </nav>
      <div className="ml-auto flex items-center">
        {isViewing ? (
          <Badge title={say(navigationWords.whyViewingOnly)}>{say(navigationWords.viewingOnly)}</Badge>
        ) : null}
        <span className="hidden sm:contents">
          <KeysButton />
        </span>
        <LanguageToggle />
        <ThemeToggle />
      </div>
    </header>
  );
}
