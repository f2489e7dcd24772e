/**
 * What every reply says to the browser that it goes to, whoever made it: nothing from elsewhere, nothing framed elsewhere,
 * nothing taken for what it does not say it is. Knows no reply.
 */

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

/** Of what stands behind the door. KaTeX and the drawing set styles of single elements; why scripts may stand in a page, the README says. */
export const insideHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  ...everywhere,
};

/** Of what the door says itself: no more than words and a form. */
export const doorHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ...everywhere,
};
