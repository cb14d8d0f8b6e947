import type { Texts } from '../catalogue.ts';

export const stepsSnapshotsMessages = {
  'step.snapshot.create': (p: { readonly snapshot: string; readonly name: string }) =>
    `Takes the snapshot “${p.snapshot}” of ${p.name} (disks).`,
  'step.snapshot.createMemory': (p: { readonly snapshot: string; readonly name: string }) =>
    `Takes the snapshot “${p.snapshot}” of ${p.name} (disks and memory).`,
  'step.snapshot.createQuiesced': (p: { readonly snapshot: string; readonly name: string }) =>
    `Takes the snapshot “${p.snapshot}” of ${p.name} (disks, quiesced).`,
  'step.snapshot.take': (p: { readonly snapshot: string; readonly name: string }) =>
    `Takes the snapshot ${p.snapshot} of ${p.name}.`,
  'step.snapshot.takeMemory': (p: { readonly snapshot: string; readonly name: string }) =>
    `Takes the snapshot ${p.snapshot} of ${p.name}, with its memory.`,
  'step.snapshot.takeQuiesced': (p: { readonly snapshot: string; readonly name: string }) =>
    `Takes the snapshot ${p.snapshot} of ${p.name}, quiesced by the guest.`,
  'step.snapshot.revert': (p: { readonly name: string; readonly snapshot: string }) =>
    `Reverts ${p.name} to ${p.snapshot === '' ? 'its latest snapshot' : `“${p.snapshot}”`}.`,
  'step.snapshot.resumes': 'It resumes what ran then.',
  'step.snapshot.poweredOff': 'It will be powered off.',
  'step.snapshot.describe': (p: { readonly snapshot: string; readonly name: string }) =>
    `Describes the snapshot “${p.snapshot}” of ${p.name}.`,
  'step.snapshot.rename': (p: {
    readonly snapshot: string;
    readonly name: string;
    readonly newName: string;
  }) => `Renames the snapshot “${p.snapshot}” of ${p.name} to “${p.newName}”.`,
  'step.snapshot.delete': (p: { readonly snapshot: string; readonly name: string }) =>
    `Deletes the snapshot “${p.snapshot}” of ${p.name}.`,
  'step.snapshot.deleteBelow': (
    p: { readonly snapshot: string; readonly name: string; readonly below: number },
    { plural },
  ) =>
    `Deletes the snapshot “${p.snapshot}” of ${p.name} and the ${plural(p.below, { one: 'one', other: '#' })} below it.`,
  'step.snapshot.consolidate': (p: { readonly name: string }) =>
    `Merges the redundant snapshot disks of ${p.name}.`,
  'step.snapshot.deleteWithDisks': (p: { readonly snapshot: string }) =>
    `Deletes the snapshot ${p.snapshot} with its disks.`,
  'step.snapshot.toTemplate': (p: { readonly template: string; readonly name: string }) =>
    `Makes the template ${p.template} of the snapshot ${p.name}.`,
  'step.snapshot.makesAgain': (p: { readonly snapshot: string }) =>
    `The virtual machine is not there any more: it is made again as ${p.snapshot} remembers it.`,
  'step.snapshot.powersOff': (p: { readonly name: string }) =>
    `Powers ${p.name} off first, without asking the guest.`,
  'step.snapshot.revertLoses': (p: { readonly name: string; readonly snapshot: string }) =>
    `Reverts ${p.name} to ${p.snapshot}: what has changed on its disks since then is lost.`,
  'step.snapshot.revertVmLoses': (p: { readonly snapshot: string }) =>
    `Reverts the virtual machine to ${p.snapshot}: what has changed on its disks since then is lost.`,
  'step.snapshot.leavesSuspended': (p: { readonly name: string }) =>
    `Leaves ${p.name === '' ? 'the virtual machine' : p.name} suspended, as the snapshot holds its memory.`,
  'step.snapshot.leavesOff': (p: { readonly name: string }) =>
    `Leaves ${p.name === '' ? 'the virtual machine' : p.name} powered off.`,
} as const satisfies Texts;
