import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Subject, Work } from '../definition.ts';
import { powerState } from '../refusals.ts';
import { change, chosenAmong, labelOf, readDevices, reconfigure, type Device } from './devices.ts';

export function bytesOf(disk: Device): number {
  const { capacityInBytes, capacityInKB } = disk;
  return capacityInBytes === undefined ? Number(capacityInKB ?? 0) * 1024 : Number(capacityInBytes);
}

/** The size that was given, in whole MiB. */
export function bytesGiven(work: Work): number {
  return Math.round((work.number('size') ?? 0) * 1024) * 1024 ** 2;
}

/** Why a disk does not grow: what it stands on is another disk, which it shares (a linked clone), or its controller is IDE and at work. */
export function growRefusal(
  { object }: Pick<Subject, 'object'>,
  { backing, controllerKey }: Device,
  devices: readonly Device[],
): Text | undefined {
  if (backing?.['parent'] !== undefined) return say('choice.diskLinked');
  const controller = devices.find(({ key }) => key === controllerKey);
  const isBusy = powerState(object) !== 'poweredOff';
  return controller?.$type === 'VirtualIDEController' && isBusy
    ? say('choice.diskOnIde')
    : undefined;
}

export async function growDisk(work: Work) {
  const devices = await readDevices(work);
  const disk = chosenAmong(work, devices, 'disk', 'VirtualDisk');
  const bytes = bytesGiven(work);
  const now = bytesOf(disk);
  const about = { disk: labelOf(disk), name: work.name };
  if (bytes === now) return { calls: [], steps: [say('step.disk.has', { ...about, size: now })] };
  const why = growRefusal(work, disk, devices);
  if (why !== undefined) {
    const message = say('error.diskStays', { ...about, why });
    throw new MorefException({ kind: 'conflict', message, ref: work.ref });
  }
  if (bytes < now) {
    const message = say('error.diskShrinks', { ...about, size: now });
    throw new MorefException({ kind: 'invalid', message, ref: work.ref });
  }
  const grown = { ...disk, capacityInKB: bytes / 1024, capacityInBytes: bytes };
  return {
    calls: [reconfigure(work, [change('edit', grown)])],
    steps: [say('step.disk.growOf', { ...about, from: now, to: bytes })],
  };
}
