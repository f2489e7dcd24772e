/** The server that writes, and how it is spoken to. */
import type { Clock } from '@/lib/base';
import type { PolicyBackend } from '../config/backend';
import type { HttpClient } from '../http/http';
import type { KnownServer } from '../server-habits';
import type { Route } from './route';

export interface WritingServer {
  readonly clock: Clock;
  readonly backend: PolicyBackend;
  readonly http: HttpClient;
  readonly route: Route;
  readonly known: KnownServer;
}
