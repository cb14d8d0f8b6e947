import { describe, expect, it } from 'vitest';
import type { SessionPart } from '#shared/model/session-part.ts';
import { partName, partReason, partState } from './part-text.ts';

const now = Date.UTC(2026, 10, 30, 12);
const error = {
  kind: 'fault',
  message: 'Reading the objects of the class VM failed: Out of memory.',
} as const;
const vm: SessionPart = { id: 'VM', area: 'inventory', name: 'VM', state: 'live' };

/** A line as the page writes it. */
const line = (part: SessionPart): string =>
  `${partName(part)}: ${partState(part, now)} ${partReason(part) ?? ''}`.trim();

describe('a part of a session in words', () => {
  it.each<readonly [string, SessionPart, string]>([
    [
      'that never was there',
      { ...vm, state: 'failed', error, retryAt: now + 11_400 },
      'Objects (VM): Missing. Tried again in 12 s. Reading the objects of the class VM failed: Out of memory.',
    ],
    [
      'that is old',
      { ...vm, state: 'failed', error, retryAt: now - 1, at: now - 90_000 },
      'Objects (VM): Old: read 1 min 30 s ago. Being tried again. Reading the objects of the class VM failed: Out of memory.',
    ],
    [
      'that waits for a person',
      {
        id: 'automation',
        area: 'explorer',
        name: 'vSphere Automation API',
        state: 'failed',
        error,
      },
      'Second API (vSphere Automation API): Missing. Not tried again before you connect anew. Reading the objects of the class VM failed: Out of memory.',
    ],
    [
      'of which something is missing',
      {
        id: 'tags',
        area: 'tags',
        state: 'polled',
        at: now - 5000,
        everyMs: 45_000,
        lacking: { count: 2, error },
      },
      'Tags: Read 5 s ago, every 45 s. 2 could not be read; the first: Reading the objects of the class VM failed: Out of memory.',
    ],
    [
      'that the server lacks',
      { ...vm, state: 'absent' },
      'Objects (VM): Not on this server, or not for this account.',
    ],
    ['that is reported live', vm, 'Objects (VM): Live'],
  ])('%s', (_name, part, words) => {
    expect(line(part)).toBe(words);
  });
});
