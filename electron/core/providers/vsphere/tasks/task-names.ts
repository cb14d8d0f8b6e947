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
  'vim.vm.Snapshot.remove': say('task.name.deleteSnapshot'),
  'vim.vm.Snapshot.revert': say('task.name.revert'),
  'Folder.unregisterAndDestroy': say('task.name.deleteFolder'),
  'Folder.createVm': say('task.name.createVm'),
  'Folder.registerVm': say('task.name.registerVm'),
  'Folder.moveInto': say('task.name.moveIntoFolder'),
  'Datacenter.powerOnVm': say('task.name.powerOnSeveral'),
  'Drm.ExecuteVMotionLRO': say('task.name.migrateDrs'),
  'Drm.ExecuteVmPowerOnLRO': say('task.name.powerOnDrs'),
  'HostSystem.enterMaintenanceMode': say('task.name.enterMaintenance'),
  'HostSystem.exitMaintenanceMode': say('task.name.exitMaintenance'),
  'HostSystem.reboot': say('task.name.rebootHost'),
  'HostSystem.shutdown': say('task.name.shutdownHost'),
  'HostSystem.disconnect': say('task.name.disconnectHost'),
  'HostSystem.reconnect': say('task.name.reconnectHost'),
};

/** What is called the same of whatever object. */
const ofAnything: Readonly<Record<string, Text>> = {
  rename: say('task.name.rename'),
  destroy: say('task.name.delete'),
};

/** `VirtualMachine.applyEvcMode` without an entry reads "Apply evc mode" in English, a bare method name likewise; in other languages it stands as it is. */
export function taskName(descriptionId: string | undefined, methodName: string | undefined): Text {
  const method = descriptionId || methodName || '';
  const last = method.split('.').at(-1) ?? '';
  const known = names[method] ?? ofAnything[last];
  if (known !== undefined) return known;
  if (last === '') return say('task.name.task');
  const words = last
    .replace(/_Task$|LRO$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return say('task.name.native', { method, words: words.charAt(0).toUpperCase() + words.slice(1) });
}
