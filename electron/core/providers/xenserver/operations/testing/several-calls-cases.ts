import type { Properties } from '#shared/model/object-update.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import { connectXapi } from '../../xapi/client.ts';
import type { Case } from './case.ts';
import { able, inState, mapOf, plain } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Marks a host as XenCenter does. */
async function maintain({ pool }: PoolUnderTest, host: Ref): Promise<void> {
  const { url: address, user, password } = pool;
  const client = await connectXapi({ address, credentials: { userName: user, password } });
  const self = await client.getByUuid('host', refId(host));
  await client.call('host', 'add_to_other_config', [self, 'MAINTENANCE_MODE', 'true']);
  await client.close();
}

/** Operations that take one call or several, where it depends on the object. */
export function severalCallsCases(on: PoolUnderTest): readonly Case[] {
  const vm = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('VM', wanted);
  const cds = (ref: Ref): readonly Ref[] =>
    on.many(ref, 'VBDs').filter((vbd) => on.at(vbd)['type'] === 'CD');
  const hasCd = (ref: Ref): boolean => cds(ref).some((vbd) => on.at(vbd)['empty'] === false);
  const imageOf = (ref: Ref): Ref | undefined => on.to(cds(ref)[0] as Ref, 'VDI');
  const other = (object: Properties) => mapOf(object, 'other_config');
  const inserted = async (): Promise<Ref> => {
    const full = on.all('VM').find((ref) => plain(on.at(ref)) && hasCd(ref));
    if (full !== undefined) return full;
    const ref = on.find('VM', (one, it) => plain(one) && cds(it).length > 0);
    await on.run(ref, 'cd.insert', { image: await on.choice(ref, 'cd.insert', 'image') });
    await on.until('the CD', () => hasCd(ref));
    return ref;
  };
  return [
    {
      operation: 'cd.insert',
      what: 'in the place of another',
      subject: inserted,
      inputs: (ref) => ({
        image: on.find(
          'VDI',
          (one, it) =>
            it !== imageOf(ref) &&
            on.follow(it, 'SR')['content_type'] === 'iso' &&
            one['managed'] !== false,
        ),
      }),
      sends: ['VBD.eject', 'Async.VBD.insert'],
      xe: [],
      effect: (_, ref) => hasCd(ref),
    },
    {
      operation: 'tags.add',
      what: 'two at once',
      subject: vm((one) => inState('Halted')(one)),
      inputs: () => ({ tags: 'north, south' }),
      sends: ['VM.add_tags', 'VM.add_tags'],
      xe: [],
      effect: (after) => JSON.stringify(after['tags']).includes('north'),
    },
    {
      operation: 'folder',
      what: 'from one to another',
      subject: async () => {
        const ref = on.find('VM', (one) => inState('Halted')(one));
        await on.run(ref, 'folder', { folder: '/', newFolder: 'left behind' });
        await on.until('the folder', () => other(on.at(ref))['folder'] === '/left behind');
        return ref;
      },
      inputs: () => ({ folder: '/', newFolder: 'moved to' }),
      sends: ['VM.remove_from_other_config', 'VM.add_to_other_config'],
      xe: [],
      effect: (after) => other(after)['folder'] === '/moved to',
    },
    {
      operation: 'disk.attach',
      what: 'to one that runs',
      subject: async () => {
        const ref = on.find('VM', able);
        if (on.named('to attach', 'VDI') === undefined) {
          await on.run(ref, 'disk.create', { name: 'to attach', size: 1 });
          await on.until('the disk', () => on.named('to attach', 'VDI') !== undefined);
          const disk = on.named('to attach', 'VDI') as Ref;
          await on.until('its place', () => on.many(disk, 'VBDs').length === 1);
          await on.run(ref, 'disk.detach', { disk: on.many(disk, 'VBDs')[0] as Ref });
        }
        const disk = on.named('to attach', 'VDI') as Ref;
        await on.until('it is free', () => on.many(disk, 'VBDs').length === 0);
        return ref;
      },
      inputs: () => ({ disk: on.named('to attach', 'VDI') as Ref }),
      sends: ['VBD.create', 'Async.VBD.plug'],
      xe: [],
      effect: () => on.many(on.named('to attach', 'VDI') as Ref, 'VBDs').length === 1,
    },
    {
      operation: 'adapter.remove',
      what: 'from one that runs',
      subject: vm(
        (one, ref) =>
          able(one) &&
          on
            .many(ref, 'VIFs')
            .slice(0, 1)
            .some((vif) => on.at(vif)['currently_attached'] === true),
      ),
      inputs: (ref) => ({ adapter: on.many(ref, 'VIFs')[0] as Ref }),
      sends: ['Async.VIF.unplug', 'Async.VIF.destroy'],
      xe: [],
      effect: (after, _, before) =>
        JSON.stringify(after['VIFs']) !== JSON.stringify(before['VIFs']),
    },
    {
      operation: 'host.enable',
      what: 'after the maintenance of XenCenter',
      subject: async () => {
        const ref = on.find('host', (_, one) => on.follow(one, 'metrics')['live'] === true);
        if (on.at(ref)['enabled'] === true) await on.run(ref, 'host.disable');
        await on.until('it is disabled', () => on.at(ref)['enabled'] === false);
        if (other(on.at(ref))['MAINTENANCE_MODE'] === undefined) await maintain(on, ref);
        await on.until('its mark', () => other(on.at(ref))['MAINTENANCE_MODE'] === 'true');
        return ref;
      },
      sends: ['host.remove_from_other_config', 'Async.host.enable'],
      xe: [],
      effect: (after) => after['enabled'] === true,
    },
  ];
}
