/**
 * Failures a client is told about, in vLLM's present error shape. It knows no routes.
 */

export interface ApiErrorDetails {
  readonly status: number;
  readonly message: string;
  /** The field at fault. */
  readonly param?: string;
  readonly type?: string;
  readonly retryAfterSeconds?: number;
}

const TYPE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'BadRequestError',
  404: 'NotFoundError',
  413: 'RequestEntityTooLargeError',
  500: 'InternalServerError',
  501: 'NotImplementedError',
  503: 'ServiceUnavailableError',
};

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly #param: string | undefined;
  readonly #type: string;

  constructor(details: ApiErrorDetails) {
    super(details.message);
    this.status = details.status;
    this.#param = details.param;
    this.#type = details.type ?? TYPE_OF_STATUS[details.status] ?? 'InternalServerError';
    this.retryAfterSeconds = details.retryAfterSeconds;
  }

  /** `{"error": {message, type, param, code}}`. */
  body(): {
    readonly error: {
      readonly message: string;
      readonly type: string;
      readonly param: string | null;
      readonly code: number;
    };
  } {
    return { error: { message: this.message, type: this.#type, param: this.#param ?? null, code: this.status } };
  }
}

export function badRequest(message: string, param?: string): ApiError {
  return new ApiError({ status: 400, message, param });
}
