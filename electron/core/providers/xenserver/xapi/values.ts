/** A point in time as XAPI writes it, and the instant it names. */
export interface XapiDateTime {
  readonly $type: 'dateTime';
  /** As sent, e.g. `20260801T12:00:00Z`; without a zone it is UTC, but in host.get_server_localtime. */
  readonly text: string;
  /** Milliseconds since 1970 UTC; NaN where the text is no time. */
  readonly ms: number;
}

/**
 * Whatever the wire can say: int is number or, beyond 2^53, bigint; a reference is its opaque text; a set is an array, a map or
 * record a plain object without a prototype's say.
 */
export type XapiValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | XapiDateTime
  | readonly XapiValue[]
  | XapiRecord;

/** A record by field name, or a map by key. Fields that the model does not know are kept. */
export interface XapiRecord {
  readonly [field: string]: XapiValue | undefined;
}

/** The one reference that points at nothing, as servers write it today. */
export const NULL_REF = 'OpaqueRef:NULL';

/**
 * True for every way in which servers write "no object": `OpaqueRef:NULL`, the empty text (a CD drive of XenServer 7.0), and
 * `Ref:*` (xen-api#4338).
 */
export function isNullRef(ref: unknown): boolean {
  return ref === NULL_REF || ref === '' || (typeof ref === 'string' && ref.startsWith('Ref:'));
}

const DATE =
  /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:[.,](\d{1,9}))?(?:(Z)|([+-])(\d\d):?(\d\d)?)?$/;

/** The start of 1970, by which XAPI means never: one object for all of them, which are most. */
const NEVER: XapiDateTime = { $type: 'dateTime', text: '19700101T00:00:00Z', ms: 0 };

/** What was read last: in a full set thousands of records say the same second. */
let last = NEVER;

/** Reads a time with or without hyphens, fraction and zone. What is no time keeps its text and has NaN as `ms`. */
export function dateTime(text: string): XapiDateTime {
  if (text === NEVER.text) return NEVER;
  if (text !== last.text)
    last = { $type: 'dateTime', text, ms: usualInstant(text) ?? instant(text) };
  return last;
}

const USUAL = /^\d{8}T\d\d:\d\d:\d\dZ$/;

/** The instant where the text is of the form `20260801T12:00:00Z`, as nearly all are: much faster than taking it apart. */
function usualInstant(text: string): number | undefined {
  if (!USUAL.test(text)) return undefined;
  const ms = Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  return Number.isNaN(ms) ? undefined : ms;
}

function instant(text: string): number {
  const parts = DATE.exec(text);
  if (parts === null) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction = '', , sign, zoneHour, zoneMinute] =
    parts;
  const ms = Math.trunc(Number(`0.${fraction || '0'}`) * 1000);
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    ms,
  );
  const offset = (Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0)) * 60_000;
  return sign === '-' ? local + offset : local - offset;
}

/** The text that every server version accepts for an instant: `20260801T12:00:00Z`. */
export function dateTimeText(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll('-', '')}Z`;
}

export function isDateTime(value: unknown): value is XapiDateTime {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as Partial<XapiDateTime>).$type === 'dateTime' &&
    typeof (value as Partial<XapiDateTime>).ms === 'number'
  );
}

/** True for a record or map; sets and times are none. */
export function isRecord(value: unknown): value is XapiRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDateTime(value);
}
