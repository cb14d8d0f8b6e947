import type { VimRecord, VimValue } from '../vim25/values.ts';

/** What servers send may be anything: what is not as expected counts as not said. */

export function text(value: VimValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function isRecord(value: VimValue | undefined): value is VimRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asList(value: VimValue | undefined): readonly VimValue[] {
  return Array.isArray(value) ? (value as readonly VimValue[]) : [];
}

/** Milliseconds since 1970. */
export function time(value: VimValue | undefined): number | undefined {
  if (!isRecord(value)) return undefined;
  const { ms } = value;
  return typeof ms === 'number' && Number.isFinite(ms) ? ms : undefined;
}
