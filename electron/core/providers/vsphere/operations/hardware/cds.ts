import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import { toMoref } from '../../object-updates.ts';
import type { VimRecord } from '../../vim25/values.ts';
import {
  datastoreOf,
  fileChoices,
  fileName,
  isDatastorePath,
  splitPath,
} from '../choices/files.ts';
import { inventoryPath, powercliObject } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { change, devicesOf, readDevices, reconfigure, type Device } from './devices.ts';
import { hostsOf } from '../placement/placement.ts';
import { firstOf, noTemplate, notSuspended, powerState, reachable } from '../refusals.ts';

const usable = (subject: Subject) => firstOf(subject, noTemplate, reachable, notSuspended);

async function drivesOf(work: Work): Promise<readonly Device[]> {
  return devicesOf(await readDevices(work), 'VirtualCdrom');
}

/** The image in a drive: `[ds-01] iso/debian.iso`. */
function imageIn({ backing }: Device): string | undefined {
  if (backing?.$type !== 'VirtualCdromIsoBackingInfo') return undefined;
  const { fileName: file } = backing;
  return typeof file === 'string' && file !== '' ? file : undefined;
}

/** A drive with an image. @param hosts those that have to see it */
export function driveWith(
  drive: VimRecord,
  image: string,
  { lookup, hosts }: { readonly lookup: Work['lookup']; readonly hosts: readonly Ref[] },
  connected: boolean,
): VimRecord {
  const store = datastoreOf(image, lookup, hosts);
  return {
    ...drive,
    backing: {
      $type: 'VirtualCdromIsoBackingInfo',
      fileName: image,
      ...(store !== undefined && { datastore: toMoref(store) }),
    },
    connectable: connection(connected, true),
  };
}

function connection(connected: boolean, startConnected: boolean): VimRecord {
  return {
    $type: 'VirtualDeviceConnectInfo',
    startConnected,
    allowGuestControl: true,
    connected,
  };
}

/** CD drives. */
export const cdOperations: readonly OperationDefinition[] = [
  {
    id: 'cd.insert',
    label: say('operation.cd.insert.label'),
    group: 'disk',
    icon: 'cd',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Interact.SetCDMedia'],
    refusal: usable,
    inputs: () => [{ name: 'image', label: say('input.image'), type: 'lookup', required: true }],
    choices: { image: (work) => fileChoices(work, hostsOf(work.ref, work.lookup), '.iso') },
    prepare: async (work) => {
      const drives = await drivesOf(work);
      // An empty drive if there is one.
      const drive = drives.find((one) => imageIn(one) === undefined) ?? drives[0];
      if (drive === undefined) {
        const message = say('error.noCdDrive', { name: work.name });
        throw new MorefException({ kind: 'conflict', message, ref: work.ref });
      }
      const image = work.text('image');
      if (!isDatastorePath(image)) {
        const message = say('error.noImageFile', { path: image });
        throw new MorefException({ kind: 'invalid', message, ref: work.ref });
      }
      if (drives.some((one) => imageIn(one) === image && one.connectable?.connected === true))
        return {
          calls: [],
          steps: [say('step.cd.inserted', { image: fileName(image), name: work.name })],
        };
      const hosts = hostsOf(work.ref, work.lookup);
      const on = powerState(work.object) === 'poweredOn';
      return {
        calls: [
          reconfigure(work, [
            change('edit', driveWith(drive, image, { lookup: work.lookup, hosts }, on)),
          ]),
        ],
        steps: [say('step.cd.insert', { image: fileName(image), name: work.name })],
      };
    },
    commands: (work) => {
      const { datastore, inside } = splitPath(work.text('image'));
      return [
        govc(
          'device.cdrom.insert',
          '-vm',
          inventoryPath(work.ref, work.lookup),
          '-ds',
          datastore,
          inside,
        ),
        powercli(
          `Get-CDDrive -VM ${powercliObject(work.ref)} | Set-CDDrive -IsoPath ${powershellString(work.text('image'))} -StartConnected:$true -Connected:$${powerState(work.object) === 'poweredOn'} -Confirm:$false`,
        ),
      ];
    },
  },
  {
    id: 'cd.eject',
    label: say('operation.cd.eject.label'),
    group: 'disk',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Interact.SetCDMedia'],
    refusal: usable,
    prepare: async (work) => {
      const full = (await drivesOf(work)).filter((one) => imageIn(one) !== undefined);
      if (full.length === 0)
        return { calls: [], steps: [say('step.cd.none', { name: work.name })] };
      const backing = {
        $type: 'VirtualCdromRemotePassthroughBackingInfo',
        deviceName: '',
        exclusive: false,
      };
      const edits = full.map((drive) =>
        change('edit', { ...drive, backing, connectable: connection(false, false) }),
      );
      return {
        calls: [reconfigure(work, edits)],
        steps: full.map((drive) =>
          say('step.cd.eject', { image: fileName(imageIn(drive) ?? ''), name: work.name }),
        ),
      };
    },
    commands: (work) => [
      govc('device.cdrom.eject', '-vm', inventoryPath(work.ref, work.lookup)),
      powercli(
        `Get-CDDrive -VM ${powercliObject(work.ref)} | Set-CDDrive -NoMedia -Confirm:$false`,
      ),
    ],
  },
];
