import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import { reference } from '../../map/read.ts';
import { adapterOperations } from '../hardware/adapters.ts';
import { cdOperations } from '../hardware/cds.ts';
import { devicesOf, labelOf, type Device } from '../hardware/devices.ts';
import { diskOperations } from '../hardware/disks.ts';
import { networkName } from '../choices/networks.ts';
import type { Subject } from '../definition.ts';
import { fixed, mediumPart, operationNamed } from '../../../operations/setting-parts.ts';
import { partOf, switchOf, why, type Part } from './part.ts';
import { presentDevices } from './present-devices.ts';

const gib = 1024 ** 3;
const pages = {
  disks: say('page.disks'),
  adapters: say('page.adapters'),
  drives: say('page.drives'),
} as const;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Every disk with its size, what is known of it besides, and whether it is to be taken away; and a new one. */
export function diskParts(subject: Subject): readonly Part[] {
  const { page, create } = {
    page: pages.disks,
    create: operationNamed(diskOperations, 'disk.create'),
  };
  const disks = devicesOf(presentDevices(subject.object), 'VirtualDisk');
  return [
    ...disks.flatMap((disk) => diskPart(subject, disk)),
    switchOf(subject, create, {
      page,
      section: say('setting.newDisk'),
      label: say('operation.disk.create.label'),
    }),
  ];
}

function diskPart(subject: Subject, disk: Device): readonly Part[] {
  const key = String(disk.key);
  const { capacityInBytes, capacityInKB, backing } = disk;
  const size = (Number(capacityInBytes ?? 0) || Number(capacityInKB ?? 0) * 1024) / gib;
  const about = { page: pages.disks, section: labelOf(disk), key, preset: { disk: key } };
  const grow = partOf(subject, operationNamed(diskOperations, 'disk.grow'), {
    ...about,
    now: { size },
  });
  const inSnapshot = subject.object['snapshot'] !== undefined && backing?.['parent'] !== undefined;
  const detach = switchOf(subject, operationNamed(diskOperations, 'disk.detach'), {
    ...about,
    label: say('operation.disk.detach.short'),
  });
  return [
    {
      ...grow,
      inputs: [
        ...grow.inputs.map((input) => (input.type === 'number' ? { ...input, min: size } : input)),
        ...fixed(
          'file',
          say('sheet.file'),
          textOf(backing?.['fileName']),
          say('setting.fixed.disk'),
        ),
        ...fixed(
          'mode',
          say('column.mode'),
          textOf(backing?.['diskMode']),
          say('setting.fixed.disk'),
        ),
      ],
    },
    inSnapshot && detach.refused === undefined
      ? { ...detach, refused: say('choice.diskInSnapshot') }
      : detach,
  ];
}

/** Every adapter with its network and whether it is connected; and a new one. */
export function adapterParts(subject: Subject): readonly Part[] {
  const cards = devicesOf(presentDevices(subject.object), 'VirtualEthernetCard');
  return [
    ...cards.flatMap((card) => adapterPart(subject, card)),
    switchOf(subject, operationNamed(adapterOperations, 'adapter.add'), {
      page: pages.adapters,
      section: say('setting.newAdapter'),
      label: say('operation.adapter.add.label'),
    }),
  ];
}

function adapterPart(subject: Subject, card: Device): readonly Part[] {
  const key = String(card.key);
  const about = { page: pages.adapters, section: labelOf(card), key, preset: { adapter: key } };
  const network = networkOf(card);
  const move = partOf(subject, operationNamed(adapterOperations, 'adapter.network'), about);
  const label: Text =
    network === undefined ? (card.deviceInfo?.summary ?? '') : networkName(subject, network);
  return [
    {
      ...move,
      inputs: [
        ...move.inputs.map((input) =>
          input.type === 'lookup'
            ? { ...input, initial: network ?? '', initialLabel: label }
            : input,
        ),
        ...fixed(
          'mac',
          say('column.macAddress'),
          textOf(card['macAddress']),
          say('setting.fixed.mac'),
        ),
        ...fixed(
          'type',
          say('column.type'),
          card.$type.replace('Virtual', ''),
          say('setting.fixed.adapter'),
        ),
      ],
    },
    connected(subject, card, about),
    switchOf(subject, operationNamed(adapterOperations, 'adapter.remove'), {
      ...about,
      label: say('operation.adapter.remove.short'),
    }),
  ];
}

function connected(
  subject: Subject,
  card: Device,
  about: {
    readonly page: Text;
    readonly section: Text;
    readonly preset: { readonly adapter: string };
  },
): Part {
  const connect = operationNamed(adapterOperations, 'adapter.connect');
  const disconnect = operationNamed(adapterOperations, 'adapter.disconnect');
  return {
    id: `adapter.connect#${card.key}`,
    page: about.page,
    section: about.section,
    refused: why(connect, subject),
    inputs: [
      {
        name: 'connected',
        label: say('sheet.connected'),
        type: 'boolean',
        required: false,
        initial: card.connectable?.connected === true,
      },
    ],
    does: ({ connected: wanted }) => [
      { definition: wanted === true ? connect : disconnect, inputs: about.preset },
    ],
  };
}

/** The network by its reference, or the distributed port group by its key, which is the id of its reference. */
function networkOf({ backing }: Device): Ref | undefined {
  const own = reference(backing?.['network']);
  const port = backing?.['port'];
  const key = isDataObject(port) ? textOf(port['portgroupKey']) : undefined;
  return own ?? (key === undefined ? undefined : makeRef('DistributedVirtualPortgroup', key));
}

/** The CD of the machine: one image at a time; and what else there is of drives. */
export function driveParts(subject: Subject): readonly Part[] {
  const drives = devicesOf(presentDevices(subject.object), 'VirtualCdrom');
  if (drives.length === 0) return [];
  const insert = operationNamed(cdOperations, 'cd.insert');
  const eject = operationNamed(cdOperations, 'cd.eject');
  const image = drives.map(imageIn).find((one) => one !== undefined) ?? '';
  const input: OperationInput = {
    name: 'image',
    label: say('input.image'),
    type: 'lookup',
    required: false,
    initial: image,
    initialLabel: image,
    help: say('input.image.empty'),
  };
  const refused = why(insert, subject);
  return [mediumPart(pages.drives, say('sheet.cd'), { insert, eject, refused, input })];
}

function imageIn({ backing }: Device): string | undefined {
  return backing?.$type === 'VirtualCdromIsoBackingInfo' ? textOf(backing['fileName']) : undefined;
}
