import { createHash } from 'node:crypto';
import {
  enumIds,
  enumValues,
  findOperation,
  hasStructure,
  operationIds,
  structureIds,
} from '../model/model.ts';
import type { Operation } from '../model/model.ts';
import { on } from '../server/call.ts';
import type { Call, Service, VapiWorld } from '../server/call.ts';
import { message, VapiError } from '../wire/error.ts';
import { presentServices, requireService } from './introspection.ts';
import {
  elements,
  enumerationInfo,
  fieldInfo,
  structureInfo,
  typeInfo,
} from './metamodel-types.ts';

/** `com.vmware.vapi.metadata.metamodel`: components, packages, services, operations, structures and enumerations. */

function notFound(kind: string, id: string): VapiError {
  return new VapiError('not_found', [
    message('vapi.metadata.metamodel.not_found', `${kind} ${id} was not found`, [kind, id]),
  ]);
}

function operationInfo({ name, parameters, result, errors, rest }: Operation): object {
  const [method = '', path = ''] = rest.split(' ');
  const metadata =
    rest === '' ? [] : ([['RequestMapping', elements({ method, value: path })]] as const);
  return {
    name,
    params: parameters.map((parameter) => fieldInfo(parameter)),
    output: { type: typeInfo(result), metadata: new Map(), documentation: '' },
    errors: errors.map((id) => ({ structure_id: id, documentation: '' })),
    metadata: new Map(metadata),
    documentation: '',
  };
}

/** The structures or enumerations that are named after a service. */
function ownedBy(service: string, ids: readonly string[], describe: (id: string) => object) {
  const owned = ids.filter((id) => id.slice(0, id.lastIndexOf('.')) === service);
  return new Map(owned.map((id) => [id, describe(id)]));
}

function serviceInfo(id: string): object {
  const operations = operationIds(id).flatMap((name) => findOperation(id, name) ?? []);
  return {
    name: id,
    operations: new Map(operations.map((operation) => [operation.name, operationInfo(operation)])),
    structures: ownedBy(id, structureIds(), structureInfo),
    enumerations: ownedBy(id, enumIds(), enumerationInfo),
    constants: new Map(),
    metadata: new Map(),
    documentation: '',
  };
}

interface ById {
  readonly service_id: string;
}

export const metamodelService: Service = {
  list: ({ world }) => presentServices(world),
  get: on(({ service_id: id }: ById, call) => {
    requireService(call, id);
    return serviceInfo(id);
  }),
};

export const metamodelOperation: Service = {
  list: on(({ service_id: id }: ById, call) => {
    requireService(call, id);
    return operationIds(id);
  }),
  get: on(({ service_id: id, operation_id: name }: ById & { operation_id: string }, call) => {
    requireService(call, id);
    const operation = findOperation(id, name);
    if (operation === undefined) {
      throw notFound('Operation', name);
    }
    return operationInfo(operation);
  }),
};

export const metamodelStructure: Service = {
  list: () => structureIds(),
  get: on(({ structure_id: id }: { structure_id: string }) => {
    if (!hasStructure(id)) {
      throw notFound('Structure', id);
    }
    return structureInfo(id);
  }),
};

export const metamodelEnumeration: Service = {
  list: () => enumIds(),
  get: on(({ enumeration_id: id }: { enumeration_id: string }) => {
    if (enumValues(id) === undefined) {
      throw notFound('Enumeration', id);
    }
    return enumerationInfo(id);
  }),
};

/** `com.vmware.vcenter.vm.power` is in the package `com.vmware.vcenter.vm`, that in the component `com.vmware.vcenter`. */
const packageOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));
const componentOf = (id: string): string => id.split('.').slice(0, 3).join('.');

function packagesOf(world: VapiWorld): string[] {
  return [...new Set(presentServices(world).map(packageOf))];
}

function componentsOf(world: VapiWorld): string[] {
  return [...new Set(presentServices(world).map(componentOf))];
}

function packageInfo(world: VapiWorld, id: string): object {
  const services = presentServices(world).filter((service) => packageOf(service) === id);
  return {
    name: id,
    services: new Map(services.map((service) => [service, serviceInfo(service)])),
    structures: ownedBy(id, structureIds(), structureInfo),
    enumerations: ownedBy(id, enumIds(), enumerationInfo),
    metadata: new Map(),
    documentation: '',
  };
}

export const metamodelPackage: Service = {
  list: ({ world }) => packagesOf(world),
  get: on(({ package_id: id }: { package_id: string }, { world }) => {
    if (!packagesOf(world).includes(id)) {
      throw notFound('Package', id);
    }
    return packageInfo(world, id);
  }),
};

function requireComponent({ world }: Call, id: string): void {
  if (!componentsOf(world).includes(id)) {
    throw notFound('Component', id);
  }
}

function fingerprint(world: VapiWorld, id: string): string {
  const services = presentServices(world).filter((service) => componentOf(service) === id);
  const text = services.map((service) => `${service}:${operationIds(service).join(',')}`);
  return createHash('sha256').update(text.join('\n')).digest('hex').slice(0, 32);
}

interface ByComponent {
  readonly component_id: string;
}

export const metamodelComponent: Service = {
  list: ({ world }) => componentsOf(world),
  fingerprint: on(({ component_id: id }: ByComponent, call) => {
    requireComponent(call, id);
    return fingerprint(call.world, id);
  }),
  get: on(({ component_id: id }: ByComponent, call) => {
    requireComponent(call, id);
    const packages = packagesOf(call.world).filter((name) => componentOf(name) === id);
    return {
      fingerprint: fingerprint(call.world, id),
      info: {
        name: id,
        packages: new Map(packages.map((name) => [name, packageInfo(call.world, name)])),
        metadata: new Map(),
        documentation: '',
      },
    };
  }),
};
