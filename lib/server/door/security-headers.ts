/**
 * What every reply says to the browser that it goes to, whoever made it: nothing from elsewhere, nothing framed elsewhere,
 * nothing taken for what it does not say it is. Knows no reply.
 */

/** The header that says what a page may run and ask for. */
export const policyName = 'content-security-policy';

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

/** The development server writes scripts that nobody has named, and makes others of text. */
const ofDevelopment = process.env.NODE_ENV === 'development' ? ["'unsafe-inline'", "'unsafe-eval'"] : undefined;

/**
 * Of what stands behind the door. `scripts`: those that may stand in a page, as a policy names them; no others run that come from
 * elsewhere than a file of ours. Styles may, because drawings and formulas (KaTeX) set those of single elements, which no number
 * and no hash can name.
 */
export function insideHeaders(scripts: readonly string[] = []): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'self'",
    ["script-src 'self'", ...(ofDevelopment ?? scripts)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return { [policyName]: policy.join('; '), ...everywhere };
}

/** Of what the door says itself: no more than words and a form. */
export const doorHeaders: Readonly<Record<string, string>> = {
  [policyName]:
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ...everywhere,
};
