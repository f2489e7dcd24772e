/** The form of every refusal of the HTTP interface, as the server writes it and the client reads it. */
import { z } from 'zod';

export const apiErrorSchema = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
export type ApiErrorBody = z.infer<typeof apiErrorSchema>;
