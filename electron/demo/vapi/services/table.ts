import type { Handler, Service } from '../server/call.ts';
import { monitorService } from '../model/demo-services.ts';
import { applianceAccess } from './appliance-access.ts';
import { applianceShutdown } from './appliance-shutdown.ts';
import { applianceUptime, applianceVersion } from './appliance.ts';
import { item, itemFile } from './content-item.ts';
import { trustedCertificates } from './content-trust.ts';
import { library, localLibrary, subscribedLibrary } from './content-library.ts';
import { host } from './hosts.ts';
import {
  introspectionOperation,
  introspectionProvider,
  introspectionService,
} from './introspection.ts';
import { cluster, datacenter, folder, resourcePool } from './inventory.ts';
import {
  metamodelComponent,
  metamodelEnumeration,
  metamodelOperation,
  metamodelPackage,
  metamodelService,
  metamodelStructure,
} from './metamodel.ts';
import { clusterModuleMembers, clusterModules } from './cluster-modules.ts';
import { monitor } from './monitor.ts';
import { session } from './cis-session.ts';
import { datastore, network } from './storage-and-networks.ts';
import { associations, tagAssociation } from './tag-association.ts';
import { category, tag } from './tagging.ts';
import { tasks } from './cis-tasks.ts';
import {
  guestFilesystem,
  guestIdentity,
  guestInterfaces,
  guestNetworking,
  tools,
} from './vm-guest.ts';
import { boot, bootDevice, cpu, deviceServices, hardware, memory } from './vm-hardware.ts';
import { guestPower, vmPower } from './vm-power.ts';
import { vm } from './vm.ts';

const named = (prefix: string, services: Readonly<Record<string, Service>>) =>
  Object.fromEntries(
    Object.entries(services).map(([name, service]) => [`${prefix}.${name}`, service]),
  );

/** Every operation that the server simulates, by service. */
const services: Readonly<Record<string, Service>> = {
  [monitorService]: monitor,
  ...named('com.vmware.appliance.system', { version: applianceVersion, uptime: applianceUptime }),
  ...named('com.vmware.appliance.access', applianceAccess),
  'com.vmware.appliance.shutdown': applianceShutdown,
  ...named('com.vmware.cis', { session, tasks }),
  ...named('com.vmware.cis.tagging', { category, tag, tag_association: tagAssociation }),
  ...named('com.vmware.content', {
    library,
    'library.item': item,
    'library.item.file': itemFile,
    local_library: localLibrary,
    subscribed_library: subscribedLibrary,
    trusted_certificates: trustedCertificates,
  }),
  ...named('com.vmware.vapi.metadata.metamodel', {
    component: metamodelComponent,
    package: metamodelPackage,
    service: metamodelService,
    'service.operation': metamodelOperation,
    structure: metamodelStructure,
    enumeration: metamodelEnumeration,
  }),
  ...named('com.vmware.vapi.std.introspection', {
    provider: introspectionProvider,
    service: introspectionService,
    operation: introspectionOperation,
  }),
  ...named('com.vmware.vcenter', {
    datacenter,
    folder,
    cluster,
    host,
    resource_pool: resourcePool,
    datastore,
    network,
    VM: vm,
    'tagging.associations': associations,
    'cluster.modules': clusterModules,
    'cluster.modules.vm.members': clusterModuleMembers,
  }),
  ...named('com.vmware.vcenter.vm', { power: vmPower, tools, hardware }),
  ...named('com.vmware.vcenter.vm.guest', {
    power: guestPower,
    identity: guestIdentity,
    networking: guestNetworking,
    'networking.interfaces': guestInterfaces,
    local_filesystem: guestFilesystem,
  }),
  ...named('com.vmware.vcenter.vm.hardware', {
    boot,
    'boot.device': bootDevice,
    cpu,
    memory,
    ...deviceServices,
  }),
};

/** The handler of an operation; undefined when it is not simulated. */
export function findHandler(service: string, operation: string): Handler | undefined {
  const found = services[service];
  return found !== undefined && Object.hasOwn(found, operation) ? found[operation] : undefined;
}

const anonymous = ['com.vmware.vapi.std.introspection.', 'com.vmware.vapi.metadata.'];

/** Whether an operation needs no session. */
export function isAnonymous(service: string, operation: string): boolean {
  return (
    anonymous.some((prefix) => service.startsWith(prefix)) ||
    (service === 'com.vmware.cis.session' && operation === 'create')
  );
}
