/** What a visitor is told of the model servers: the owner all of it, others no address. */
import type { BackendStatus } from '@/lib/backends/status';
import { refusalTexts } from '@/lib/words';
import { ApiError } from '../http/api-error';
import type { Models, StatusOptions } from './models';

/** Throws ApiError 403 where somebody who may only look would have every server asked anew. */
export async function statusesFor(
  isOwner: boolean,
  models: Pick<Models, 'statuses'>,
  options: StatusOptions,
): Promise<readonly BackendStatus[]> {
  if (isOwner) return models.statuses(options);
  if (options.isFresh === true) throw new ApiError('viewing-only', refusalTexts.viewingOnly);
  return (await models.statuses(options)).map(withoutAddresses);
}

/** They stand in what a server said, too: why it failed is told by the kind of failure. */
function withoutAddresses(status: BackendStatus): BackendStatus {
  const { failure } = status;
  const told = failure && { kind: failure.kind, message: 'It does not do its work; its owner can see why.' };
  return { ...status, url: undefined, urls: undefined, notes: undefined, failure: told };
}
