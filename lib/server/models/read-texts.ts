/** What is written already, read to a verifier once more: each text once, so many at a time. Generates nothing; knows no log. */
import type { ScoreRequest, StepScore, Verifier } from '@/lib/search';

/** Texts that are read to the verifier at once: its own limits say how many of them go out together. */
const textsAtOnce = 32;

/** Scores of the steps of each text, in the order of `texts`; as of a path, nothing follows what could not be read. Throws BackendError. */
export async function readTexts(
  verifier: Verifier,
  texts: readonly (readonly string[])[],
  about: Pick<ScoreRequest, 'problem' | 'prompt' | 'session'>,
  signal: AbortSignal,
): Promise<readonly (readonly StepScore[])[]> {
  const keyOf = (steps: readonly string[]) => JSON.stringify(steps);
  const different = [...new Map(texts.map((steps) => [keyOf(steps), steps])).values()];
  const said = new Map<string, readonly StepScore[]>();
  for (let from = 0; from < different.length; from += textsAtOnce) {
    const asked = different.slice(from, from + textsAtOnce);
    const scores = await verifier.score(
      {
        ...about,
        // Its tokens are not those of the policy.
        paths: asked.map((steps) => ({ steps: steps.map((text) => ({ text, tokenIds: undefined })), from: 0 })),
        onNotice: () => undefined,
      },
      signal,
    );
    asked.forEach((steps, i) => said.set(keyOf(steps), scores[i] ?? []));
  }
  return texts.map((steps) => said.get(keyOf(steps)) ?? []);
}
