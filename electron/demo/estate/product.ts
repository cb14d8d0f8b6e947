import type { Reference } from '../wire/value.ts';

/** Which server an estate is of: a vCenter, or a single ESXi host, which names its objects in a way of its own. */
export interface Product {
  /** `AboutInfo.apiType` */
  readonly apiType: 'VirtualCenter' | 'HostAgent';
  readonly rootFolder: {
    readonly id: string;
    readonly name: string;
    readonly childTypes: readonly string[];
  };
  /** The collector that every session has from the start. */
  readonly collectorId: string;
  /** The managers that there are, by their names in ServiceContent. */
  readonly managers: Readonly<Record<string, string>>;
  readonly vmId: (serial: number) => string;
  readonly poolId: (serial: number) => string;
  readonly snapshotId: (vm: Reference, number: number, serial: number) => string;
  /** @param descriptionId `VirtualMachine.powerOn` */
  readonly taskId: (entity: Reference, descriptionId: string, serial: number) => string;
}

export const vcenter: Product = {
  apiType: 'VirtualCenter',
  rootFolder: { id: 'group-d1', name: 'Datacenters', childTypes: ['Folder', 'Datacenter'] },
  collectorId: 'propertyCollector',
  managers: {
    viewManager: 'ViewManager',
    setting: 'VpxSettings',
    userDirectory: 'UserDirectory',
    sessionManager: 'SessionManager',
    authorizationManager: 'AuthorizationManager',
    serviceManager: 'ServiceMgr',
    perfManager: 'PerfMgr',
    scheduledTaskManager: 'ScheduledTaskManager',
    alarmManager: 'AlarmManager',
    eventManager: 'EventManager',
    taskManager: 'TaskManager',
    extensionManager: 'ExtensionManager',
    customizationSpecManager: 'CustomizationSpecManager',
    guestCustomizationManager: 'GuestCustomizationManager',
    customFieldsManager: 'CustomFieldsManager',
    diagnosticManager: 'DiagMgr',
    licenseManager: 'LicenseManager',
    searchIndex: 'SearchIndex',
    fileManager: 'FileManager',
    datastoreNamespaceManager: 'DatastoreNamespaceManager',
    virtualDiskManager: 'virtualDiskManager',
    ovfManager: 'OvfManager',
    ipPoolManager: 'IpPoolManager',
    dvSwitchManager: 'DVSManager',
    hostProfileManager: 'HostProfileManager',
    clusterProfileManager: 'ClusterProfileManager',
    complianceManager: 'MoComplianceManager',
    localizationManager: 'LocalizationManager',
    storageResourceManager: 'StorageResourceManager',
    vStorageObjectManager: 'VStorageObjectManager',
    guestOperationsManager: 'guestOperationsManager',
    vmProvisioningChecker: 'ProvChecker',
    vmCompatibilityChecker: 'CompatChecker',
  },
  vmId: (serial) => `vm-${serial}`,
  poolId: (serial) => `resgroup-${serial}`,
  snapshotId: (_, __, serial) => `snapshot-${serial}`,
  taskId: (_, __, serial) => `task-${serial}`,
};

/** No alarms, custom fields, scheduled tasks, extensions, profiles or checkers: those are vCenter's. */
export const singleHost: Product = {
  apiType: 'HostAgent',
  rootFolder: { id: 'ha-folder-root', name: 'ha-folder-root', childTypes: ['Datacenter'] },
  collectorId: 'ha-property-collector',
  managers: {
    viewManager: 'ViewManager',
    setting: 'HostAgentSettings',
    userDirectory: 'ha-user-directory',
    sessionManager: 'ha-sessionmgr',
    authorizationManager: 'ha-authmgr',
    serviceManager: 'ha-servicemanager',
    perfManager: 'ha-perfmgr',
    eventManager: 'ha-eventmgr',
    taskManager: 'ha-taskmgr',
    accountManager: 'ha-localacctmgr',
    diagnosticManager: 'ha-diagnosticmgr',
    licenseManager: 'ha-license-manager',
    searchIndex: 'ha-searchindex',
    fileManager: 'ha-nfc-file-manager',
    datastoreNamespaceManager: 'ha-datastore-namespace-manager',
    virtualDiskManager: 'ha-vdiskmanager',
    ovfManager: 'ha-ovf-manager',
    dvSwitchManager: 'ha-dvsmanager',
    localizationManager: 'ha-l10n-manager',
    storageResourceManager: 'ha-storage-resource-manager',
    guestOperationsManager: 'ha-guest-operations-manager',
  },
  vmId: (serial) => String(serial),
  poolId: (serial) => `pool${serial}`,
  snapshotId: ({ id }, number) => `${id}-snapshot-${number}`,
  taskId: ({ id }, descriptionId, serial) => `haTask-${id}-vim.${descriptionId}-${serial}`,
};
