/** Whether everything that is needed answers: the store and the configured servers. */
import type { Store } from '@/lib/store';
import type { Models } from './models/models';

export interface HealthPart {
  readonly name: string;
  readonly isWell: boolean;
  /** What is wrong and what to do. */
  readonly message?: string;
}

export interface Health {
  readonly status: 'ok' | 'down';
  readonly parts: readonly HealthPart[];
}

export async function healthOf(store: Store, models: Models): Promise<Health> {
  const storePart = await store.check().then(
    (): HealthPart => ({ name: 'store', isWell: true }),
    (error: unknown): HealthPart => ({
      name: 'store',
      isWell: false,
      message: error instanceof Error ? error.message : String(error),
    }),
  );
  const backends = (await models.statuses()).map(({ role, name, isReachable, failure }): HealthPart => ({
    name: `${role} ${name}`,
    isWell: isReachable,
    ...(failure === undefined ? {} : { message: failure.message }),
  }));
  const parts = [storePart, ...backends];
  return { status: parts.every((part) => part.isWell) ? 'ok' : 'down', parts };
}
