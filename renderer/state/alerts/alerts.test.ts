import { beforeEach, expect, it } from 'vitest';
import type { Alert } from '#shared/model/alert.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { inWords } from '../../i18n/translate.ts';
import { alertMatcher, noAlertFilter, usualAlertFilter } from './alert-filter.ts';
import { alertsOf, applyAlerts, forgetAlerts, useAlerts } from './alerts.ts';
import { Branch } from '../inventory/branch.ts';
import { useInventory } from '../inventory/inventory-store.ts';

const pool = 'p' as ConnectionId;
const other = 'q' as ConnectionId;
const alert = (id: string, time: number, more: Partial<Alert> = {}): readonly [Ref, Alert] => {
  const ref = `message:${id}` as Ref;
  return [ref, { ref, severity: 'warning', title: id, name: id.toUpperCase(), time, ...more }];
};
const titles = (): readonly string[] => {
  const { order, byKey } = useAlerts.getState();
  return order.map((key) => inWords(byKey.get(key)?.title ?? ''));
};

beforeEach(() => {
  forgetAlerts(pool);
  forgetAlerts(other);
});

it('alerts of all servers stand newest first, and are counted unless they are mere information', () => {
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
    return [...useAlerts.getState().byKey.values()]
      .filter(matches)
      .map(({ title }) => inWords(title));
  };
  expect(found(usualAlertFilter)).toEqual(['disk full']);
  expect(found({})).toEqual(['disk full', 'started']);
  expect(found({ text: 'SCHEDULE frank' })).toEqual(['started']);
  expect(found({ text: 'nfs' })).toEqual(['disk full']);
  expect(found({ server: other })).toEqual([]);
});

it('an object has its own alerts and those of what is below it, and the only top those of no place too', () => {
  const row = (id: string, parent: string | null): readonly [Ref, Row] => {
    const ref = id as Ref;
    const more = { kind: 'other', state: 'unknown', health: 'ok', facts: {} } as const;
    return [ref, { ref, name: id, parent: parent as Ref | null, ...more }];
  };
  const branch = new Branch();
  useInventory.setState({ branches: new Map([[pool, branch]]) });
  branch.apply({
    upsert: [row('north', null), row('host', 'north'), row('vm', 'host')],
    remove: [],
  });
  const about = (id: string): Partial<Alert> => ({ target: id as Ref });
  applyAlerts(pool, {
    upsert: [
      alert('of vm', 1, about('vm')),
      alert('of host', 2, about('host')),
      alert('of none', 3),
    ],
    remove: [],
  });
  applyAlerts(other, { upsert: [alert('of another server', 4, about('host'))], remove: [] });
  const of = (id: string): readonly string[] =>
    alertsOf(useAlerts.getState(), { connection: pool, ref: id as Ref }).map((key) =>
      inWords(useAlerts.getState().byKey.get(key)?.title ?? ''),
    );
  expect(of('vm')).toEqual(['of vm']);
  expect(of('host')).toEqual(['of host', 'of vm']);
  expect(of('north')).toEqual(['of none', 'of host', 'of vm']);
  branch.apply({ upsert: [row('south', null)], remove: [] });
  expect(of('north')).toEqual(['of host', 'of vm']);
  expect(of('south')).toEqual([]);
});
