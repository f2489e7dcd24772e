/**
 * The tokens that get one in from elsewhere: the owner's and the viewers'. Those that are set from outside are kept nowhere;
 * the others are made once, told once, and kept as hashes. A browser is given a cookie that follows from the token and a salt, and from
 * which nobody comes to the token: with another salt all cookies end, and links and scripts go on. Knows no request.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { SettingsError, type Settings } from '../settings/settings';

const tokenBytes = 32;
const saltBytes = 16;
/** Of tokens that are set: where nothing is kept, the cookies of all processes are the same. They end with the token. */
const setSalt = 'longthink cookie';
const folderMode = 0o700;
const ownerOnly = 0o600;
const hash = z.string().regex(/^[\da-f]{64}$/);
/** Hashes of 32 random bytes need no salt: nobody comes to them by guessing. */
const cookieSchema = z.strictObject({ salt: z.string(), hash });
const keptSchema = z.strictObject({
  version: z.literal(1),
  owner: hash.optional(),
  viewer: hash.optional(),
  /** Of those roles whose link was opened. */
  cookies: z.strictObject({ owner: cookieSchema.optional(), viewer: cookieSchema.optional() }).optional(),
});
type Kept = Omit<z.infer<typeof keptSchema>, 'version'>;

type Known = 'owner' | 'viewer';
const roles: readonly Known[] = ['owner', 'viewer'];
/** Nothing that is shown has this one. */
const unknownHash = '0'.repeat(64);

export interface Access {
  /** Undefined for a token of nobody. It takes as long for every token. */
  roleOf(token: string): Known | undefined;
  /** The same for what a cookie holds. */
  roleOfCookie(value: string): Known | undefined;
  /** What a browser is to hold in place of this token, which has to be one that is known. */
  cookieOf(token: string): string;
  /** Where each role's token is to be found. */
  readonly origin: Readonly<Record<Known, TokenOrigin>>;
}

/** Made now and not told again; made at an earlier start; set from outside. */
export type TokenOrigin =
  | { readonly type: 'made'; readonly token: string; readonly isKept: boolean }
  | { readonly type: 'kept' }
  | { readonly type: 'set' };

/** Undefined where everybody who can reach the app may do everything. Throws SettingsError. */
export function openAccess(settings: Pick<Settings, 'needsToken' | 'tokens' | 'accessFile'>): Access | undefined {
  const { needsToken, tokens, accessFile } = settings;
  if (!needsToken) return undefined;
  const kept = keptIn(accessFile);
  const wanted = roles.filter((role) => tokens[role] === undefined && kept?.[role] === undefined);
  const made = Object.fromEntries(wanted.map((role) => [role, randomBytes(tokenBytes).toString('base64url')]));
  const hashes = { ...kept, ...Object.fromEntries(Object.entries(made).map(([role, token]) => [role, hashOf(token)])) };
  // Beside a token that is made now lies the cookie of another.
  let cookies: NonNullable<Kept['cookies']> = Object.fromEntries(
    Object.entries(kept?.cookies ?? {}).filter(([role]) => made[role] === undefined),
  );
  const isKept = wanted.length > 0 && keep(accessFile, { ...hashes, cookies });
  const known = roles.map((role) => ({ role, hash: Buffer.from(ownHash(tokens[role]) ?? hashes[role] ?? '', 'hex') }));
  const originOf = (role: Known): TokenOrigin => {
    const token = made[role];
    if (token !== undefined) return { type: 'made', token, isKept };
    return { type: tokens[role] === undefined ? 'kept' : 'set' };
  };
  const roleOf = (token: string) => roleAmong(known, token);
  const cookieFrom = (role: Known) => {
    const token = tokens[role];
    return token === undefined ? cookies[role] : cookieBy(setSalt, token);
  };
  return {
    roleOf,
    roleOfCookie: (value) =>
      roleAmong(
        roles.map((role) => ({ role, hash: Buffer.from(cookieFrom(role)?.hash ?? unknownHash, 'hex') })),
        value,
      ),
    cookieOf(token) {
      const role = roleOf(token);
      if (role === undefined) throw new Error('Invariant broken: only who is known is given a cookie');
      let cookie = cookieFrom(role);
      if (cookie === undefined) {
        cookie = cookieBy(randomBytes(saltBytes).toString('hex'), token);
        cookies = { ...cookies, [role]: cookie };
        keep(accessFile, { ...hashes, cookies });
      }
      return valueBy(cookie.salt, token);
    },
    origin: { owner: originOf('owner'), viewer: originOf('viewer') },
  };
}

interface Compared {
  readonly role: Known;
  readonly hash: Buffer;
}

function roleAmong(known: readonly Compared[], shown: string): Known | undefined {
  const asked = Buffer.from(hashOf(shown), 'hex');
  // Both are compared, whichever it is.
  const [found] = known.filter((each) => timingSafeEqual(each.hash, asked));
  return found?.role;
}

function cookieBy(salt: string, token: string): z.infer<typeof cookieSchema> {
  return { salt, hash: hashOf(valueBy(salt, token)) };
}

function valueBy(salt: string, token: string): string {
  return createHmac('sha256', token).update(salt).digest('base64url');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function ownHash(token: string | undefined): string | undefined {
  return token === undefined ? undefined : hashOf(token);
}

/** Undefined when there is no file. Throws SettingsError for one that cannot be read. */
function keptIn(file: string): Kept | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    value = undefined;
  }
  const parsed = keptSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SettingsError(`${file} does not hold what was written there. Delete it, and start again for new tokens.`);
}

/** False where the folder cannot be written: the tokens are those of this start alone. */
function keep(file: string, hashes: Kept): boolean {
  const beside = `${file}.${process.pid}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: folderMode });
    writeFileSync(beside, `${JSON.stringify({ version: 1, ...hashes })}\n`, { mode: ownerOnly });
    renameSync(beside, file);
    return true;
  } catch {
    // Told with the links: that they hold for this start.
    return false;
  }
}
