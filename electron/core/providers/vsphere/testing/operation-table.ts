/**
 * Which file of tests runs each operation of vim25 to a good end, with a window that goes after the first change (`Operator.run`). The
 * file says itself whether it did; an operation that is missing here fails `operations/operation-table.test.ts`.
 */
const files = {
  operations: [
    'power.on',
    'power.off',
    'power.suspend',
    'power.reset',
    'guest.shutdown',
    'guest.reboot',
    'rename',
    'describe',
    'vm.cpus',
    'vm.memory',
    'snapshot.create',
    'snapshot.revertTo',
    'snapshot.revertLatest',
    'snapshot.rename',
    'snapshot.delete',
    'snapshot.deleteAll',
    'snapshot.consolidate',
  ],
  devices: [
    'disk.create',
    'disk.grow',
    'disk.detach',
    'disk.remove',
    'cd.insert',
    'cd.eject',
    'adapter.add',
    'adapter.connect',
    'adapter.disconnect',
    'adapter.network',
    'adapter.remove',
  ],
  provisioning: [
    'question.answer',
    'customFields',
    'customFields.define',
    'vm.create',
    'vm.clone',
    'vm.register',
    'vm.migrate',
    'vm.toTemplate',
    'vm.fromTemplate',
    'vm.unregister',
    'vm.delete',
    'host.enterMaintenance',
    'host.exitMaintenance',
    'host.disconnect',
    'host.connect',
    'host.reboot',
    'host.shutdown',
    'folder.create',
    'folder',
    'folder.delete',
    'pool.create',
    'pool',
    'pool.delete',
  ],
  alarms: ['alert.acknowledge'],
  settings: ['settings'],
} as const;

/** The operations that a file says it runs. */
export function doneIn(file: keyof typeof files): readonly string[] {
  return files[file];
}

export const doneSomewhere: readonly string[] = Object.values(files).flat();
