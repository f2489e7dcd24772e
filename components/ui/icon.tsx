/** The few icons the product needs, drawn on a 16 x 16 grid; decorative, so the control around one carries the name. */
const paths = {
  play: 'M4.5 3v10l8-5z',
  pause: 'M5 3v10M11 3v10',
  'step-back': 'M12 3.5 6.5 8l5.5 4.5zM4 3.5v9',
  'step-forward': 'M4 3.5 9.5 8 4 12.5zM12 3.5v9',
  'to-start': 'M13 4 8.5 8l4.5 4zM8 4 3.5 8 8 12zM3 3.5v9',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  question:
    'M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.5.25-.8.6-.8 1.1M8 11.5v.01',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z',
  half: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  download: 'M8 2v8M4.5 7 8 10.5 11.5 7M3 13.5h10',
  trash: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  dice: 'M3 3h10v10H3zM6 6v.01M10 10v.01M10 6v.01M6 10v.01M8 8v.01',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  stop: 'M4 4h8v8H4z',
  warning: 'M8 2 1.5 13.5h13zM8 6.5v3.5M8 12v.01',
  arrow: 'M3 8h10M9 4l4 4-4 4',
  chevron: 'M4 6l4 4 4-4',
  flag: 'M4 14.5V2M4 2.5h8.5L10.5 5.5l2 3H4',
  screen: 'M2 3h12v8H2zM8 11v2.5M5 13.5h6',
  link: 'M6.5 9.5l3-3M7 4.5l1.2-1.2a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5l-1.2 1.2a2.8 2.8 0 0 1-4-4L5 7.5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  more: 'M2.75 8h.5M7.75 8h.5M12.75 8h.5',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  fold: 'M8 1.5v4M5.5 3.5 8 6l2.5-2.5M8 14.5v-4M5.5 12.5 8 10l2.5 2.5M2.5 8h11',
  crosshair: 'M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3',
  sliders: 'M2 5h6.5M12.5 5H14M2 11h1.5M7.5 11H14M10.5 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4M5.5 9a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
} as const;

export type IconName = keyof typeof paths;
const solid: ReadonlySet<IconName> = new Set(['play', 'stop']);

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={solid.has(name) ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
      style={{ width: `${size / 16}em`, height: `${size / 16}em` }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
