import type { Texts } from '../catalogue.ts';
import { capitalised } from '../capitalised.ts';

export const operationChoicesMessages = {
  'choice.notConnected': 'not connected',
  'choice.lessRoom': (p: { readonly needed: number }, { bytes }) =>
    `It has less room than the ${bytes(p.needed)} that may be needed.`,
  'choice.needed': (p: { readonly needed: number }, { bytes }) => `${bytes(p.needed)} are needed.`,
  'choice.unreachable': 'It cannot be reached.',
  'choice.maintenance': 'It is in maintenance mode.',
  'choice.standby': 'It is in standby.',
  'choice.noHostHasIt': 'No host has it now.',
  'choice.noHostAttached': 'No host is attached to it.',
  'choice.noHosts': 'It has no hosts.',
  'choice.thereAlready': 'It is there already.',
  'choice.runsHere': 'It runs here already: only its disks can be moved.',
  'choice.hostSilent': 'The host does not answer.',
  'choice.hostDisabled': 'The host is disabled.',
  'choice.storageUnseen': (p: { readonly storage: string }) =>
    `The host does not see the storage ${p.storage}.`,
  'choice.networkUnseen': (p: { readonly host: string }) => `${p.host} does not have the network.`,
  'choice.hostOlder': 'The host has an older version than the one that it runs on.',
  'choice.memoryNeeded': (p: { readonly needed: number }, { bytes }) =>
    `${bytes(p.needed)} of memory are needed.`,
  'choice.privateNetwork': 'private to the pool',
  'choice.size': (p: { readonly size: number }, { bytes }) => bytes(p.size),
  'choice.guest.other': 'Other (64-bit)',
  'choice.guest.otherLinux': 'Other Linux (64-bit)',
  'choice.diskLinked': 'It stands on a disk that it shares (a linked clone), and cannot grow.',
  'choice.diskOnIde': 'It is on an IDE controller: power the virtual machine off first.',
  'choice.notSeenByHost': (p: { readonly host: string }) =>
    `The host ${p.host} is not attached to it.`,
  'choice.diskInSnapshot': 'It is in a snapshot: delete the snapshot first.',
  'choice.tagHas': 'The object has this tag.',
  'choice.tagOtherType': (p: { readonly category: string }) =>
    `The category ${p.category} is not for objects of this type.`,
  'choice.tagSingle': (p: { readonly category: string }) =>
    `The object has a tag of the category ${p.category}, which allows one.`,
  'place.hostIn': (p: { readonly host: string; readonly place: string }) =>
    `${p.host} in ${p.place}`,
  'part.adapterOf': (p: { readonly device: string; readonly name: string }) =>
    `network adapter ${p.device} of ${p.name}`,
  'part.adapter': (p: { readonly device: string }) => `network adapter ${p.device}`,
  'part.anObject': 'an object',
  'part.aDisk': 'a disk',
  'finding.unchecked': 'The server cannot check this beforehand.',
  'finding.nameTaken': (p: { readonly name: string; readonly folder: string }) =>
    `There is an object with the name “${p.name}” in ${p.folder} already. Choose another name.`,
  'finding.noRoom': (
    p: {
      readonly storage: string;
      readonly free: number;
      readonly name: string;
      readonly needed: number;
    },
    { bytes },
  ) => `${p.storage} has ${bytes(p.free)} free, and ${p.name} takes ${bytes(p.needed)}.`,
  'finding.diskMayGrow': (
    p: { readonly storage: string; readonly free: number; readonly needed: number },
    { bytes },
  ) => `${p.storage} has ${bytes(p.free)} free, and the disk may grow to ${bytes(p.needed)}.`,
  'finding.sockets': (
    p: { readonly name: string; readonly cores: number; readonly cpus: number },
    { number },
  ) =>
    `${p.name} has ${number(p.cores)} cores per socket, and ${number(p.cpus)} is no multiple of that. Change the cores per socket, too.`,
  'finding.quiesceNeedsTools': (p: { readonly name: string }) =>
    `VMware Tools are not running in ${p.name}: its guest cannot quiesce the disks.`,
  'finding.guestCpus': (p: { readonly guest: string; readonly most: number }) =>
    `${p.guest} uses ${p.most} CPUs at the most.`,
  'finding.guestMemory': (p: { readonly guest: string; readonly least: number }, { bytes }) =>
    `${p.guest} needs ${bytes(p.least)} of memory at least.`,
  'finding.noNetwork': (p: { readonly name: string }) =>
    `${p.name} gets no network adapter: no network was chosen.`,
  'finding.onHost': (p: { readonly host: string; readonly why: string }) => `${p.host}: ${p.why}`,
  'finding.noHost': (p: { readonly name: string }) => `No host can run ${p.name}.`,
  'finding.storageUnseen': (p: { readonly host: string }) => `${p.host} does not see the storage.`,
  'finding.about': (p: { readonly about: string; readonly why: string }) => `${p.about}: ${p.why}`,
  'finding.sentence': (p: { readonly why: string }) => capitalised(p.why),
  'choice.vmxnet3': 'VMXNET 3',
} as const satisfies Texts;
