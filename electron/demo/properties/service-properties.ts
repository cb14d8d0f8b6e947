import { Collector } from '../collector/collector.ts';
import { Filter } from '../collector/filter.ts';
import { rolesOf } from '../estate/authorization.ts';
import { DatastoreBrowser } from '../estate/dependents.ts';
import type { Managed } from '../estate/entity.ts';
import { HostPart } from '../estate/host-parts.ts';
import { displayName } from '../sessions/session-store.ts';
import type { Session } from '../sessions/demo-session.ts';
import type { Task } from '../tasks/task.ts';
import { taskInfo } from '../tasks/task-info.ts';
import { taskDescriptions } from '../tasks/descriptions.ts';
import { Typed } from '../wire/value.ts';
import { ContainerView, View } from '../views/view.ts';
import { allPrivileges } from '../methods/privileges.ts';
import { serverKey } from '../estate/host-certificates.ts';
import { licensesOf } from '../estate/licenses.ts';
import { optionsOf } from './host-settings.ts';
import { HistoryCollector } from '../events/history-collector.ts';
import { eventDescription } from '../events/kinds.ts';
import { counterInfo, counters, performanceDescription } from '../performance/counters.ts';
import { historicalIntervals } from '../performance/query.ts';
import { apiVersion } from './about.ts';
import type { Producers } from './producer.ts';
import { serviceContent } from './service-content.ts';

/** The native properties of managers, of tasks, and of what belongs to a session. */

export function userSession(session: Session): object {
  return {
    key: session.key,
    userName: displayName(session.user),
    fullName: session.user.fullName,
    loginTime: session.loginTime,
    lastActiveTime: session.lastActiveTime,
    locale: session.locale,
    messageLocale: 'en',
    extensionSession: false,
    ipAddress: session.ipAddress,
    userAgent: session.userAgent,
    callCount: session.callCount,
  };
}

/** By managed type; the objects themselves hold no state. */
export const serviceProperties: Readonly<Record<string, Producers<Managed>>> = {
  ServiceInstance: {
    serverClock: (_, { estate }) => estate.now(),
    capability: (_, { estate: { product } }) => ({
      provisioningSupported: product.apiType === 'VirtualCenter',
      multiHostSupported: product.apiType === 'VirtualCenter',
      userShellAccessSupported: false,
      hciWorkflowSupported: product.apiType === 'VirtualCenter',
      supportedEVCMode: [],
    }),
    content: (_, { estate }) => serviceContent(estate),
  },
  SessionManager: {
    sessionList: (_, { sessions }) => sessions.list().map(userSession),
    currentSession: (_, { session }) => (session === undefined ? undefined : userSession(session)),
    message: () => '',
    messageLocaleList: () => ['en'],
    supportedLocaleList: () => ['en'],
    defaultLocale: () => 'en',
  },
  TaskManager: {
    recentTask: (_, { tasks }) => tasks.list.recent,
    description: () => taskDescriptions,
    maxCollector: () => 32,
  },
  ViewManager: { viewList: (_, { session }) => session?.views ?? [] },
  CustomFieldsManager: {
    field: (_, { estate }) =>
      estate.customFields.map(({ key, name, managedType }) => ({
        key,
        name,
        type: 'string',
        managedObjectType: managedType,
      })),
  },
  EventManager: {
    description: () => eventDescription,
    latestEvent: (_, { estate }) => estate.events.latest?.data,
    maxCollector: () => 32,
  },
  AlarmManager: { defaultExpression: () => [], description: () => alarmDescription },
  PerformanceManager: {
    description: () => performanceDescription,
    historicalInterval: (_, { estate }) =>
      estate.product.apiType === 'HostAgent'
        ? historicalIntervals.slice(0, 1)
        : historicalIntervals,
    perfCounter: () => counters.map(counterInfo),
  },
  AuthorizationManager: {
    description: () => ({ privilege: [], privilegeGroup: [] }),
    roleList: (_, { estate }) =>
      rolesOf(estate, allPrivileges()).map(
        ({ id: roleId, system, name, label, summary, privileges: privilege }) => ({
          roleId,
          system,
          name,
          info: { label, summary },
          privilege,
        }),
      ),
    privilegeList: () =>
      allPrivileges().map((privId) => {
        const dot = privId.lastIndexOf('.');
        return {
          privId,
          onParent: false,
          name: privId.slice(dot + 1),
          privGroupName: privId.slice(0, dot),
        };
      }),
  },
  ExtensionManager: { extensionList: (_, { estate }) => estate.extensions },
  ScheduledTaskManager: {
    scheduledTask: () => [],
    description: () => ({
      action: [],
      schedulerInfo: [],
      state: [],
      dayOfWeek: [],
      weekOfMonth: [],
    }),
  },
  OptionManager: {
    setting: (object) => (object instanceof HostPart ? optionsOf(object.host) : serverOptions),
  },
  LicenseManager: {
    source: () => ({ $type: 'LocalLicenseSource', licenseKeys: '' }),
    sourceAvailable: () => true,
    licenses: (_, { estate }) => licensesOf(estate),
    licensedEdition: () => 'eval',
    evaluation: () => ({ properties: [] }),
  },
  HostDatastoreBrowser: {
    datastore: (object) => (object instanceof DatastoreBrowser ? object.stores() : undefined),
  },
  CustomizationSpecManager: {
    info: () => [],
    // Passwords of specifications are encrypted for the server
    encryptionKey: (_, { estate }) => serverKey(estate),
  },
  DistributedVirtualSwitchManager: {},
  VirtualMachineProvisioningChecker: {},
  VirtualMachineCompatibilityChecker: {},
};

