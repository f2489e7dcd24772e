/**
 * The routes: which path answers with what. Keeps connections alive as vLLM does, and turns every error into vLLM's
 * error bodies. It computes nothing.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError } from './api-error';
import { chat } from './chat';
import { complete } from './completions';
import { Exchange } from './exchange';
import { metricsText } from './metrics';
import { detokenize, tokenize } from './tokens';
import type { ModelService } from '../model-service';

/**
 * A version that clients which probe for features take for a vLLM that has them: token ids in replies, seeds per sample,
 * `logprob_token_ids`. The suffix says what it really is.
 */
const version = '0.24.0+longthink';

type Route = (exchange: Exchange, service: ModelService) => void | Promise<void>;

const started = Math.floor(Date.now() / 1000);
const routes: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  '/v1/completions': { POST: complete },
  '/v1/chat/completions': { POST: chat },
  '/tokenize': { POST: tokenize },
  '/detokenize': { POST: detokenize },
  '/v1/models': { GET: listModels },
  '/health': { GET: (exchange) => exchange.ok() },
  '/ping': { GET: (exchange) => exchange.ok(), POST: (exchange) => exchange.ok() },
  '/version': { GET: (exchange) => exchange.json({ version }) },
  '/load': {
    GET: (exchange, service) =>
      exchange.json({ server_load: service.models.reduce((sum, model) => sum + service.runningCount(model), 0) }),
  },
  '/metrics': {
    GET: (exchange, service) => exchange.text(metricsText(service), 'text/plain; version=0.0.4; charset=utf-8'),
  },
};

/** Not listening yet. `report` hears of bugs. */
export function createModelServer(service: ModelService, report: (error: unknown) => void): Server {
  const server = createServer((request, response) => {
    answer(request, response, { service, report }).catch(report);
  });
  server.keepAliveTimeout = 5_000;
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { service, report }: { readonly service: ModelService; readonly report: (error: unknown) => void },
): Promise<void> {
  const exchange = new Exchange(request, response);
  const path = (request.url ?? '/').split('?')[0]!.replace(/(?<=.)\/+$/, '');
  const methods = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (methods === undefined) return exchange.json({ detail: 'Not Found' }, 404);
  const route = methods[request.method ?? ''];
  if (route === undefined)
    return exchange.json({ detail: 'Method Not Allowed' }, 405, { allow: Object.keys(methods).join(', ') });
  try {
    await route(exchange, service);
  } catch (error) {
    if (!(error instanceof ApiError) && !request.destroyed) report(error);
    exchange.fail(
      error instanceof ApiError
        ? error
        : new ApiError({ status: 500, message: 'The model server failed at this request; its terminal says more.' }),
    );
  }
}

function listModels(exchange: Exchange, service: ModelService): void {
  exchange.json({
    object: 'list',
    data: service.models.map((model) => ({
      id: model.name,
      object: 'model',
      created: started,
      owned_by: 'longthink',
      root: model.name,
      parent: null,
      max_model_len: model.config.contextLength,
      // Not in vLLM: how many numbers the model has, for those who count FLOPs.
      parameter_count: model.parameterCount,
    })),
  });
}
