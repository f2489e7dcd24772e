/** A strategy map as it lies in a file and crosses the HTTP interface: whose it is, the map, and what it was worth. */
import { z } from 'zod';
import { strategyMapSchema } from '@/lib/search';
import { share } from '../model';

const difference = z.number().min(-1).max(1);

export const mapFileSchema = z.strictObject({
  type: z.literal('strategy-map'),
  version: z.literal(1),
  /** What their servers call the models that it was made with. */
  policy: z.string().min(1).max(200),
  verifier: z.string().min(1).max(200),
  map: strategyMapSchema,
  /** At each budget on problems that it was not chosen by, beside the best single method of no higher cost. */
  worth: z.array(
    z.strictObject({
      budget: z.int().min(1),
      accuracy: share,
      /** Generated tokens a problem, the first share included, and those that there were to spend. */
      tokens: z.number().min(0),
      limit: z.number().min(0),
      fixed: z.strictObject({ method: z.string().max(200), accuracy: share }),
      /** With its 95 % interval. */
      gain: z.strictObject({ difference, low: difference, high: difference }),
    }),
  ),
});
export type MapFile = z.infer<typeof mapFileSchema>;

/** `shipped`: it came with Longthink; `own`: it lies in the data folder. */
const listedMapSchema = mapFileSchema.extend({ origin: z.enum(['shipped', 'own']) });
export type ListedMap = z.infer<typeof listedMapSchema>;

/** Of `GET /api/maps`. */
export const mapListSchema = z.strictObject({ maps: z.array(listedMapSchema).readonly() });
export type MapList = z.infer<typeof mapListSchema>;
