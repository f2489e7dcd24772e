/** A file of a model folder is missing, damaged or asks for something this server does not have. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`${path} ${problem}`, options);
  }
}
