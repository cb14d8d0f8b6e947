import data from '../../../../assets/vapi/model.json' with { type: 'json' };
import { demoServices, demoStructures } from './demo-services.ts';
import { parseType } from './type.ts';
import type { Type } from './type.ts';

/** The vAPI model as the simulated server reads it; the data is `assets/vapi/model.json` (form: docs/vapi-model.md). */

export interface Field {
  readonly name: string;
  readonly type: Type;
}

export interface Operation {
  readonly service: string;
  readonly name: string;
  readonly parameters: readonly Field[];
  readonly result: Type;
  /** Full names of the declared errors. */
  readonly errors: readonly string[];
  /** `GET /vcenter/vm/{vm}`; empty where REST has no form of it. */
  readonly rest: string;
}

/** Which fields a structure has for a value of its discriminant. */
export interface Union {
  readonly discriminant: string;
  readonly cases: ReadonlyMap<string, readonly UnionField[]>;
}

export interface UnionField {
  readonly name: string;
  readonly isRequired: boolean;
}

export interface Structure {
  readonly id: string;
  readonly fields: readonly Field[];
  readonly isError: boolean;
  readonly unions: readonly Union[];
}

type Types = Readonly<Record<string, string>>;
type OperationData = readonly [Types, string, readonly string[], string?, string?];
type UnionData = readonly [string, Readonly<Record<string, readonly string[]>>];
type StructureData = readonly [Types, string?, (readonly UnionData[])?];

interface ModelData {
  readonly services: Readonly<Record<string, Readonly<Record<string, OperationData>>>>;
  readonly structures: Readonly<Record<string, StructureData>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

const published = data as unknown as ModelData;
const services: ModelData['services'] = { ...published.services, ...demoServices };
const structures: ModelData['structures'] = { ...published.structures, ...demoStructures };

export const errorPrefix = 'com.vmware.vapi.std.errors.';

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function cached<T>(make: (key: string) => T): (key: string) => T {
  const cache = new Map<string, T>();
  return (key) => {
    let value = cache.get(key);
    if (value === undefined) {
      value = make(key);
      cache.set(key, value);
    }
    return value;
  };
}

function fieldList(types: Types): Field[] {
  return Object.entries(types).map(([name, text]) => ({ name, type: parseType(text) }));
}

export function serviceIds(): string[] {
  return Object.keys(services);
}

export function hasService(id: string): boolean {
  return own(services, id) !== undefined;
}

/** Names of the operations of a service; empty for an unknown one. */
export function operationIds(service: string): string[] {
  return Object.keys(own(services, service) ?? {});
}

export function findOperation(service: string, name: string): Operation | undefined {
  const entry = own(own(services, service) ?? {}, name);
  if (entry === undefined) {
    return undefined;
  }
  const [parameters, result, errors, rest = ''] = entry;
  return {
    service,
    name,
    parameters: fieldList(parameters),
    result: parseType(result),
    errors: errors.map((error) => (error.includes('.') ? error : `${errorPrefix}${error}`)),
    rest,
  };
}

export function structureIds(): string[] {
  return Object.keys(structures);
}

export function hasStructure(id: string): boolean {
  return own(structures, id) !== undefined;
}

/** @throws Error for an unknown one */
export const structureOf: (id: string) => Structure = cached((id) => {
  const entry = own(structures, id);
  if (entry === undefined) {
    throw new Error(`The API model lacks the structure ${id}.`);
  }
  const [types, mark, unions = []] = entry;
  return { id, fields: fieldList(types), isError: mark === 'error', unions: unions.map(readUnion) };
});

function readUnion([discriminant, cases]: UnionData): Union {
  return {
    discriminant,
    cases: new Map(
      Object.entries(cases).map(([value, names]) => [
        value,
        names.map((text) => ({ name: text.replace('?', ''), isRequired: !text.endsWith('?') })),
      ]),
    ),
  };
}

export function enumIds(): string[] {
  return Object.keys(published.enums);
}

/** Values of an enumeration; undefined for an unknown one. */
export function enumValues(id: string): readonly string[] | undefined {
  return own(published.enums, id);
}
