/** Types whose objects tags are given to in vCenter's own client. */
export const taggable: readonly string[] = [
  'VirtualMachine',
  'HostSystem',
  'ClusterComputeResource',
  'ResourcePool',
  'VirtualApp',
  'Folder',
  'Datacenter',
  'Datastore',
  'StoragePod',
  'Network',
  'DistributedVirtualPortgroup',
  'VmwareDistributedVirtualSwitch',
  'com.vmware.content.Library',
  'com.vmware.content.library.Item',
];
