import { beforeEach, expect, it } from 'vitest';
import type { Alert } from '#shared/model/alert.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { alertMatcher, noAlertFilter, usualAlertFilter } from './alert-filter.ts';
import { applyAlerts, forgetAlerts, useAlerts } from './alerts.ts';

const pool = 'p' as ConnectionId;
const other = 'q' as ConnectionId;
const alert = (id: string, time: number, more: Partial<Alert> = {}): readonly [Ref, Alert] => {
  const ref = `message:${id}` as Ref;
  return [ref, { ref, severity: 'warning', title: id, name: id.toUpperCase(), time, ...more }];
};
const titles = (): readonly string[] => {
  const { order, byKey } = useAlerts.getState();
  return order.map((key) => byKey.get(key)?.title ?? '');
};

beforeEach(() => {
  forgetAlerts(pool);
  forgetAlerts(other);
});

it('alerts of all servers stand newest first, and are counted unless they are mere news', () => {
  applyAlerts(pool, { upsert: [alert('b', 20), alert('a', 30)], remove: [] });
  applyAlerts(other, { upsert: [alert('c', 25, { severity: 'info' })], remove: [] });
  expect(titles()).toEqual(['a', 'c', 'b']);
  expect(useAlerts.getState().attention).toBe(2);
  applyAlerts(pool, { upsert: [alert('b', 40)], remove: ['message:a' as Ref] });
  expect(titles()).toEqual(['b', 'c']);
  forgetAlerts(pool);
  expect(titles()).toEqual(['c']);
  expect(useAlerts.getState().attention).toBe(0);
});

it('what somebody has taken notice of is listed and not counted', () => {
  applyAlerts(pool, { upsert: [alert('hot', 1), alert('full', 2)], remove: [] });
  applyAlerts(pool, { upsert: [alert('hot', 1, { acknowledged: { by: 'kelly' } })], remove: [] });
  expect(titles()).toEqual(['full', 'hot']);
  expect(useAlerts.getState().attention).toBe(1);
});

it('many at once are in the order in which they would come one by one', () => {
  const all = Array.from({ length: 200 }, (_, index) => alert(`n${index}`, (index * 37) % 101));
  applyAlerts(pool, { upsert: all, remove: [] });
  const together = titles();
  forgetAlerts(pool);
  for (const one of all) applyAlerts(pool, { upsert: [one], remove: [] });
  expect(titles()).toEqual(together);
});

it('are found by severity, server and words', () => {
  applyAlerts(pool, {
    upsert: [
      alert('disk full', 1, { severity: 'critical', targetName: 'NFS 1' }),
      alert('started', 2, { severity: 'info', text: 'by schedule' }),
    ],
    remove: [],
  });
  const found = (filter: Partial<typeof noAlertFilter>): readonly string[] => {
    const matches = alertMatcher({ ...noAlertFilter, ...filter }, () => 'Frankfurt');
    return [...useAlerts.getState().byKey.values()].filter(matches).map(({ title }) => title);
  };
  expect(found(usualAlertFilter)).toEqual(['disk full']);
  expect(found({})).toEqual(['disk full', 'started']);
  expect(found({ text: 'SCHEDULE frank' })).toEqual(['started']);
  expect(found({ text: 'nfs' })).toEqual(['disk full']);
  expect(found({ server: other })).toEqual([]);
});
