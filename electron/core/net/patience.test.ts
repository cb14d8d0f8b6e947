import { expect, it, vi } from 'vitest';
import { text as say } from '#shared/i18n/make-text.ts';
import { ConnectFailure, TimeoutError, UnreachableError } from './errors.ts';
import { BOUNDS } from './bounds.ts';
import {
  type AnswerLimits,
  latePollMs,
  parting,
  Patience,
  slowAnswerMs,
  wasSilent,
} from './patience.ts';

const late = say('net.late.headers', { server: 'x' });

it('gives a slow answer more time after each try in vain, up to five minutes', () => {
  expect([0, 1, 2, 3, 4, 50].map(slowAnswerMs)).toEqual([
    40_000, 80_000, 160_000, 300_000, 300_000, 300_000,
  ]);
});

it('has more patience with what was waited for in vain, and with nothing else', async () => {
  const patience = new Patience();
  const given: AnswerLimits[] = [];
  const ask = (what: string, error?: Error) =>
    patience
      .ask(what, (limits) => {
        given.push(limits);
        return error === undefined ? Promise.resolve() : Promise.reject(error);
      })
      .catch(() => undefined);
  await ask('a', new TimeoutError(late));
  await ask('a', new Error('no'));
  await ask('b');
  await ask('a', new TimeoutError(late));
  await ask('a');
  await ask('a');
  const { repeatMs } = BOUNDS;
  expect(given).toEqual([
    { headersTimeoutMs: 40_000 },
    { headersTimeoutMs: 80_000, repeatMs },
    { headersTimeoutMs: 40_000 },
    { headersTimeoutMs: 80_000, repeatMs },
    { headersTimeoutMs: 160_000, repeatMs },
    { headersTimeoutMs: 40_000 },
  ]);
});

it('keeps its patience with what takes as long each time', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const patience = new Patience();
  patience.failed('a', new TimeoutError(late));
  await patience.ask('a', () => Promise.resolve(now.mockReturnValue(75_000)));
  expect(patience.ms('a')).toBe(80_000);
  await patience.ask('a', () => Promise.resolve());
  expect(patience.ms('a')).toBe(40_000);
  now.mockRestore();
});

it('knows of a dead poll within a minute, and lets the one after it wait for the end of an orphan', () => {
  // Held back for 20 s at the most.
  expect(20_000 + latePollMs(0)).toBeLessThan(60_000);
  expect(latePollMs(1)).toBeGreaterThan(20_000);
});

it('takes for silence what was reached and did not answer, and nothing else', () => {
  expect(wasSilent(new TimeoutError(late))).toBe(true);
  const cause = new ConnectFailure(new Error('no way'));
  expect(wasSilent(new TimeoutError(late, { cause }))).toBe(false);
  expect(wasSilent(new UnreachableError(late, 'ECONNRESET'))).toBe(false);
});

it('says goodbye more than once, and not for long', () => {
  const { signal, repeatMs } = parting();
  expect(signal.aborted).toBe(false);
  expect(repeatMs).toBeLessThan(3000);
});
