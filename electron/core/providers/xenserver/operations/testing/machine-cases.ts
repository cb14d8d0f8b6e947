import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { line, type Case } from './case.ts';
import { count, inState, mapOf, spare } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Making, moving and deleting machines. */
export function machineCases(on: PoolUnderTest): readonly Case[] {
  const vm = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('VM', wanted);
  const thePool = () => on.find('pool', () => true);
  const made =
    (name: string, owner = 'VM') =>
    () =>
      on.named(name, owner) !== undefined;
  const disksOf = (ref: Ref): readonly Ref[] =>
    on.many(ref, 'VBDs').filter((vbd) => on.at(vbd)['type'] === 'Disk');
  const other = (object: Properties) => mapOf(object, 'other_config');
  return [
    {
      operation: 'vm.clone',
      subject: vm(spare),
      inputs: () => ({ name: 'a clone' }),
      sends: ['Async.VM.clone'],
      xe: [line("xe vm-clone uuid=UUID new-name-label='a clone'")],
      effect: made('a clone'),
    },
    {
      operation: 'vm.copy',
      subject: vm(spare),
      inputs: () => ({ name: 'a copy' }),
      sends: ['Async.VM.copy'],
      xe: [line("xe vm-copy uuid=UUID new-name-label='a copy' sr-uuid=UUID")],
      effect: made('a copy'),
    },
    {
      operation: 'vm.toTemplate',
      subject: () => on.named('a clone') as Ref,
      sends: ['VM.set_is_a_template'],
      xe: [line('xe vm-param-set uuid=UUID is-a-template=true')],
      effect: (after) => after['is_a_template'] === true,
    },
    {
      operation: 'vm.create',
      what: 'of a template of ours',
      subject: () => on.named('a clone') as Ref,
      inputs: () => ({
        name: 'from the template',
        cpus: 6,
        coresPerSocket: 3,
        memoryMiB: 1536,
        start: false,
      }),
      sends: [
        'Async.VM.clone',
        'VM.set_VCPUs_max',
        'VM.set_VCPUs_at_startup',
        'VM.add_to_platform',
        'VM.set_memory_limits',
        'Async.VM.provision',
      ],
      xe: [
        line("vm=\\$\\(xe vm-install template=UUID new-name-label='from the template'\\)"),
        'xe vm-param-set uuid="$vm" VCPUs-max=6',
        'xe vm-param-set uuid="$vm" VCPUs-at-startup=6',
        'xe vm-param-set uuid="$vm" platform:cores-per-socket=3',
        /^xe vm-memory-limits-set uuid="\$vm" static-min=\d+ static-max=1610612736 /,
      ],
      effect: () => {
        const ref = on.named('from the template');
        return (
          ref !== undefined &&
          on.at(ref)['is_a_template'] === false &&
          on.at(ref)['VCPUs_at_startup'] === 6 &&
          mapOf(on.at(ref), 'platform')['cores-per-socket'] === '3' &&
          on.at(ref)['memory_static_max'] === 1536 * 1024 ** 2
        );
      },
    },
    {
      operation: 'vm.create',
      what: 'on the pool, of a template of the product, started',
      subject: thePool,
      inputs: async (ref) => ({
        template: on.find(
          'VM',
          (one) => one['is_default_template'] === true && other(one)['disks'] !== undefined,
        ),
        name: 'installed anew',
        storage: await on.choice(ref, 'vm.create', 'storage'),
        network: await on.choice(ref, 'vm.create', 'network'),
        image: await on.choice(ref, 'vm.create', 'image'),
        start: true,
      }),
      sends: [
        'Async.VM.clone',
        'VM.remove_from_other_config',
        'VM.add_to_other_config',
        'Async.VM.provision',
        'VM.get_allowed_VIF_devices',
        'VIF.create',
        'VM.get_allowed_VBD_devices',
        'VBD.create',
        'Async.VM.start',
      ],
      xe: [
        line(
          "vm=\\$\\(xe vm-install template=UUID new-name-label='installed anew' sr-uuid=UUID\\)",
        ),
        'xe vm-param-get uuid="$vm" param-name=allowed-VIF-devices',
        line('xe vif-create vm-uuid="\\$vm" network-uuid=UUID device=\'<device>\' mac=random'),
        line('xe vbd-create vm-uuid="\\$vm" device=autodetect vdi-uuid=UUID type=CD mode=RO'),
        'xe vm-start uuid="$vm"',
      ],
      effect: () => {
        const ref = on.named('installed anew');
        return (
          ref !== undefined &&
          on.at(ref)['power_state'] === 'Running' &&
          disksOf(ref).length > 0 &&
          count(on.at(ref), 'VIFs') === 1
        );
      },
    },
    {
      operation: 'vm.fromTemplate',
      subject: () => on.named('a clone') as Ref,
      sends: ['VM.set_is_a_template'],
      xe: [line('xe template-param-set uuid=UUID is-a-template=false')],
      effect: (after) => after['is_a_template'] === false,
    },
    {
      operation: 'vm.delete',
      subject: async () => {
        const ref = on.named('from the template') as Ref;
        await on.run(ref, 'snapshot.create', { name: 'goes with it' });
        await on.until('the snapshot', () => count(on.at(ref), 'snapshots') === 1);
        return ref;
      },
      inputs: () => ({ disks: true, snapshots: true }),
      sends: ['Async.VM.destroy', 'Async.VDI.destroy', 'Async.VM.destroy', 'Async.VDI.destroy'],
      xe: [/snapshot-destroy/, /vdi-destroy/, line('xe vm-destroy uuid=UUID'), /vdi-destroy/],
      effect: () =>
        on.named('from the template') === undefined && on.named('goes with it') === undefined,
    },

    {
      operation: 'vm.migrate',
      subject: async () => {
        for (const ref of on.all('VM').filter((one) => inState('Running')(on.at(one))))
          if ((await on.choice(ref, 'vm.migrate', 'host').catch(() => undefined)) !== undefined)
            return ref;
        throw new Error('No machine can be moved.');
      },
      inputs: async (ref) => ({ host: await on.choice(ref, 'vm.migrate', 'host') }),
      sends: ['Async.VM.pool_migrate'],
      xe: [line('xe vm-migrate uuid=UUID host-uuid=UUID live=true')],
      effect: (after, _, before) =>
        JSON.stringify(after['resident_on']) !== JSON.stringify(before['resident_on']),
    },
    {
      operation: 'vm.migrate',
      what: 'with its disks',
      subject: vm((one, ref) => spare(one) && disksOf(ref).length === 1),
      inputs: (ref) => {
        const now = on.to(on.to(disksOf(ref)[0] as Ref, 'VDI') as Ref, 'SR');
        return {
          host: on.find('host', (one) => one['enabled'] === true),
          storage: on.find(
            'SR',
            (sr, one) => sr['shared'] === true && sr['content_type'] === 'user' && one !== now,
          ),
        };
      },
      sends: ['host.migrate_receive', 'Async.VM.migrate_send'],
      xe: [/^xe vm-migrate uuid=\S+ host-uuid=\S+ live=true vdi:\S+=\S+ remote-master=/],
      effect: (after, _, before) =>
        JSON.stringify(after['VBDs']) === JSON.stringify(before['VBDs']),
    },
  ];
}