const address = 'https://vcenter.demo.example';

/** `setting` of the server: options by their keys. */
export const serverOptions = [
  { key: 'VirtualCenter.InstanceName', value: 'vcenter.demo.example' },
  { key: 'VirtualCenter.FQDN', value: 'vcenter.demo.example' },
  { key: 'config.vpxd.version', value: apiVersion },
  { key: 'config.vpxd.sso.sts.uri', value: `${address}/sts/STSService/vsphere.local` },
  { key: 'config.vpxd.sso.admin.uri', value: `${address}/sso-adminserver/sdk/vsphere.local` },
  { key: 'config.vpxd.sso.groupcheck.uri', value: `${address}/sso-adminserver/sdk/vsphere.local` },
  { key: 'config.vpxd.sso.lookupService.uri', value: `${address}/lookupservice/sdk` },
  { key: 'event.maxAge', value: new Typed('int', 30) },
  { key: 'event.maxAgeEnabled', value: new Typed('boolean', true) },
  { key: 'config.vpxd.stats.maxQueryMetrics', value: new Typed('int', 256) },
  { key: 'task.maxAge', value: new Typed('int', 30) },
];

const alarmDescription = {
  expr: [],
  stateOperator: [],
  metricOperator: [],
  hostSystemConnectionState: [],
  virtualMachinePowerState: [],
  datastoreConnectionState: [],
  hostSystemPowerState: [],
  virtualMachineGuestHeartbeatStatus: [],
  entityStatus: [],
  action: [],
};

export const taskProperties: Producers<Task> = {
  info: taskInfo,
  value: () => [],
  availableField: () => [],
};

export const sessionObjectProperties: Readonly<Record<string, Producers<Managed>>> = {
  PropertyCollector: {
    filter: (object) => (object instanceof Collector ? object.filters.values() : []),
  },
  PropertyFilter: {
    spec: (object) => (object instanceof Filter ? object.spec : undefined),
    partialUpdates: (object) => (object instanceof Filter ? object.partialUpdates : undefined),
  },
  HistoryCollector: {
    filter: (object) => (object instanceof HistoryCollector ? object.filter : undefined),
    latestPage: (object) => (object instanceof HistoryCollector ? object.latestPage() : undefined),
  },
  EventHistoryCollector: { initialized: () => true },
  ManagedObjectView: { view: (object) => (object instanceof View ? object.list() : undefined) },
  ContainerView: {
    container: (object) => (object instanceof ContainerView ? object.container : undefined),
    type: (object) => (object instanceof ContainerView ? object.types : undefined),
    recursive: (object) => (object instanceof ContainerView ? object.recursive : undefined),
  },
};
