import { fieldsOf } from '../api/model.ts';
import type { Reference } from '../wire/value.ts';
import { vcenterAbout } from './about.ts';

/** The managers of a vCenter: ServiceContent and the objects that it names. */

const ids: Readonly<Record<string, string>> = {
  propertyCollector: 'propertyCollector',
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
  guestOperationsManager: 'guestOperationsManager',
  vmProvisioningChecker: 'ProvChecker',
  vmCompatibilityChecker: 'CompatChecker',
};

/** Every manager, as a reference with its declared type. */
export const managers: readonly (readonly [field: string, manager: Reference])[] = fieldsOf(
  'ServiceContent',
).flatMap(({ name, spec }): [string, Reference][] => {
  const id = ids[name];
  return id === undefined ? [] : [[name, { type: spec.type, id }]];
});

/** The managers as references that only name objects which the simulator holds. */
export function serviceContent(rootFolder: Reference, instanceUuid: string): object {
  return {
    rootFolder,
    about: vcenterAbout(instanceUuid),
    ...Object.fromEntries(managers),
  };
}
