import { expect, it, vi } from 'vitest';
import type { SessionPart } from '#shared/model/session-part.ts';
import { silentLog } from '../../log.ts';
import { PolledPart } from './polled-part.ts';

function part(
  read: () => Promise<undefined>,
  reported: (part: SessionPart) => void = () => undefined,
) {
  return new PolledPart({
    part: { id: 'tags', area: 'tags' },
    everyMs: () => 3_600_000,
    there: () => Promise.resolve(true),
    read,
    describe: () => ({ kind: 'bug', message: '' }),
    report: reported,
    log: silentLog,
  });
}

it('ends with its session, also where that ends while it is read', async () => {
  const session = new AbortController();
  const polled = part(() => {
    session.abort();
    return Promise.resolve(undefined);
  });
  await polled.run(session.signal);
});

it('ends with its session while it waits', async () => {
  const session = new AbortController();
  const running = part(
    () => Promise.resolve(undefined),
    ({ state }) => {
      if (state === 'polled') setImmediate(() => session.abort());
    },
  ).run(session.signal);
  await running;
});

it('is read again at once where it was changed while it was read', async () => {
  const session = new AbortController();
  const read = vi.fn<() => Promise<undefined>>(() => {
    if (read.mock.calls.length === 1) polled.refresh();
    else session.abort();
    return Promise.resolve(undefined);
  });
  const polled = part(read);
  await polled.run(session.signal);
  expect(read).toHaveBeenCalledTimes(2);
});
