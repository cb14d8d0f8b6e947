/**
 * What tasks are called on screen. A TaskInfo names its method by `descriptionId` (`VirtualMachine.powerOn`); vCenter's own
 * texts are in a catalogue that a client would have to download (TaskManager.description), so the common ones are here.
 */
const names: Readonly<Record<string, string>> = {
  'VirtualMachine.powerOn': 'Power on virtual machine',
  'VirtualMachine.powerOff': 'Power off virtual machine',
  'VirtualMachine.suspend': 'Suspend virtual machine',
  'VirtualMachine.reset': 'Reset virtual machine',
  'VirtualMachine.shutdownGuest': 'Shut down guest',
  'VirtualMachine.rebootGuest': 'Restart guest',
  'VirtualMachine.createSnapshot': 'Create snapshot',
  'VirtualMachine.removeAllSnapshots': 'Delete all snapshots',
  'VirtualMachine.revertToCurrentSnapshot': 'Revert to current snapshot',
  'VirtualMachine.clone': 'Clone virtual machine',
  'VirtualMachine.relocate': 'Relocate virtual machine',
  'VirtualMachine.migrate': 'Migrate virtual machine',
  'VirtualMachine.reconfigure': 'Reconfigure virtual machine',
  'VirtualMachine.consolidateDisks': 'Consolidate disks',
  'VirtualMachine.destroy': 'Delete virtual machine',
  'ManagedEntity.rename': 'Rename',
  'ManagedEntity.destroy': 'Delete',
  'Folder.createVm': 'Create virtual machine',
  'Folder.registerVm': 'Register virtual machine',
  'Folder.moveInto': 'Move into folder',
  'Datacenter.powerOnVm': 'Power on virtual machines',
  'Drm.ExecuteVMotionLRO': 'Migrate virtual machine (DRS)',
  'Drm.ExecuteVmPowerOnLRO': 'Power on virtual machine (DRS)',
  'HostSystem.enterMaintenanceMode': 'Enter maintenance mode',
  'HostSystem.exitMaintenanceMode': 'Exit maintenance mode',
  'HostSystem.reboot': 'Reboot host',
  'HostSystem.disconnect': 'Disconnect host',
  'HostSystem.reconnect': 'Reconnect host',
};

/** `VirtualMachine.applyEvcMode` without an entry reads "Apply evc mode", a bare method name likewise. */
export function taskName(
  descriptionId: string | undefined,
  methodName: string | undefined,
): string {
  const known = names[descriptionId ?? ''];
  if (known !== undefined) return known;
  const last = (descriptionId || methodName || 'Task').split('.').at(-1) ?? 'Task';
  const words = last
    .replace(/_Task$|LRO$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
