import { text as say } from '#shared/i18n/make-text.ts';
import type { RawEntry } from '../decode/raw.ts';
import type { Converters } from '../decode/typed.ts';
import { integer } from '../decode/json-text.ts';
import { XapiAnswerError } from '../errors.ts';
import type { ApiModel } from '../model/api-model.ts';
import { isRecord, type XapiRecord, type XapiValue } from '../values.ts';
import type { XapiEvent } from './event-consumer.ts';

/** An event as it came, or one that says only that something changed. */
export type ReadEvent = XapiEvent | { readonly class: string; readonly op: 'unclear' };

const OPERATIONS: ReadonlySet<string> = new Set(['add', 'mod', 'del']);

/** Reads the events of an event.from answer. One that does not say what happened makes its class unclear. */
export function readEvents(
  entries: readonly RawEntry[],
  model: ApiModel,
  converters: Converters,
): readonly ReadEvent[] {
  return entries.flatMap(([, raw]): readonly ReadEvent[] => {
    const event = isRecord(raw) ? raw : {};
    const { class: lower, operation, ref, snapshot } = event;
    // Of which class it is nobody can say: if it matters, the number of objects will not be right.
    if (typeof lower !== 'string') return [];
    const owner = model.className(lower.toLowerCase()) ?? lower;
    if (typeof ref !== 'string' || typeof operation !== 'string' || !OPERATIONS.has(operation))
      return [{ class: owner, op: 'unclear' }];
    if (operation === 'del') return [{ class: owner, op: 'del', ref }];
    if (!isRecord(snapshot)) return [{ class: owner, op: 'unclear' }];
    const typed = converters.record(owner)(snapshot) as XapiRecord;
    return [{ class: owner, op: operation === 'add' ? 'add' : 'mod', ref, snapshot: typed }];
  });
}

/** What an event.from answer has beside its events. */
export interface EventMark {
  readonly token: string;
  /** Objects that exist, by class in lower case. */
  readonly counts: ReadonlyMap<string, number>;
}

/** @throws XapiAnswerError where the answer is no event batch */
export function readMark(result: XapiValue | undefined, server: string): EventMark {
  const { token, valid_ref_counts: counts = {} } = isRecord(result) ? result : {};
  if (typeof token !== 'string' || token === '') {
    throw new XapiAnswerError(say('answer.without.token', { server, call: 'event.from' }));
  }
  return {
    token,
    counts: new Map(
      Object.entries(isRecord(counts) ? counts : {}).flatMap(([owner, value]) => {
        const count =
          typeof value === 'string' && /^\d{1,15}$/.test(value) ? integer(value) : value;
        return typeof count === 'number' ? [[owner.toLowerCase(), count] as const] : [];
      }),
    ),
  };
}
