/**
 * The one door of the app: every request, for pages, data, streams and files alike, is looked at here before the framework
 * sees it, and is let in with a word on who sent it, or sent away in words. Knows no route.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorReply } from '../http/api-error';
import { checkOrigin } from '../http/request-guard';
import type { Settings } from '../settings/settings';
import { sendReply } from './send-reply';
import { visiting, type Visitor } from './visitor';
import { checkWellFormed } from './well-formed';

/** What comes in at the server is let in by calling `pass`, or answered. */
export type Door = (server: Server, pass: (request: IncomingMessage, response: ServerResponse) => void) => void;

export interface DoorOptions {
  readonly settings: Pick<Settings, 'allowedHosts'>;
  readonly report: (message: string, error?: unknown) => void;
}

export function createDoor({ settings, report }: DoorOptions): Door {
  /** Throws ApiError. */
  function letIn(request: IncomingMessage): Visitor {
    const { method = 'GET', url = '/', headers } = request;
    // 1. Is it a request at all?
    checkWellFormed({ method, url, headers });
    // 2. Is it of our own pages, or of a script?
    checkOrigin({ method, headers }, settings);
    return { sender: request.socket.remoteAddress ?? '' };
  }

  return (server, pass) => {
    server.on('request', (request, response) => {
      let visitor: Visitor;
      try {
        visitor = letIn(request);
      } catch (error) {
        void sendReply(response, errorReply(error, report));
        return;
      }
      visiting(visitor, () => pass(request, response));
    });
    server.on('connect', (_request, socket) => refuseTunnel(socket));
  };
}

/** Answers everything with what keeps the app from starting. */
export function closedDoor(reason: unknown, report: DoorOptions['report']): Door {
  return (server) => {
    server.on('request', (_request, response) => void sendReply(response, errorReply(reason, report)));
  };
}

/** No reply object goes with a CONNECT: without a listener the connection ends in silence. */
function refuseTunnel(socket: Duplex): void {
  const words = 'Longthink is no proxy.\n';
  // Whoever has left reads no reply.
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${words.length}\r\n\r\n${words}`,
  );
}
