/** The mark: one root, three ideas, one of them carried on. */
export function Logo() {
  return (
    <svg aria-hidden="true" width="22" height="22" viewBox="0 0 24 24" fill="none" strokeLinecap="round">
      <path d="M4 12C9 12 8 5 13 5M4 12c5 0 4 7 9 7" stroke="var(--mute)" strokeWidth="1.5" />
      <path d="M4 12h9c4 0 3-5 7-5" stroke="var(--ink)" strokeWidth="3" />
      <circle cx="4" cy="12" r="2.5" fill="var(--bg)" stroke="var(--ink)" strokeWidth="2" />
      <circle cx="13" cy="5" r="1.5" fill="var(--mute)" />
      <circle cx="13" cy="19" r="1.5" fill="var(--mute)" />
      <circle cx="20" cy="7" r="2.5" fill="var(--ink)" />
    </svg>
  );
}
