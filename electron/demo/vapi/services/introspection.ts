import { createHash } from 'node:crypto';
import {
  findOperation,
  hasService,
  operationIds,
  serviceIds,
  structureOf,
} from '../model/model.ts';
import type { Field } from '../model/model.ts';
import type { Type } from '../model/type.ts';
import { errorPrefix } from '../model/model.ts';
import { on } from '../server/call.ts';
import type { Call, Service, VapiWorld } from '../server/call.ts';
import { message, VapiError } from '../wire/error.ts';

/** `com.vmware.vapi.std.introspection`: what this server has, from the model. */

/** The services of this server. */
export function presentServices({ missing }: Pick<VapiWorld, 'missing'>): string[] {
  return serviceIds().filter((id) => !missing.has(id));
}

/** @throws VapiError not_found */
export function requireService({ world }: Call, id: string): void {
  if (!hasService(id) || world.missing.has(id)) {
    throw new VapiError('not_found', [
      message('vapi.introspection.service.not_found', `Service ${id} not found`, [id]),
    ]);
  }
}

const kinds: Readonly<Partial<Record<Type['kind'], string>>> = {
  void: 'VOID',
  long: 'LONG',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  binary: 'BINARY',
  secret: 'SECRET',
  opaque: 'OPAQUE',
  dynamic_structure: 'DYNAMIC_STRUCTURE',
  any_error: 'ANY_ERROR',
};

interface Definition {
  readonly type: string;
  readonly name?: string;
  readonly element_definition?: Definition;
  readonly fields?: ReadonlyMap<string, Definition>;
}

/** @param inside structures that the definition is in: a recursion becomes a reference */
function define(type: Type, inside: readonly string[]): Definition {
  switch (type.kind) {
    case 'optional':
      return { type: 'OPTIONAL', element_definition: define(type.element, inside) };
    case 'list':
    case 'set':
      return { type: 'LIST', element_definition: define(type.element, inside) };
    case 'map':
      return {
        type: 'LIST',
        element_definition: structure(
          'map-entry',
          [
            { name: 'key', type: type.key },
            { name: 'value', type: type.value },
          ],
          inside,
        ),
      };
    case 'structure':
      return defineStructure(type.id, inside);
    default:
      return { type: kinds[type.kind] ?? 'STRING' };
  }
}

function defineStructure(id: string, inside: readonly string[]): Definition {
  if (inside.includes(id)) {
    return { type: 'STRUCTURE_REF', name: id };
  }
  const { fields, isError } = structureOf(id);
  const definition = structure(id, fields, [...inside, id]);
  return isError ? { ...definition, type: 'ERROR' } : definition;
}

function structure(name: string, fields: readonly Field[], inside: readonly string[]): Definition {
  return {
    type: 'STRUCTURE',
    name,
    fields: new Map(fields.map((field) => [field.name, define(field.type, inside)])),
  };
}

/** Errors that every operation may report. */
const always = ['internal_server_error', 'invalid_argument', 'operation_not_found'];

function operationInfo(service: string, name: string): object {
  const operation = findOperation(service, name);
  if (operation === undefined) {
    const text = `Operation ${name} not found in service ${service}`;
    throw new VapiError('not_found', [
      message('vapi.introspection.operation.not_found', text, [name, service]),
    ]);
  }
  const errors = new Set([...operation.errors, ...always.map((error) => `${errorPrefix}${error}`)]);
  return {
    input_definition: structure('operation-input', operation.parameters, []),
    output_definition: define(operation.result, []),
    error_definitions: [...errors].map((id) => defineStructure(id, [])),
  };
}

/** Changes with the set of services and their operations, as a cache of them needs it. */
function checksum(world: VapiWorld): string {
  const hash = createHash('sha256');
  for (const service of presentServices(world)) {
    hash.update(`${service}:${operationIds(service).join(',')}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

export const introspectionProvider: Service = {
  get: ({ world }) => ({ id: 'com.vmware.vapi.endpoint', checksum: checksum(world) }),
};

export const introspectionService: Service = {
  list: ({ world }) => presentServices(world),
  get: on(({ id }: { id: string }, call) => {
    requireService(call, id);
    return { operations: operationIds(id) };
  }),
};

interface ByOperation {
  readonly service_id: string;
  readonly operation_id: string;
}

export const introspectionOperation: Service = {
  list: on(({ service_id: service }: { service_id: string }, call) => {
    requireService(call, service);
    return operationIds(service);
  }),
  get: on(({ service_id: service, operation_id: operation }: ByOperation, call) => {
    requireService(call, service);
    return operationInfo(service, operation);
  }),
};
