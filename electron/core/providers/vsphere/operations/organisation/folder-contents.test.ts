import { describe, expect, it } from 'vitest';
import { spoken } from '#shared/i18n/testing/spoken.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { toMoref } from '../../object-updates.ts';
import type { Work } from '../definition.ts';
import { deleteFolder } from './folder-contents.ts';

const folder = 'Folder:group-v1' as Ref;
const app = 'VirtualApp:resgroup-v2' as Ref;
const inner = 'VirtualApp:resgroup-v3' as Ref;
const vms = ['VirtualMachine:vm-4', 'VirtualMachine:vm-5'] as Ref[];

/** A folder with a vApp that holds a machine and another vApp, which holds the second machine. */
function workOn(power: string, contents: string): Work {
  const objects: Readonly<Record<string, Properties>> = {
    [folder]: { childEntity: [toMoref(app)] },
    [app]: { vm: vms.slice(0, 1).map(toMoref), resourcePool: [toMoref(inner)] },
    [inner]: { vm: vms.slice(1).map(toMoref), resourcePool: [] },
    ...Object.fromEntries(
      vms.map((vm, at) => [vm, { name: `web-0${at}`, 'runtime.powerState': power }]),
    ),
  };
  const readMany = (refs: readonly Ref[]) =>
    Promise.resolve(new Map(refs.map((ref) => [ref, objects[ref] ?? {}])));
  const work = {
    ref: folder,
    name: 'outer',
    self: toMoref(folder),
    lookup: { get: (ref: Ref) => objects[ref], ofType: () => [] },
    text: () => contents,
    server: { readMany },
  };
  return work as unknown as Work;
}

describe('a folder with a vApp', () => {
  it('is not deleted while a machine of the vApp runs, on whatever level', async () => {
    await expect(deleteFolder(workOn('poweredOn', 'delete'))).rejects.toThrow(/web-00.*web-01/);
  });

  it('counts what the vApp holds, which goes with it', async () => {
    await expect(deleteFolder(workOn('poweredOff', 'none'))).rejects.toThrow(/4 objects/);
    const { steps } = await deleteFolder(workOn('poweredOff', 'delete'));
    expect(spoken(steps).join(' ')).toMatch(/4 objects on all levels: 2 virtual machines/);
  });
});
