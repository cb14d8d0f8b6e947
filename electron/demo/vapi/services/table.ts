import type { Handler, Service } from '../server/call.ts';
import { monitorService } from '../model/demo-services.ts';
import { host } from './hosts.ts';
import {
  introspectionOperation,
  introspectionProvider,
  introspectionService,
} from './introspection.ts';
import { cluster, datacenter, folder, resourcePool } from './inventory.ts';
import { monitor } from './monitor.ts';
import { session } from './session.ts';
import { datastore, network } from './storage-and-networks.ts';
import { guestPower, vmPower } from './vm-power.ts';
import { vm } from './vm.ts';

/** Every operation that the server simulates, by service. */
const services: Readonly<Record<string, Service>> = {
  'com.vmware.cis.session': session,
  'com.vmware.vapi.std.introspection.provider': introspectionProvider,
  'com.vmware.vapi.std.introspection.service': introspectionService,
  'com.vmware.vapi.std.introspection.operation': introspectionOperation,
  'com.vmware.vcenter.datacenter': datacenter,
  'com.vmware.vcenter.folder': folder,
  'com.vmware.vcenter.cluster': cluster,
  'com.vmware.vcenter.host': host,
  'com.vmware.vcenter.resource_pool': resourcePool,
  'com.vmware.vcenter.datastore': datastore,
  'com.vmware.vcenter.network': network,
  'com.vmware.vcenter.VM': vm,
  'com.vmware.vcenter.vm.power': vmPower,
  'com.vmware.vcenter.vm.guest.power': guestPower,
  [monitorService]: monitor,
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
