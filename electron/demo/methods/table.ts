import { lineage } from '../api/model.ts';
import { encodeTyped } from '../wire/encode.ts';
import { compilePath, follow } from '../collector/path.ts';
import type { Call, Handler, Handlers } from '../server/call.ts';
import { Answer } from '../server/call.ts';
import { collectorMethods, filterMethods, readerFor } from './property-collector-methods.ts';
import { alarmMethods, alarmObjectMethods } from './alarm-methods.ts';
import { authorizationMethods } from './authorization-methods.ts';
import { datastoreBrowserMethods } from './browser-methods.ts';
import { checkerMethods } from './checker-methods.ts';
import { cloneMethods } from './clone-methods.ts';
import { clusterMethods } from './cluster-methods.ts';
import { customFieldsMethods, customValueMethods } from './custom-field-methods.ts';
import { diagnosticMethods } from './diagnostic-methods.ts';
import { destroyMethods } from './destroy-methods.ts';
import { folderVmMethods, poolVmMethods, templateMethods } from './provisioning-methods.ts';
import { reconfigureMethods } from './reconfigure-methods.ts';
import { environmentMethods } from './environment-methods.ts';
import { fileMethods, namespaceMethods } from './file-methods.ts';
import { folderMethods, poolMethods } from './folder-methods.ts';
import { extensionMethods } from './extension-methods.ts';
import {
  eventCollectorMethods,
  eventManagerMethods,
  taskCollectorMethods,
  taskManagerMethods,
} from './history-methods.ts';
import { hostMethods } from './host-methods.ts';
import { performanceMethods } from './performance-methods.ts';
import {
  certificateMethods,
  firewallMethods,
  networkSystemMethods,
  optionMethods,
  serviceSystemMethods,
  storageSystemMethods,
  timeMethods,
} from './host-system-methods.ts';
import { licenseMethods } from './license-methods.ts';
import { placementMethods, storageResourceMethods } from './placement-methods.ts';
import { relocateMethods } from './relocate-methods.ts';
import { searchMethods } from './search-methods.ts';
import { serviceInstanceMethods, sessionManagerMethods } from './session-methods.ts';
import { snapshotMethods, vmSnapshotMethods } from './snapshot-methods.ts';
import { virtualDiskMethods } from './virtual-disk-methods.ts';
import { storageObjectMethods } from './storage-object-methods.ts';
import { listViewMethods, viewManagerMethods, viewMethods } from './view-methods.ts';
import {
  folderSwitchMethods,
  portgroupMethods,
  switchManagerMethods,
  switchMethods,
} from './switch-methods.ts';
import { datacenterMethods, entityMethods, taskMethods, vmMethods } from './vm-methods.ts';

/** Every method that the simulator knows, by managed type. A handler is only ever called with an object of its type. */
const handlers: Readonly<Record<string, Handlers<never>>> = {
  ServiceInstance: serviceInstanceMethods,
  SessionManager: sessionManagerMethods,
  PropertyCollector: collectorMethods,
  PropertyFilter: filterMethods,
  ViewManager: viewManagerMethods,
  View: viewMethods,
  ListView: listViewMethods,
  SearchIndex: searchMethods,
  AlarmManager: alarmMethods,
  Alarm: alarmObjectMethods,
  AuthorizationManager: authorizationMethods,
  CustomFieldsManager: customFieldsMethods,
  EventManager: eventManagerMethods,
  ExtensionManager: extensionMethods,
  EventHistoryCollector: eventCollectorMethods,
  TaskManager: taskManagerMethods,
  TaskHistoryCollector: taskCollectorMethods,
  PerformanceManager: performanceMethods,
  HostDatastoreBrowser: datastoreBrowserMethods,
  DiagnosticManager: diagnosticMethods,
  FileManager: fileMethods,
  DatastoreNamespaceManager: namespaceMethods,
  VirtualDiskManager: virtualDiskMethods,
  VcenterVStorageObjectManager: storageObjectMethods,
  EnvironmentBrowser: environmentMethods,
  ManagedEntity: { ...entityMethods, ...destroyMethods, ...customValueMethods },
  Datacenter: datacenterMethods,
  VirtualMachine: {
    ...vmMethods,
    ...vmSnapshotMethods,
    ...reconfigureMethods,
    ...relocateMethods,
    ...cloneMethods,
    ...templateMethods,
  },
  VirtualMachineSnapshot: snapshotMethods,
  VirtualMachineProvisioningChecker: checkerMethods,
  HostSystem: hostMethods,
  HostServiceSystem: serviceSystemMethods,
  HostFirewallSystem: firewallMethods,
  HostNetworkSystem: networkSystemMethods,
  HostStorageSystem: storageSystemMethods,
  HostDateTimeSystem: timeMethods,
  HostCertificateManager: certificateMethods,
  OptionManager: optionMethods,
  LicenseManager: licenseMethods,
  ClusterComputeResource: { ...clusterMethods, ...placementMethods },
  StorageResourceManager: storageResourceMethods,
  DistributedVirtualSwitch: switchMethods,
  DistributedVirtualPortgroup: portgroupMethods,
  DistributedVirtualSwitchManager: switchManagerMethods,
  Folder: { ...folderSwitchMethods, ...folderVmMethods, ...folderMethods },
  ResourcePool: { ...poolVmMethods, ...poolMethods },
  Task: taskMethods,
};

/** `Fetch`, with which pyVmomi reads single properties of any object. */
function fetch(call: Call): Answer | undefined {
  const path = compilePath(call.self.type, String(call.args.prop));
  const reader = readerFor(call);
  const refusal = reader.refuse(call.self, path.text);
  if (refusal !== undefined) {
    throw refusal;
  }
  const { value } = follow(path, (property) => reader.read(call.self, property));
  return value === undefined ? undefined : new Answer([encodeTyped('returnval', path.spec, value)]);
}

/** The handler of a method for objects of a type; undefined when it is not simulated. */
export function findHandler(type: string, method: string): Handler<never> | undefined {
  if (method === 'Fetch') {
    return fetch;
  }
  for (const ancestor of lineage(type)) {
    const handler = handlers[ancestor]?.[method];
    if (handler !== undefined) {
      return handler;
    }
  }
  return undefined;
}
