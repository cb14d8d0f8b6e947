import type { Message } from '#shared/i18n/text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import type { UnreadableFound } from '../../../../net/unreadable.ts';
import { DecodeError, VapiProtocolError } from '../errors.ts';
import type { VapiValue } from '../values.ts';
import type { RawValue } from './json.ts';

/** One decoding: how deep it is, and the secrets that it met, for those who must mask them. */
export interface DecodeState {
  depth: number;
  readonly secrets: string[] | null;
  /** Nothing is kept that is not of its type: the answer is refused instead. */
  readonly strict?: boolean;
  /** Notified of what is not of its type. */
  readonly found?: (found: UnreadableFound) => void;
  /** The structure that is being read, or the operation, and the field of it. */
  owner?: string | undefined;
  field?: string | undefined;
}

/** Reports a value that is not of its type, with the place where it stands. */
export function report(state: DecodeState, declared: string): void {
  const { owner = '', field } = state;
  const path = (field === undefined ? owner : `${owner}.${field}`).slice(0, 300);
  state.found?.({ path, declared });
}

/** Turns a parsed value into a typed one; undefined is unset, or void. */
export type Decoder = (raw: RawValue, state: DecodeState) => VapiValue | undefined;

/** Deeper than any structure of the API; a broken answer must not exhaust the stack. */
const MAX_DEPTH = BOUNDS.depth;

/** Counts a level; the caller counts it down again. @throws VapiProtocolError beyond the limit */
export function descend(state: DecodeState): void {
  state.depth += 1;
  if (state.depth > MAX_DEPTH) throw new VapiProtocolError(say('answer.deep'));
}

/** @throws DecodeError that shows as much of the value as is needed to recognise it */
export function refuse(expected: Message, raw: RawValue | undefined): never {
  const text = raw === undefined ? undefined : JSON.stringify(raw);
  const shown = text !== undefined && text.length > 80 ? `${text.slice(0, 80)}…` : text;
  throw new DecodeError(say('answer.expected', { expected, found: shown ?? say('value.nothing') }));
}

/** The same error with the place where it happened. */
export function at(path: string, error: unknown): unknown {
  if (!(error instanceof DecodeError)) return error;
  // Outer places are cut: the inner ones say more.
  if (path.length + error.message.length > 500) return error;
  return new DecodeError(say('answer.at', { path, problem: error.text }));
}
