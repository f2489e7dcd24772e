/** How long a server's context is, where its tokenizer does not tell. */
import type { PolicyBackend } from '../config/backend';
import { optionally, ifSupported } from '../http/optional';
import type { HttpClient } from '../http/http';
import { modelsSchema } from '../http/replies';

/** From `/v1/models`; undefined where it does not say. Throws CallError when the server cannot say anything now. */
export async function servedLength(
  { model }: PolicyBackend,
  http: HttpClient,
  signal: AbortSignal,
): Promise<number | undefined> {
  const asked = optionally(http).json({ method: 'GET', path: '/v1/models' }, modelsSchema, { signal });
  const reply = await ifSupported(asked, (error) => {
    throw error;
  });
  const served = reply?.data.find(({ id }) => id === model) ?? reply?.data[0];
  return served?.max_model_len ?? served?.meta?.n_ctx ?? undefined;
}
