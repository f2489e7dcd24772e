/**
 * Imported before any schema is made: schemas walk through values as they are written, and do not try whether code may be made of
 * text. It may not, and every try is told as a break of the page's policy.
 */
import { z } from 'zod';

z.config({ jitless: true });
