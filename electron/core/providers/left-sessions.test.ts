import { expect, it } from 'vitest';
import { LeftSessions } from './left-sessions.ts';

it('keeps what the server could not be notified of, and tries it again', async () => {
  let reachable = false;
  const asked: string[] = [];
  const sessions = new LeftSessions((left) => {
    asked.push(left);
    return Promise.resolve(reachable || left === 'known');
  });
  sessions.take(['known', 'unknown']);
  await sessions.settle();
  expect(sessions.list).toEqual(['unknown']);
  reachable = true;
  await sessions.settle();
  await sessions.settle();
  expect(sessions.list).toEqual([]);
  expect(asked.filter((one) => one === 'unknown').length).toBeGreaterThan(1);
});
