import type { Texts } from '../catalogue.ts';

export const operationRefusalsMessages = {
  'refusal.privilege': (p: { readonly privilege: string }) =>
    `Your account lacks the privilege ${p.privilege}.`,
  'refusal.permission': (p: { readonly permission: string }) =>
    `Your account lacks the permission ${p.permission}.`,
  'refusal.disabledMethod': (p: { readonly method: string }) =>
    `The server has disabled ${p.method} for it at present.`,
  'refusal.template': 'This is a template. Convert it to a virtual machine first.',
  'refusal.hostLost': 'The server has lost its connection to the host.',
  'refusal.orphaned': 'The virtual machine is orphaned: no host has it any more.',
  'refusal.filesLost': 'The files of the virtual machine cannot be reached.',
  'refusal.powerOffFirst': 'The virtual machine has to be powered off first.',
  'refusal.suspendedPowerOff': 'The virtual machine is suspended. Power it off first.',
  'refusal.suspendedPowerAny': 'The virtual machine is suspended. Power it on or off first.',
  'refusal.poweredOff': 'The virtual machine is powered off.',
  'refusal.suspended': 'The virtual machine is suspended.',
  'refusal.paused': 'The virtual machine is paused.',
  'refusal.noPowerState': 'The server does not tell the power state of the virtual machine.',
  'refusal.already.poweredOn': 'The virtual machine is already powered on.',
  'refusal.already.poweredOff': 'The virtual machine is already powered off.',
  'refusal.already.suspended': 'The virtual machine is already suspended.',
  'refusal.already.paused': 'The virtual machine is already paused.',
  'refusal.license': 'The license of the pool does not include it.',
  'refusal.upgrading': 'The hosts of the pool are being upgraded. It waits until all are.',
  'refusal.haProtected':
    'High availability protects the virtual machine. Take the protection away first.',
  'refusal.sriov':
    'An adapter on an SR-IOV network is connected and disconnected with the power of its virtual machine.',
  'refusal.holdsHardware':
    'The virtual machine holds hardware of its host: a PCI, graphics or USB device.',
  'refusal.boundToHost': 'The virtual machine is set to stay on its host.',
  'refusal.mustRun': 'The virtual machine has to run.',
  'refusal.mustRunOrBeOff': 'The virtual machine has to run, or to be powered off.',
  'refusal.needsVcenter': 'A single ESXi host cannot do this: it takes vCenter Server.',
  'refusal.needsTools': 'VMware Tools are not running in the guest.',
  'refusal.toolsDoNotRun': 'The guest does not run the VM tools, which it takes.',
  'refusal.toolsMayLack':
    'The server does not allow it now: the VM tools of the guest may not support it.',
  'refusal.notNow': 'The server does not allow it now.',
  'refusal.growNotNow':
    'The server does not allow it now: the storage may want the virtual machine to be powered off.',
  'refusal.blocked': (p: { readonly reason: string }) =>
    `An administrator has blocked it${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'refusal.pendingGuidance': (p: { readonly guidance: string }) =>
    `An update has to be finished first: ${p.guidance}.`,
  'refusal.noSuspendStorage':
    'Its host sees no storage for memory: choose one in the settings of the pool or of the host.',
  'refusal.diskShared': (p: { readonly disk: string }) =>
    `Its disk ${p.disk} may be shared by several machines, and has no snapshots.`,
  'refusal.underWay': (p: { readonly operation: string }) =>
    `Something else is under way: ${p.operation}.`,
  'refusal.disksInSnapshots':
    'The virtual machine has snapshots: its disks cannot grow before they are deleted.',
  'refusal.hotAddCpu':
    'The virtual machine has to be powered off first: CPU hot add is not enabled.',
  'refusal.hotAddMemory':
    'The virtual machine has to be powered off first: memory hot add is not enabled.',
  'refusal.hostMaintained': 'The host is in maintenance mode already.',
  'refusal.hostNotMaintained': 'The host is not in maintenance mode.',
  'refusal.hostDisconnected': 'The host is disconnected already.',
  'refusal.hostConnected': 'The host is connected already.',
  'refusal.hostSilent': 'The host does not answer.',
  'refusal.hostDisabled': 'The host is disabled already.',
  'refusal.hostEnabled': 'The host is enabled already.',
  'refusal.hostEmptied': 'The host is disabled, and no virtual machine runs on it.',
  'refusal.hostAlone': 'There is no other host in the pool.',
  'refusal.adapterConnected': 'The adapter is already connected.',
  'refusal.adapterDisconnected': 'The adapter is already disconnected.',
  'refusal.noAdapters': 'The virtual machine has no network adapters.',
  'refusal.noDisks': 'The virtual machine has no disks.',
  'refusal.snapshotLevels': (p: { readonly most: number }, { number }) =>
    `The snapshots stand ${number(p.most)} levels deep, and no server makes more. Delete one of them first.`,
  'refusal.noSnapshots': 'The virtual machine has no snapshots.',
  'refusal.noCdDrive': 'The virtual machine has no CD drive.',
  'refusal.noCd': 'There is no CD in the virtual machine.',
  'refusal.noConsolidation': 'The disks need no consolidation.',
  'refusal.productTemplate': 'This template belongs to the product.',
  'refusal.diskAttached': 'The disk belongs to a virtual machine. Detach it there first.',
  'refusal.noTags': 'The object has no tags.',
  'refusal.acknowledged': (p: { readonly user: string }) =>
    `It is acknowledged already${p.user === '' ? '' : `, by ${p.user}`}.`,
  'refusal.alreadySo': (p: { readonly name: string }) => `${p.name} is already so.`,
  'refusal.nothingChanges': 'Nothing would be changed.',
  'refusal.secureBootEfi': 'Only machines with EFI firmware have it.',
} as const satisfies Texts;
