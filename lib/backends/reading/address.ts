/** An address as people have it at hand: with or without `/v1`, or with a whole call at its end. Opens no connection. */

export interface Address {
  readonly url: string;
  /** See `Backend`. */
  readonly apiPath: string;
}

/** Calls that stand at the end of addresses in the documentation of servers. */
const calls = /\/(chat\/completions|completions|models|embeddings|score|pooling|classify)$/;
/** Addresses that are the place of the calls themselves: `…/v1beta/openai`, `/api/paas/v4`, one deployment of many. */
const places = /\/(v\d\w*|openai|deployments\/[^/]+)$/;

/** The address in its parts; `apiPath` as configured, if it is. */
export function addressIn(text: string, apiPath: string | undefined): Address {
  const whole = new URL(text).href.replace(/\/+$/, '');
  const place = whole.replace(calls, '').replace(/\/+$/, '');
  const url = place.replace(/\/v1$/, '');
  if (apiPath !== undefined) return { url: apiPath === '' ? place : url, apiPath };
  return { url, apiPath: url === place && places.test(new URL(url).pathname) ? '' : '/v1' };
}
