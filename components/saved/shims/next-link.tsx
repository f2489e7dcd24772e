import type { AnchorHTMLAttributes } from 'react';

/** In the place of the framework’s link: a saved page leads nowhere, so that a link is its words. */
export default function Link({ children, title }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <span title={title}>{children}</span>;
}
