import { text as say } from '#shared/i18n/make-text.ts';
import type { Answer } from '../decode/answer.ts';
import type { RawValue } from '../decode/json.ts';
import type { UnreadableFound } from '../../../../net/unreadable.ts';
import type { DecodeState } from '../decode/state.ts';
import {
  type CallFacts,
  DecodeError,
  JsonRpcError,
  toVapiError,
  type VapiError,
} from '../errors.ts';
import { isRecord, type VapiValue } from '../values.ts';
import type { AnswerCodec } from './codecs.ts';

export interface OutcomeContext {
  readonly facts: CallFacts;
  /** The vapi-error header, which alone names an error in clean JSON. */
  readonly errorType: string;
  /** Collects the secrets of the answer, where somebody must mask them. */
  readonly secrets: string[] | null;
  /** See DecodeState. */
  readonly strict?: boolean;
  readonly found?: (found: UnreadableFound) => void;
}

function stateOf({ facts, secrets, strict = false, found }: OutcomeContext): DecodeState {
  const owner = `${facts.service}.${facts.operation}`;
  return { depth: 0, secrets, strict, owner, ...(found !== undefined && { found }) };
}

const STANDARD = 'com.vmware.vapi.std.errors.';

/**
 * What a single answer means.
 * @returns the output; undefined for void
 * @throws VapiError, JsonRpcError, VapiProtocolError
 */
export function outcome(
  answer: Answer,
  codec: AnswerCodec,
  context: OutcomeContext,
): VapiValue | undefined {
  switch (answer.kind) {
    case 'output':
      return outputOf(answer.raw, codec, context);
    case 'error':
      throw errorOf(answer.raw, codec, context);
    case 'rpc':
      throw rpcError(answer.code, [answer.message, answer.data], context.facts);
    default:
      return undefined;
  }
}

export function outputOf(
  raw: RawValue,
  codec: AnswerCodec,
  context: OutcomeContext,
): VapiValue | undefined {
  const { facts } = context;
  try {
    return codec.output(raw, stateOf(context));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const call = `${facts.service}.${facts.operation}`;
    throw new DecodeError(say('answer.undeclared', { call, problem: error.text }));
  }
}

/** The operation's error. @throws DecodeError where it is none */
export function errorOf(raw: RawValue, codec: AnswerCodec, context: OutcomeContext): VapiError {
  const { facts, errorType } = context;
  const state = stateOf(context);
  const value =
    codec.format === 'clean' ? cleanError(raw, codec, errorType, state) : codec.error(raw, state);
  if (!isRecord(value)) throw new DecodeError(say('answer.errorNoStructure'));
  return toVapiError(value, facts);
}

/** Clean JSON has no names: the header has the error's, or `error_type` in upper case. */
function cleanError(
  raw: RawValue,
  codec: AnswerCodec,
  header: string,
  state: DecodeState,
): VapiValue | undefined {
  const short = (raw as { readonly error_type?: unknown } | null)?.error_type;
  const fromType = typeof short === 'string' ? STANDARD + short.toLowerCase() : `${STANDARD}error`;
  const type = header === '' ? fromType : header;
  const decoder = codec.namedError(type) ?? codec.error;
  const value = decoder(raw, state);
  return isRecord(value) ? { ...value, $type: type } : value;
}

export function rpcError(code: number, texts: readonly string[], facts: CallFacts): JsonRpcError {
  const words = texts.filter((text) => text !== '').join(': ');
  const about = { call: `${facts.service}.${facts.operation}`, code };
  const text =
    words === ''
      ? say('answer.notUnderstood.unsaid', about)
      : say('answer.notUnderstood', { ...about, words: words.slice(0, 400) });
  return new JsonRpcError(text, code, facts);
}
