/** For tests: a Node that jobs run on. The machine's, where it is new enough; else one that was installed for tests alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newerNode } from '@/lib/launch/newer-node.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** This very process could have jobs. */
export const hasJobs = major > 22 || (major === 22 && minor >= 12);
const installed = join(root, newerNode);

/** The path of a Node that can; undefined where there is none. */
export const nodeWithJobs = hasJobs ? process.execPath : existsSync(installed) ? installed : undefined;
