import type { Text } from '#shared/i18n/text.ts';
import { nameOf } from '../../map/read.ts';
import type { XapiValue } from '../../xapi/values.ts';
import { XapiFailure } from '../../xapi/errors.ts';
import type { Work } from '../definition.ts';
import { left } from '../left.ts';
import { opaqueOf, unlessGone } from './making.ts';

/** A disk that was made with a machine. */
interface MadeDisk {
  readonly opaque: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly storage: string;
}

/** How a machine that was made in part is taken back, and what is left where it is not. */
export interface Unmaking {
  readonly undo: (vm: string) => Promise<void>;
  readonly stillLeft: () => readonly Text[];
}

/** Destroys a machine, and the disks that were made with it: to destroy a machine leaves them. */
export function unmaking(work: Work, name: string): Unmaking {
  let machineIsThere = true;
  // Once the machine is gone, nobody else knows them.
  let disks: readonly MadeDisk[] | undefined;
  return {
    undo: async (vm) => {
      disks ??= await disksMadeWith(work, vm);
      await unlessGone(() => work.step('VM', 'destroy', [vm]));
      machineIsThere = false;
      let refused: unknown;
      for (const disk of disks)
        try {
          await unlessGone(() => work.step('VDI', 'destroy', [disk.opaque]));
          disks = disks.filter((one) => one !== disk);
        } catch (error) {
          // One that stays keeps no other.
          if (!(error instanceof XapiFailure)) throw error;
          refused = error;
        }
      if (refused !== undefined) throw refused;
    },
    stillLeft: () => [
      ...(machineIsThere ? [left.machine(name)] : []),
      ...(disks ?? []).map((disk) => left.diskAt(disk)),
    ],
  };
}

async function disksMadeWith(work: Work, vm: string): Promise<readonly MadeDisk[]> {
  const found: MadeDisk[] = [];
  for (const vbd of listOf(await work.call('VM', 'get_VBDs', [vm]))) {
    if ((await work.call('VBD', 'get_type', [vbd])) === 'CD') continue;
    const disk = opaqueOf(await work.call('VBD', 'get_VDI', [vbd]));
    const made = await madeDisk(work, disk);
    if (made !== undefined) found.push(made);
  }
  return found;
}

/** Undefined for none, and for one that another machine has too. */
async function madeDisk(work: Work, opaque: string): Promise<MadeDisk | undefined> {
  if (opaque === '' || opaque === 'OpaqueRef:NULL') return undefined;
  const read = (message: string): Promise<XapiValue> => work.call('VDI', message, [opaque]);
  if (listOf(await read('get_VBDs')).length > 1) return undefined;
  const sr = work.refOf('SR', opaqueOf(await read('get_SR')));
  return {
    opaque,
    name: opaqueOf(await read('get_name_label')),
    size: Number(await read('get_virtual_size')),
    storage: sr === undefined ? '' : nameOf(sr, work.lookup.get(sr)),
  };
}

function listOf(answer: XapiValue): readonly XapiValue[] {
  return Array.isArray(answer) ? (answer as readonly XapiValue[]) : [];
}
