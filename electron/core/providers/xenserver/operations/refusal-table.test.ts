import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionsOf } from '../../../../demo/xapi/server/roles.ts';
import { xenserver } from '../provider.ts';
import { catalog } from './catalog.ts';
import { PoolUnderTest } from './testing/pool-under-test.ts';
import { refusalCases } from './testing/refusal-cases.ts';

/** What cannot be is not offered, each operation by a reason of its own, and its plan sends nothing. */
const on = new PoolUnderTest();

beforeAll(async () => {
  await on.start({ vms: 60, hosts: 3, taskSeconds: [0, 0.01] });
  await on.until('the alerts', () => on.all('message').length > 0);
}, 30_000);
afterAll(() => on.close());

const cases = refusalCases(on);

describe('refusals', { timeout: 30_000 }, () => {
  it.each(cases)('$operation: $reason', async ({ operation, subject, reason, done, lacks }) => {
    const ref = subject();
    const permissions =
      lacks === undefined ? null : without(lacks, new Set(permissionsOf('pool-admin')));
    const offer = spoken(
      xenserver
        .offers(ref, on.at(ref), { ...on.sink.lookup, permissions })
        .find(({ id }) => id === operation),
    );
    expect(offer?.refused).toBe(reason);
    expect(offer?.done).toBe(done);
    expect(offer?.inputs).toBeUndefined();
    if (lacks !== undefined) return;
    const plan = await on.plan(ref, operation, {});
    expect(plan).toMatchObject({ outcome: done === true ? 'done' : 'refused', reason });
    expect(plan.requests).toEqual([]);
  });

  it('stand beside the present values among the settings', () => {
    const may = without('VM.set_name_label', new Set(permissionsOf('read-only')));
    const ref = on.find(
      'VM',
      (one) => one['power_state'] === 'Halted' && one['is_a_template'] === false,
    );
    const offer = xenserver
      .offers(ref, on.at(ref), { ...on.sink.lookup, permissions: may })
      .find(({ id }) => id === 'settings');
    expect(offer?.refused).toBeUndefined();
    const shown = offer?.inputs?.filter(({ hidden }) => hidden !== true) ?? [];
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter(({ refused }) => refused === undefined)).toEqual([]);
    expect(spoken(shown.find(({ name }) => name === 'vm.cpus/cpus'))).toMatchObject({
      initial: on.at(ref)['VCPUs_at_startup'],
      refused: 'Your account lacks the permission VM.set_VCPUs_at_startup.',
    });
  });

  it('are there for every operation', () => {
    const refused = new Set(cases.map(({ operation }) => operation));
    // Settings are offered whatever can be changed: each says by itself why it cannot.
    const offered = catalog.all.filter(({ edits }) => edits !== true).map(({ id }) => id);
    expect([...new Set(offered)].filter((id) => !refused.has(id))).toEqual([]);
  });
});

/** All permissions but one, and but those for single keys of what it writes. */
function without(lacks: string, all: ReadonlySet<string>): ReadonlySet<string> {
  const lost = lacks.toLowerCase();
  return new Set([...all].filter((one) => one !== lost && !one.startsWith(`${lost}/`)));
}
