import { fieldsOf } from '../api/model.ts';
import type { Data } from '../wire/value.ts';

/** What kinds of events the server writes: their category, and how each is worded, as templates over the event's own fields. */

export type EventCategory = 'info' | 'warning' | 'error' | 'user';

interface EventKind {
  readonly description: string;
  readonly category: EventCategory;
  /** `{vm.name} on {host.name} in {datacenter.name} is powered on` */
  readonly format: string;
}

const kind = (
  description: string,
  format: string,
  category: EventCategory = 'info',
): EventKind => ({ description, format, category });

const place = 'on {host.name} in {datacenter.name}';
const alarmed = "Alarm '{alarm.name}' on {entity.name}";
const permission = 'Permission for {principal} on {entity.name}';

export const eventKinds: Readonly<Record<string, EventKind>> = {
  TaskEvent: kind('Task event', 'Task: {info.name}'),
  GeneralUserEvent: kind('User event', 'User logged event: {message}', 'user'),
  EventEx: kind('Event', '{message}'),
  VmBeingCreatedEvent: kind('Creating VM', `Creating {vm.name} ${place}`),
  VmUuidAssignedEvent: kind(
    'Assign a new BIOS UUID',
    `Assigned new BIOS UUID ({uuid}) to {vm.name} ${place}`,
  ),
  VmCreatedEvent: kind('VM created', `Created virtual machine {vm.name} ${place}`),
  VmRegisteredEvent: kind(
    'VM registered',
    'Registered {vm.name} on {host.name} in {datacenter.name}',
  ),
  VmClonedEvent: kind('VM cloned', `{sourceVm.name} cloned to {vm.name} ${place}`),
  VmRemovedEvent: kind('VM removed', 'Removed {vm.name} on {host.name} from {datacenter.name}'),
  VmStartingEvent: kind(
    'VM starting',
    '{vm.name} on host {host.name} in {datacenter.name} is starting',
  ),
  VmPoweredOnEvent: kind('VM powered on', `{vm.name} ${place} is powered on`),
  VmPoweredOffEvent: kind('VM powered off', `{vm.name} ${place} is powered off`),
  VmSuspendedEvent: kind('VM suspended', `{vm.name} ${place} is suspended`),
  VmResettingEvent: kind('VM resetting', `{vm.name} ${place} is reset`),
  VmReconfiguredEvent: kind('VM reconfigured', `Reconfigured {vm.name} ${place}.`),
  VmRenamedEvent: kind(
    'VM renamed',
    'Renamed {vm.name} from {oldName} to {newName} in {datacenter.name}',
  ),
  VmMigratedEvent: kind(
    'VM migrated',
    'Migration of virtual machine {vm.name} from {sourceHost.name} to {host.name} completed',
  ),
  DrsVmMigratedEvent: kind(
    'DRS VM migrated',
    'DRS migrated {vm.name} from {sourceHost.name} to {host.name} in cluster {computeResource.name} in {datacenter.name}',
  ),
  VmFailedToPowerOnEvent: kind(
    'Cannot power on the VM',
    `Cannot power on {vm.name} ${place}`,
    'error',
  ),
  VmFailedToPowerOffEvent: kind(
    'Cannot power off the VM',
    `Cannot power off {vm.name} ${place}`,
    'error',
  ),
  VmFailedToSuspendEvent: kind('Cannot suspend VM', `Cannot suspend {vm.name} ${place}`, 'error'),
  VmFailedToResetEvent: kind('Cannot reset VM', `Cannot reset {vm.name} ${place}`, 'error'),
  EnteredMaintenanceModeEvent: kind(
    'Entered maintenance mode',
    'Host {host.name} in {datacenter.name} has entered maintenance mode',
  ),
  ExitMaintenanceModeEvent: kind(
    'Exit maintenance mode',
    'Host {host.name} in {datacenter.name} has exited maintenance mode',
  ),
  HostConnectedEvent: kind('Host connected', 'Connected to {host.name} in {datacenter.name}'),
  HostDisconnectedEvent: kind(
    'Host disconnected',
    'Disconnected from {host.name} in {datacenter.name}',
  ),
  HostConnectionLostEvent: kind(
    'Host connection lost',
    'Host {host.name} in {datacenter.name} is not responding',
    'error',
  ),
  DatacenterCreatedEvent: kind(
    'Datacenter created',
    'Created datacenter {datacenter.name} in folder {parent.name}',
  ),
  DatacenterRenamedEvent: kind(
    'Datacenter renamed',
    'Renamed datacenter from {oldName} to {newName}',
  ),
  ClusterCreatedEvent: kind(
    'Cluster created',
    'Created cluster {computeResource.name} in folder {parent.name}',
  ),
  ClusterDestroyedEvent: kind(
    'Cluster deleted',
    'Removed cluster {computeResource.name} in datacenter {datacenter.name}',
  ),
  ClusterReconfiguredEvent: kind(
    'Cluster reconfigured',
    'Reconfigured cluster {computeResource.name} in datacenter {datacenter.name}',
  ),
  ResourcePoolCreatedEvent: kind(
    'Resource pool created',
    'Created resource pool {resourcePool.name} in compute-resource {computeResource.name} in {datacenter.name}',
  ),
  ResourcePoolDestroyedEvent: kind(
    'Resource pool deleted',
    'Removed resource pool {resourcePool.name} on {computeResource.name} in {datacenter.name}',
  ),
  DatastoreRenamedEvent: kind(
    'Datastore renamed',
    'Renamed datastore from {oldName} to {newName} in {datacenter.name}',
  ),
  DvsCreatedEvent: kind(
    'vSphere Distributed Switch created',
    'A vSphere Distributed Switch {dvs.name} was created in {datacenter.name}.',
  ),
  DvsDestroyedEvent: kind(
    'vSphere Distributed Switch deleted',
    'vSphere Distributed Switch {dvs.name} in {datacenter.name} was deleted.',
  ),
  DvsHostJoinedEvent: kind(
    'Host joined the vSphere Distributed Switch',
    'The host {hostJoined.name} joined the vSphere Distributed Switch {dvs.name} in {datacenter.name}.',
  ),
  DVPortgroupCreatedEvent: kind(
    'dvPort group created',
    'dvPort group {net.name} in {datacenter.name} was added to switch {dvs.name}.',
  ),
  DVPortgroupDestroyedEvent: kind(
    'dvPort group deleted',
    'dvPort group {net.name} in {datacenter.name} was deleted.',
  ),
  CustomFieldDefAddedEvent: kind(
    'Custom field definition added',
    'Created new custom field definition {name}',
  ),
  AlarmStatusChangedEvent: kind(
    'Alarm status changed',
    `${alarmed} changed from {from.@enum.ManagedEntity.Status} to {to.@enum.ManagedEntity.Status}`,
  ),
  AlarmAcknowledgedEvent: kind(
    'Alarm acknowledged',
    `Acknowledged alarm '{alarm.name}' on {entity.name}`,
  ),
  PermissionAddedEvent: kind(
    'Permission added',
    'Permission created for {principal} on {entity.name}, role is {role.name}, propagation is {propagate}',
  ),
  PermissionUpdatedEvent: kind(
    'Permission updated',
    `${permission} changed, role is {role.name}, propagation is {propagate}`,
  ),
  PermissionRemovedEvent: kind(
    'Permission removed',
    'Permission rule removed for {principal} on {entity.name}',
  ),
  UserLoginSessionEvent: kind('User login', 'User {userName}@{ipAddress} logged in as {userAgent}'),
  UserLogoutSessionEvent: kind(
    'User logout',
    'User {userName}@{ipAddress} logged out (login time: {loginTime}, number of API invocations: {callCount}, user agent: {userAgent})',
  ),
  BadUsernameSessionEvent: kind(
    'Invalid user name',
    'Cannot login {userName}@{ipAddress}',
    'error',
  ),
};

