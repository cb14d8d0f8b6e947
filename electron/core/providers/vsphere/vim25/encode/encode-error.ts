/** The call does not fit the API's schema; nothing was sent. The message names the path of the culprit. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
}
