import type { VimDateTime } from '../values.ts';

const FORM = /^(-?\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,12}))?(Z|[+-]\d\d:\d\d)?$/;

function offsetMinutes(zone: string | undefined): number {
  // The API's times are UTC; without a zone they are taken as such.
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** Reads an xsd:dateTime; undefined where it is none. `text` is kept as sent. */
export function parseDateTime(text: string): VimDateTime | undefined {
  const [, year, month, day, hour, minute, second, fraction = '', zone] =
    FORM.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day))
    return undefined;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  date.setUTCHours(
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  return { $type: 'dateTime', text, ms: date.getTime() - offsetMinutes(zone) * 60_000 };
}