/** `info` for what no table names. EventEx says it itself. */
export function categoryOf(event: Data): EventCategory {
  if (event.$type === 'EventEx') {
    const { severity } = event;
    return severity === 'warning' || severity === 'error' || severity === 'user'
      ? severity
      : 'info';
  }
  return eventKinds[String(event.$type)]?.category ?? 'info';
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A template with the fields of an event in it. */
function fill(format: string, event: Data): string {
  return format.replace(/\{([^}]+)\}/g, (_, path: string) => {
    const [own = '', enumerated] = path.split('.@enum.');
    let value: unknown = event;
    for (const name of own.split('.'))
      value = typeof value === 'object' && value !== null ? (value as Data)[name] : undefined;
    return enumerated === undefined ? textOf(value) : capitalized(textOf(value));
  });
}

/** `fullFormattedMessage` of an event. */
export function wordsOf(event: Data): string {
  return fill(eventKinds[String(event.$type)]?.format ?? '{message}', event);
}

/** A template for somebody who sees where it happened: without that place. */
function without(format: string, ...places: readonly string[]): string {
  return places.reduce((text, one) => text.replace(one, ''), format);
}

const inSite = / in (?:datacenter )?\{datacenter\.name\}/.source;

function details([key, { description, category, format }]: readonly [string, EventKind]): object {
  const onSite = format.replace(new RegExp(inSite), '');
  const onHost = without(onSite, ' on {host.name}', ' on host {host.name}');
  return {
    key,
    description,
    category,
    fullFormat: format,
    formatOnDatacenter: onSite,
    formatOnComputeResource: without(onSite, ' in cluster {computeResource.name}'),
    formatOnHost: onHost,
    formatOnVm: onSite.replace('{vm.name}', 'virtual machine'),
  };
}

const word = (key: string): object => ({ key, label: capitalized(key), summary: capitalized(key) });

/** `EventManager.description` */
export const eventDescription: object = {
  category: ['info', 'warning', 'error', 'user'].map(word),
  eventInfo: Object.entries(eventKinds).map(details),
  // The name of the type on the wire, a TypeName; templates call it by that of the documentation.
  enumeratedTypes: [
    { key: 'ManagedEntityStatus', tags: ['gray', 'green', 'yellow', 'red'].map(word) },
  ],
};

/** `RetrieveArgumentDescription`: the fields that a kind of event has besides those of all. */
export function argumentsOf(type: string): readonly object[] {
  const usual = new Set(fieldsOf('Event').map(({ name }) => name));
  return fieldsOf(type)
    .filter(({ name }) => !usual.has(name))
    .map(({ name, spec }) => ({ name, type: spec.type, description: word(name) }));
}
