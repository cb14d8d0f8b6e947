import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, nameOf, number, reference, references, text } from '../../map/read.ts';
import type { Subject } from '../definition.ts';
import { adapterOperations } from '../hardware/adapters.ts';
import { cdOperations } from '../hardware/cds.ts';
import { bytesPerGiB } from '../hardware/devices.ts';
import { diskOperations } from '../hardware/disks.ts';
import { drives, hasDevices, type Drive } from '../hardware/drives.ts';
import { growRefusal } from '../hardware/grow.ts';
import { fixed, mediumPart, operationNamed } from '../../../operations/setting-parts.ts';
import { partOf, switchOf, why, type Part } from './part.ts';

const pages = {
  disks: say('page.disks'),
  adapters: say('page.adapters'),
  drives: say('page.drives'),
} as const;

/** Every disk with its size, what is known of it besides, and whether it is to be taken away; and a new one. */
export function diskParts(subject: Subject): readonly Part[] {
  if (!hasDevices(subject)) return [];
  return [
    ...drives(subject, 'Disk').flatMap((drive) => diskPart(subject, drive)),
    switchOf(subject, operationNamed(diskOperations, 'disk.create'), {
      page: pages.disks,
      section: say('setting.newDisk'),
      label: say('operation.disk.create.label'),
    }),
  ];
}

function diskPart(subject: Subject, { ref: key, vbd, disk }: Drive): readonly Part[] {
  const { lookup } = subject;
  const vdi = disk === undefined ? undefined : lookup.get(disk);
  if (disk === undefined || vdi === undefined) return [];
  const section = say('input.disk.option', {
    device: text(vbd, 'device') ?? text(vbd, 'userdevice') ?? '',
    disk: nameOf(disk, vdi),
  });
  const about = { page: pages.disks, section, key, preset: { disk: key } };
  const grow = partOf(subject, operationNamed(diskOperations, 'disk.grow'), about);
  const size = (number(vdi, 'virtual_size') ?? 0) / bytesPerGiB;
  const store = reference(vdi['SR']);
  const settled = say('setting.fixed.disk');
  return [
    {
      ...grow,
      refused: grow.refused ?? growRefusal(vdi),
      inputs: [
        ...grow.inputs.map((input) =>
          input.type === 'number' ? { ...input, initial: size, min: size } : input,
        ),
        ...fixed(
          'storage',
          say('kind.datastore'),
          store === undefined ? undefined : nameOf(store, lookup.get(store)),
          say('setting.fixed.storage'),
        ),
        ...fixed('mode', say('column.mode'), text(vbd, 'mode'), settled),
      ],
    },
    switchOf(subject, operationNamed(diskOperations, 'disk.detach'), {
      ...about,
      label: say('operation.disk.detach.short'),
    }),
  ];
}

/** Every adapter with its network and whether it is connected; and a new one. */
export function adapterParts(subject: Subject): readonly Part[] {
  if (!hasDevices(subject)) return [];
  return [
    ...references(subject.object, 'VIFs').flatMap((ref) => adapterPart(subject, ref)),
    switchOf(subject, operationNamed(adapterOperations, 'adapter.add'), {
      page: pages.adapters,
      section: say('setting.newAdapter'),
      label: say('operation.adapter.add.label'),
    }),
  ];
}

function adapterPart(subject: Subject, key: Ref): readonly Part[] {
  const { lookup } = subject;
  const vif = lookup.get(key);
  if (vif === undefined) return [];
  const section = say('setting.adapter', { device: text(vif, 'device') ?? '' });
  const about = { page: pages.adapters, section, key, preset: { adapter: key } };
  const network = reference(vif['network']);
  const move = partOf(subject, operationNamed(adapterOperations, 'adapter.network'), about);
  return [
    {
      ...move,
      inputs: [
        ...move.inputs.map((input) =>
          input.type === 'lookup' && network !== undefined
            ? { ...input, initial: network, initialLabel: nameOf(network, lookup.get(network)) }
            : input,
        ),
        ...fixed('mac', say('column.macAddress'), text(vif, 'MAC'), say('setting.fixed.mac')),
      ],
    },
    connected(subject, vif, about),
    switchOf(subject, operationNamed(adapterOperations, 'adapter.remove'), {
      ...about,
      label: say('operation.adapter.remove.short'),
    }),
  ];
}

interface AdapterAbout {
  readonly page: Text;
  readonly section: Text;
  readonly key: Ref;
  readonly preset: { readonly adapter: Ref };
}

function connected(subject: Subject, vif: Properties, about: AdapterAbout): Part {
  const connect = operationNamed(adapterOperations, 'adapter.connect');
  const disconnect = operationNamed(adapterOperations, 'adapter.disconnect');
  const isIn = flag(vif, 'currently_attached');
  return {
    id: `adapter.connect#${about.key}`,
    page: about.page,
    section: about.section,
    refused: why(isIn ? disconnect : connect, subject) ?? staysSo(subject, vif, about.key),
    inputs: [
      {
        name: 'connected',
        label: say('sheet.connected'),
        type: 'boolean',
        required: false,
        initial: isIn,
      },
    ],
    does: ({ connected: wanted }) => [
      { definition: wanted === true ? connect : disconnect, inputs: about.preset },
    ],
  };
}

/** Why this very adapter is not plugged in or pulled now: the operation for the adapter itself knows. */
function staysSo({ lookup, may }: Subject, vif: Properties, ref: Ref): Text | undefined {
  const id = flag(vif, 'currently_attached') ? 'adapter.disconnect' : 'adapter.connect';
  const own = adapterOperations.find((one) => one.types.includes('VIF') && one.id === id);
  const adapter: Subject = {
    ref,
    name: '',
    object: vif,
    lookup,
    ...(may !== undefined && { may }),
  };
  return own && why(own, adapter);
}

/** The CD of the machine: one image at a time. */
export function driveParts(subject: Subject): readonly Part[] {
  if (!hasDevices(subject)) return [];
  const [drive] = drives(subject, 'CD');
  if (drive === undefined) return [];
  const insert = operationNamed(cdOperations, 'cd.insert');
  const eject = operationNamed(cdOperations, 'cd.eject');
  const image = flag(drive.vbd, 'empty') ? undefined : drive.disk;
  const input: OperationInput = {
    name: 'image',
    label: say('input.image'),
    type: 'lookup',
    required: false,
    initial: image ?? '',
    initialLabel: image === undefined ? '' : nameOf(image, subject.lookup.get(image)),
    help: say('input.image.empty'),
  };
  const refused = why(insert, subject);
  return [mediumPart(pages.drives, say('sheet.cd'), { insert, eject, refused, input })];
}
