/** Methods over a database, with its errors put into words. */
import type { Dialect } from './dialect';

type AsyncMethods = Record<string, (...parameters: never[]) => Promise<unknown>>;

/** The same methods; what they throw is a StoreError where the database can explain it. */
export function explained<T extends AsyncMethods>(methods: T, dialect: Dialect): T {
  const wrap =
    (method: T[string]) =>
    async (...parameters: never[]) => {
      try {
        return await method(...parameters);
      } catch (error) {
        throw dialect.explain(error) ?? error;
      }
    };
  // The wrapped methods take and give what the originals do.
  return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, wrap(method as T[string])])) as T;
}
