/**
 * The form of every refusal of the HTTP interface, and of who asks, as the server writes it and the client reads it. `message` is
 * for scripts, in English; `said` is the same for people, in every language.
 */
import { z } from 'zod';
import { toldSchema } from '@/lib/words';

export const apiErrorSchema = z.strictObject({
  error: z.strictObject({ code: z.string(), ...toldSchema.shape, details: z.unknown().optional() }),
});
export type ApiErrorBody = z.infer<typeof apiErrorSchema>;

/** What whoever asks may do. */
export const accessSchema = z.strictObject({ role: z.enum(['owner', 'viewer', 'stranger']) });
export type AccessRole = z.infer<typeof accessSchema>['role'];
