/** `TaskManager.description`: how the server words its tasks. */

const methods: readonly (readonly [key: string, label: string, summary: string])[] = [
  ['VirtualMachine.powerOn', 'Power On virtual machine', 'Power On this virtual machine'],
  ['VirtualMachine.powerOff', 'Power Off virtual machine', 'Power Off this virtual machine'],
  ['VirtualMachine.suspend', 'Suspend virtual machine', 'Suspend virtual machine'],
  ['VirtualMachine.reset', 'Reset virtual machine', 'Reset this virtual machine'],
  [
    'VirtualMachine.shutdownGuest',
    'Initiate guest OS shutdown',
    'Initiates shutdown of the guest OS',
  ],
  [
    'VirtualMachine.createSnapshot',
    'Create virtual machine snapshot',
    'Create a new snapshot of this virtual machine',
  ],
  [
    'vim.vm.Snapshot.remove',
    'Remove snapshot',
    'Remove this snapshot and consolidate any associated virtual disks',
  ],
  [
    'VirtualMachine.removeAllSnapshots',
    'Delete all snapshots',
    'Remove all the snapshots associated with this virtual machine',
  ],
  ['vim.vm.Snapshot.revert', 'Revert snapshot', 'Revert to this snapshot'],
  [
    'VirtualMachine.consolidateDisks',
    'Consolidate virtual machine disk files',
    'Consolidate disk files of the virtual machine',
  ],
  ['VirtualMachine.reconfigure', 'Reconfigure virtual machine', 'Reconfigure this virtual machine'],
  ['VirtualMachine.clone', 'Clone virtual machine', 'Clone this virtual machine'],
  ['VirtualMachine.relocate', 'Relocate virtual machine', 'Relocate a virtual machine'],
  ['VirtualMachine.migrate', 'Migrate virtual machine', 'Migrate a virtual machine'],
  ['Folder.createVm', 'Create virtual machine', 'Create a new virtual machine'],
  [
    'Folder.registerVm',
    'Register virtual machine',
    'Add an existing virtual machine to the folder',
  ],
  [
    'vim.vm.check.ProvisioningChecker.checkMigrate',
    'Check migrate',
    'Test the feasibility of a migration',
  ],
  [
    'vim.vm.check.ProvisioningChecker.checkRelocate',
    'Check relocate',
    'Test the feasibility of a relocation',
  ],
  [
    'vim.vm.check.ProvisioningChecker.checkClone',
    'Check clone',
    'Test the feasibility of a clone operation',
  ],
  [
    'VirtualMachine.upgradeVirtualHardware',
    'Upgrade virtual hardware',
    'Upgrade this virtual machine’s virtual hardware',
  ],
  ['VirtualMachine.markAsTemplate', 'Mark virtual machine as template', 'Mark as template'],
  ['Drm.ExecuteVMotionLRO', 'Relocate virtual machine', 'vMotion by DRS'],
  ['HostSystem.enterMaintenanceMode', 'Enter maintenance mode', 'Put the host in maintenance mode'],
  [
    'HostSystem.exitMaintenanceMode',
    'Exit maintenance mode',
    'Take the host out of maintenance mode',
  ],
  ['HostSystem.disconnect', 'Disconnect host', 'Disconnect a host from the server'],
  ['HostSystem.reconnect', 'Reconnect host', 'Reconnect a host to the server'],
  ['HostSystem.reboot', 'Initiate host reboot', 'Reboot a host'],
  ['HostSystem.shutdown', 'Initiate host shutdown', 'Shut down a host'],
  ['Folder.moveInto', 'Move entities', 'Move managed entities into the folder'],
  [
    'Folder.unregisterAndDestroy',
    'Unregister and delete',
    'Unregister the virtual machines in the folder and delete it',
  ],
  ['ManagedEntity.rename', 'Rename', 'Rename this entity'],
  ['VirtualMachine.rename', 'Rename virtual machine', 'Rename this virtual machine'],
  ['ManagedEntity.destroy', 'Delete', 'Delete this entity'],
  ['VirtualMachine.destroy', 'Delete virtual machine', 'Delete this virtual machine'],
  ['ClusterComputeResource.reconfigure', 'Reconfigure cluster', 'Reconfigures a cluster'],
  [
    'Folder.createDistributedVirtualSwitch',
    'Create a vSphere Distributed Switch',
    'Create a vSphere Distributed Switch',
  ],
  [
    'dvs.DistributedVirtualSwitch.reconfigure',
    'Reconfigure vSphere Distributed Switch',
    'Reconfigure vSphere Distributed Switch',
  ],
  [
    'dvs.DistributedVirtualSwitch.createPortgroup',
    'Create distributed port group',
    'Create a distributed port group',
  ],
  [
    'dvs.DistributedVirtualSwitch.addPortgroups',
    'Add distributed port groups',
    'Add distributed port groups',
  ],
  [
    'dvs.DistributedVirtualPortgroup.reconfigure',
    'Reconfigure distributed port group',
    'Reconfigure distributed port group',
  ],
  [
    'StorageResourceManager.configureStorageDrsForPod',
    'Configure Storage DRS',
    'Configure Storage DRS on a datastore cluster',
  ],
  ['Datacenter.powerOnVm', 'Initialize powering On', 'Power On virtual machines'],
];

const element = ([key, label, summary]: readonly [string, string, string]): object => ({
  key,
  label,
  summary,
});

export const taskDescriptions: object = {
  methodInfo: methods.map(element),
  state: [
    ['queued', 'Queued', 'Task is queued'] as const,
    ['running', 'Running', 'Task is in progress'] as const,
    ['success', 'Success', 'Task completed successfully'] as const,
    ['error', 'Error', 'Task completed with a failure'] as const,
  ].map(element),
  reason: [
    ['TaskReasonUser', 'User task', 'Task started by a user'] as const,
    ['TaskReasonSystem', 'System task', 'Task started by the server'] as const,
    ['TaskReasonSchedule', 'Scheduled task', 'Task started by a schedule'] as const,
    ['TaskReasonAlarm', 'Alarm task', 'Task started by an alarm'] as const,
  ].map(element),
};
