import { TextError } from '../../../../net/text-error.ts';

/** The call does not fit the API's schema; nothing was sent. The text names the path of the culprit. */
export class EncodeError extends TextError {
  override readonly name = 'EncodeError';
}
