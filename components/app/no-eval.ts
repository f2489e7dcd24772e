/**
 * The content policy allows no code that is made at run time. zod would try whether it may as it makes its first schema, and browsers
 * report that: this stands before whatever makes one.
 */
import { z } from 'zod';

z.config({ jitless: true });
