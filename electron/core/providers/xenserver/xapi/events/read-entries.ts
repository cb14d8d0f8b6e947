import type { RawEntry } from '../decode/raw.ts';
import type { Converter } from '../decode/typed.ts';
import { isRecord } from '../values.ts';
import type { Entry } from './event-consumer.ts';

const isEntry = (entry: RawEntry): entry is Entry => entry[0] !== '' && isRecord(entry[1]);

/**
 * Members of get_all_records as objects. One of which the server says nothing that could be read is there all the same, by its
 * reference.
 * @param convert gives a record its types, in place
 */
export function readEntries(raw: readonly RawEntry[], convert: Converter): readonly Entry[] {
  const entries = raw.every(isEntry) ? raw : readable(raw);
  for (const entry of entries) convert(entry[1]);
  return entries;
}

function readable(raw: readonly RawEntry[]): readonly Entry[] {
  return raw.flatMap(([ref, record]): readonly Entry[] =>
    ref === '' ? [] : [[ref, isRecord(record) ? record : {}]],
  );
}
