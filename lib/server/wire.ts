/** The form of every refusal of the HTTP interface, and of who asks, as the server writes it and the client reads it. */
import { z } from 'zod';

export const apiErrorSchema = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
export type ApiErrorBody = z.infer<typeof apiErrorSchema>;

/** What whoever asks may do. */
export const accessSchema = z.strictObject({ role: z.enum(['owner', 'viewer', 'stranger']) });
export type AccessRole = z.infer<typeof accessSchema>['role'];
