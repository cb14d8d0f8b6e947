import type { Texts } from '../catalogue.ts';

export const operationConfirmationsMessages = {
  'confirm.adapter.disconnect': (p: { readonly name: string }) =>
    `Disconnect a network adapter of ${p.name}?`,
  'confirm.adapter.disconnectThis': (p: { readonly adapter: string }) => `Disconnect ${p.adapter}?`,
  'confirm.adapter.remove': (p: { readonly name: string }) =>
    `Remove a network adapter of ${p.name}?`,
  'confirm.adapter.removeThis': (p: { readonly adapter: string }) => `Remove ${p.adapter}?`,
  'confirm.disk.detach': (p: { readonly name: string }) => `Detach a disk of ${p.name}?`,
  'confirm.disk.remove': (p: { readonly name: string }) => `Delete a disk of ${p.name}?`,
  'confirm.disk.removeFromVm': (p: { readonly name: string }) => `Remove a disk of ${p.name}?`,
  'confirm.disk.delete': (p: { readonly name: string }) => `Delete the disk ${p.name}?`,
  'confirm.folder.delete': (p: { readonly name: string }) => `Delete the folder ${p.name}?`,
  'confirm.folder.deleteChosen': 'Delete the folder?',
  'confirm.host.reboot': (p: { readonly name: string }) => `Reboot ${p.name}?`,
  'confirm.host.shutdown': (p: { readonly name: string }) => `Shut down ${p.name}?`,
  'confirm.host.enterMaintenance': (p: { readonly name: string }) =>
    `Put ${p.name} into maintenance mode?`,
  'confirm.host.disconnect': (p: { readonly name: string }) => `Disconnect ${p.name}?`,
  'confirm.host.disable': (p: { readonly name: string }) => `Disable ${p.name}?`,
  'confirm.host.evacuate': (p: { readonly name: string }) =>
    `Move all virtual machines off ${p.name}?`,
  'confirm.vm.toTemplate': (p: { readonly name: string }) => `Convert ${p.name} to a template?`,
  'confirm.vm.unregister': (p: { readonly name: string }) => `Remove ${p.name} from the inventory?`,
  'confirm.vm.delete': (p: { readonly name: string }) =>
    `Delete ${p.name} with all its disks and snapshots?`,
  'confirm.vm.deleteAlone': (p: { readonly name: string }) => `Delete ${p.name}?`,
  'confirm.pool.delete': (p: { readonly name: string }) => `Delete the resource pool ${p.name}?`,
  'confirm.power.off': (p: { readonly name: string }) => `Power off ${p.name}?`,
  'confirm.power.suspend': (p: { readonly name: string }) => `Suspend ${p.name}?`,
  'confirm.power.pause': (p: { readonly name: string }) => `Pause ${p.name}?`,
  'confirm.power.reset': (p: { readonly name: string }) => `Reset ${p.name}?`,
  'confirm.guest.shutdown': (p: { readonly name: string }) =>
    `Shut down the guest operating system of ${p.name}?`,
  'confirm.guest.reboot': (p: { readonly name: string }) =>
    `Restart the guest operating system of ${p.name}?`,
  'confirm.snapshot.revertTo': (p: { readonly name: string }) => `Revert ${p.name}?`,
  'confirm.snapshot.revertThis': (p: { readonly name: string }) =>
    `Revert the virtual machine to ${p.name}?`,
  'confirm.snapshot.revertLatest': (p: { readonly name: string; readonly snapshot: string }) =>
    `Revert ${p.name} to ${p.snapshot === '' ? 'its latest snapshot' : `“${p.snapshot}”`}?`,
  'confirm.snapshot.delete': (p: { readonly name: string }) => `Delete a snapshot of ${p.name}?`,
  'confirm.snapshot.deleteThis': (p: { readonly name: string }) => `Delete the snapshot ${p.name}?`,
  'confirm.snapshot.deleteAll': (
    p: { readonly count: number; readonly name: string },
    { plural },
  ) =>
    `Delete ${plural(p.count, { one: 'the only snapshot', other: 'all # snapshots' })} of ${p.name}?`,
  'confirm.customFields.remove': (p: { readonly name: string }) =>
    `Remove a custom field of ${p.name}?`,
  'risk.adapter.disconnect': 'Its traffic stops at once.',
  'risk.adapter.disconnectOfVm': 'The guest loses this connection at once.',
  'risk.adapter.remove': 'Its address goes with it.',
  'risk.adapter.removeOfVm': 'The guest loses it at once.',
  'risk.disk.fileStays': 'The guest loses it at once; its file stays on the datastore.',
  'risk.disk.stays': 'The guest loses it at once; the disk itself stays on its storage.',
  'risk.diskData': 'All data on it is lost.',
  'risk.disk.ifDeleted': 'The guest loses it at once. If it is deleted, all data on it is lost.',
  'risk.folder.contents': 'What is in it stays, in the folder above.',
  'risk.host.maintained': 'It is in maintenance mode.',
  'risk.host.busy': 'It is not in maintenance mode: virtual machines may run on it.',
  'risk.host.emptied': 'It is disabled, and emptied of virtual machines first.',
  'risk.host.enterMaintenance':
    'Its running virtual machines have to leave it: in a cluster with DRS they are moved.',
  'risk.host.disconnect':
    'Its virtual machines go on, but cannot be managed until it is connected again.',
  'risk.host.disable': 'No virtual machine is started on it any more.',
  'risk.host.evacuate': 'The host is disabled first, so that none comes back.',
  'risk.vm.toTemplate': 'A template cannot be powered on.',
  'risk.vm.unregister': 'Its files stay on the datastore and can be registered again.',
  'risk.irreversible': 'This cannot be undone.',
  'risk.pool.delete': 'What is in it moves to the pool above.',
  'risk.power.off': 'The guest is not shut down first: what it has not written to disk is lost.',
  'risk.power.untilOn': 'It stops answering until it is powered on again.',
  'risk.power.untilResumed': 'It stops answering until it is resumed.',
  'risk.power.pause': 'It keeps its memory and stops answering.',
  'risk.power.reset':
    'The guest restarts without a shutdown: what it has not written to disk is lost.',
  'risk.snapshot.state': 'What has changed in it since the snapshot is lost.',
  'risk.snapshot.disks': 'What has changed on its disks since the snapshot is lost.',
  'risk.snapshot.disksSince': 'What has changed on its disks since then is lost.',
  'risk.snapshot.stateSince': 'What has changed in it since then is lost.',
  'risk.snapshot.delete': 'There is no way back to it then.',
  'risk.snapshot.deleteAll': 'There is no way back to them then.',
  'risk.customFields.remove': 'Its values are removed from all objects.',
} as const satisfies Texts;
