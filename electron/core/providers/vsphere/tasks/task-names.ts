import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
/**
 * What tasks are called on screen. A TaskInfo names its method by `descriptionId` (`VirtualMachine.powerOn`); vCenter's own
 * texts are in a catalogue that a client would have to download (TaskManager.description), so the common ones are here.
 */
const names: Readonly<Record<string, Text>> = {
  'VirtualMachine.powerOn': say('task.name.powerOn'),
  'VirtualMachine.powerOff': say('task.name.powerOff'),
  'VirtualMachine.suspend': say('task.name.suspend'),
  'VirtualMachine.reset': say('task.name.reset'),
  'VirtualMachine.shutdownGuest': say('task.name.shutdownGuest'),
  'VirtualMachine.rebootGuest': say('task.name.rebootGuest'),
  'VirtualMachine.createSnapshot': say('task.name.createSnapshot'),
  'VirtualMachine.removeAllSnapshots': say('task.name.deleteAllSnapshots'),
  'VirtualMachine.revertToCurrentSnapshot': say('task.name.revertToCurrent'),
  'VirtualMachine.clone': say('task.name.clone'),
  'VirtualMachine.relocate': say('task.name.relocate'),
  'VirtualMachine.migrate': say('task.name.migrate'),
  'VirtualMachine.reconfigure': say('task.name.reconfigure'),
  'VirtualMachine.consolidateDisks': say('task.name.consolidate'),
  'VirtualMachine.destroy': say('task.name.deleteVm'),
  'ManagedEntity.rename': say('task.name.rename'),
  'ManagedEntity.destroy': say('task.name.delete'),
  'Folder.createVm': say('task.name.createVm'),
  'Folder.registerVm': say('task.name.registerVm'),
  'Folder.moveInto': say('task.name.moveIntoFolder'),
  'Datacenter.powerOnVm': say('task.name.powerOnSeveral'),
  'Drm.ExecuteVMotionLRO': say('task.name.migrateDrs'),
  'Drm.ExecuteVmPowerOnLRO': say('task.name.powerOnDrs'),
  'HostSystem.enterMaintenanceMode': say('task.name.enterMaintenance'),
  'HostSystem.exitMaintenanceMode': say('task.name.exitMaintenance'),
  'HostSystem.reboot': say('task.name.rebootHost'),
  'HostSystem.disconnect': say('task.name.disconnectHost'),
  'HostSystem.reconnect': say('task.name.reconnectHost'),
};

/** `VirtualMachine.applyEvcMode` without an entry reads "Apply evc mode", a bare method name likewise. */
export function taskName(descriptionId: string | undefined, methodName: string | undefined): Text {
  const known = names[descriptionId ?? ''];
  if (known !== undefined) return known;
  const last = (descriptionId || methodName || '').split('.').at(-1) ?? '';
  if (last === '') return say('task.name.task');
  const words = last
    .replace(/_Task$|LRO$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
