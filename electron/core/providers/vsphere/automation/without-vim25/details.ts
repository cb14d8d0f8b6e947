import type { PropertyEntry } from '#shared/model/property-entry.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { isVapiError } from '../../vapi/errors.ts';
import { identifierOf } from '../../map/automation-entity.ts';
import { toOutput } from '../explorer-values.ts';

/** Services that tell more of one object than its summary. */
const services: Readonly<Record<string, readonly string[]>> = {
  VirtualMachine: [
    'com.vmware.vcenter.VM',
    'com.vmware.vcenter.vm.guest.identity',
    'com.vmware.vcenter.vm.tools',
    'com.vmware.vcenter.vm.power',
  ],
  ClusterComputeResource: ['com.vmware.vcenter.cluster'],
  Datacenter: ['com.vmware.vcenter.datacenter'],
  Datastore: ['com.vmware.vcenter.datastore'],
  ResourcePool: ['com.vmware.vcenter.resource_pool'],
  VirtualApp: ['com.vmware.vcenter.resource_pool'],
};

/** What is read of an object when somebody looks at it: the `get` of each service, by the service's name. One call for an object each. */
export function automationOnDemand(ref: Ref): readonly PropertyEntry[] {
  return (services[refType(ref)] ?? []).map((service) => ({
    path: service,
    onDemand: true,
    type: `${service}.info`,
  }));
}

/**
 * Reads one of them. What the server cannot say of an object (a guest without tools, a machine with a broken device) is said in its
 * place, and is no failure of the rest.
 * @throws VapiError `not_found` and others, and the errors of the wire
 */
export async function readDetail(
  client: VapiClient,
  ref: Ref,
  service: string,
  signal: AbortSignal,
): Promise<PropertyEntry> {
  const type = `${service}.info`;
  const input = { [identifierOf(refType(ref)) ?? '']: refId(ref) };
  try {
    const spec = await client.discovery.operation(service, 'get');
    const value = await client.invoke(service, 'get', input, { definition: spec, signal });
    const shown: PropertyValue = toOutput(spec.result, value, spec.types);
    return { path: service, value: shown, type };
  } catch (error) {
    if (isVapiError(error, 'service_unavailable', 'internal_server_error', 'unauthorized'))
      return { path: service, missing: error.shortType, type };
    throw error;
  }
}
