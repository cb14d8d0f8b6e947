import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LookupChoices } from '#shared/model/choice.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Ref } from '#shared/model/reference.ts';
import { checkChoices } from '../../../operations/testing/check-choices.ts';
import { follow, number, reference, references } from '../../map/read.ts';
import { PoolUnderTest } from '../testing/pool-under-test.ts';

/** Tables of choices on a simulated pool, each fact beside the property that it comes from. */
const under = new PoolUnderTest();

beforeAll(() => under.start({ vms: 60 }));
afterAll(() => under.close());

const running = (): Ref =>
  under.find(
    'VM',
    (vm) =>
      vm['power_state'] === 'Running' &&
      vm['is_control_domain'] === false &&
      vm['is_a_template'] === false &&
      Array.isArray(vm['allowed_operations']) &&
      vm['allowed_operations'].includes('pool_migrate'),
  );

function ask(ref: Ref, operation: string, input: string, folder?: string): Promise<LookupChoices> {
  return under.session.choices(
    { ref, name: '', operation, inputs: {}, input, ...onlyDefined({ under: folder }) },
    new AbortController().signal,
  );
}

const wrong = (choices: LookupChoices): readonly string[] =>
  checkChoices(
    choices,
    under.sink.lookup,
    ({ kind }, column) => kind === 'host' && column === 'cpus',
  );

const free = (host: string): number =>
  number(follow(under.sink.lookup, under.at(host as Ref), 'metrics'), 'memory_free') ?? 0;

describe('choices', { timeout: 60_000 }, () => {
  it('of a destination are the host with most memory free first; the present one is marked', async () => {
    const vm = running();
    const choices = await ask(vm, 'vm.migrate', 'host');
    expect(wrong(choices)).toEqual([]);
    const { options } = choices;
    for (const { value, facts } of options) {
      const guests = references(under.at(value as Ref), 'resident_VMs').map((ref) => under.at(ref));
      const promised = guests
        .filter((vm) => vm['is_control_domain'] === false)
        .reduce((sum, vm) => sum + Number(vm['VCPUs_at_startup']), 0);
      const { cpu_count: of } = under.at(value as Ref)['cpu_info'] as unknown as {
        readonly cpu_count: string;
      };
      expect(facts?.['cpus']?.value).toEqual({ used: promised, of: Number(of), unit: 'count' });
    }
    expect(options.map(({ value }) => value).sort()).toEqual([...under.all('host')].sort());
    expect(options.filter(({ present }) => present === true)).toMatchObject([
      { value: reference(under.at(vm)['resident_on']) },
    ]);
    const good = options
      .filter(({ refused, warning }) => (refused ?? warning) === undefined)
      .map(({ value }) => free(value));
    expect(good).toEqual(good.toSorted((a, b) => b - a));
    expect(choices.columns?.map(({ id }) => id)).toEqual([
      'memory',
      'memoryFree',
      'cpus',
      'machines',
      'version',
    ]);
  });

  it.each(['template', 'host', 'storage', 'network', 'image'])(
    'of a new machine’s %s agree with what the pool has',
    async (input) => {
      const [pool] = under.all('pool');
      const choices = await ask(pool as Ref, 'vm.create', input);
      expect(choices.options.length).toBeGreaterThan(0);
      expect(wrong(choices)).toEqual([]);
      const [library] = choices.options.filter(({ folder }) => folder !== undefined);
      if (library === undefined) return;
      const inside = await ask(pool as Ref, 'vm.create', input, library.value);
      expect(wrong(inside)).toEqual([]);
    },
  );

  it('of storage begin with the pool’s own, and mark where the disks are', async () => {
    const vm = running();
    const { options } = await ask(vm, 'vm.migrate', 'storage');
    const [pool] = under.all('pool');
    const preferred = reference(under.at(pool as Ref)['default_SR']);
    const good = options.filter(({ refused, warning }) => (refused ?? warning) === undefined);
    if (good.some(({ value }) => value === preferred)) expect(good[0]?.value).toBe(preferred);
    expect(options.some(({ present }) => present === true)).toBe(true);
  });
});
