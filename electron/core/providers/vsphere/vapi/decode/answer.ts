import { text as say } from '#shared/i18n/make-text.ts';
import { VapiProtocolError } from '../errors.ts';
import { parseJson, type RawValue } from './json.ts';
import { isObject } from './leaves.ts';

/** What an answer says, or one frame of a stream. */
export type Answer =
  | { readonly kind: 'output'; readonly raw: RawValue }
  /** An error of the operation. */
  | { readonly kind: 'error'; readonly raw: RawValue }
  /** Neither output nor error: a void result, or the end of a stream. */
  | { readonly kind: 'nothing' }
  /** The deprecated progress of a long request. */
  | { readonly kind: 'progress' }
  /** An error of JSON-RPC itself. */
  | {
      readonly kind: 'rpc';
      readonly code: number;
      readonly message: string;
      readonly data: string;
    };

/**
 * Reads the envelope. Unknown members are not looked at.
 * @param id the request's; an answer for another one is refused, but for an error that names none
 * @throws VapiProtocolError
 */
export function readAnswer(text: string, id: string): Answer {
  const raw = parseJson(text);
  if (!isObject(raw)) throw new VapiProtocolError(say('answer.noJsonRpc'));
  const { error, result, id: answered } = raw;
  if (error !== undefined && error !== null) {
    if (!isObject(error)) throw new VapiProtocolError(say('answer.brokenError'));
    if (answered !== undefined && answered !== null) checkId(answered, id);
    const { code, message, data } = error;
    return {
      kind: 'rpc',
      code: typeof code === 'number' ? code : 0,
      message: typeof message === 'string' ? message : '',
      data: typeof data === 'string' ? data : '',
    };
  }
  if (!isObject(result)) {
    throw new VapiProtocolError(say('answer.noResult'));
  }
  checkId(answered, id);
  if (result['error'] !== undefined && result['error'] !== null) {
    return { kind: 'error', raw: result['error'] };
  }
  if (result['output'] !== undefined) return { kind: 'output', raw: result['output'] };
  return { kind: result['progress'] === undefined ? 'nothing' : 'progress' };
}

/** Ids are compared as text: Python echoes a number as number, Java as text. */
function checkId(answered: RawValue | undefined, id: string): void {
  const text = typeof answered === 'number' ? String(answered) : answered;
  if (text !== id) {
    throw new VapiProtocolError(
      typeof text === 'string'
        ? say('answer.otherCall', { found: text.slice(0, 60), id })
        : say('answer.otherCall.none', { id }),
    );
  }
}
