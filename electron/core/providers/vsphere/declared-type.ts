import { refType, type Ref } from '#shared/model/reference.ts';
import { MODEL_DATA } from './vim25/model/model-data.ts';

/** A managed type and its bases, nearest first; empty for a type that the model does not know. */
export function lineageOf(type: string): readonly string[] {
  const lineage: string[] = [];
  let at: string | null | undefined = type;
  while (typeof at === 'string' && Object.hasOwn(MODEL_DATA.managed, at)) {
    lineage.push(at);
    at = MODEL_DATA.managed[at]?.[0];
  }
  return lineage;
}

/** A managed type with all that are derived from it; none for a type that the model does not know. */
export function subtypesOf(type: string): readonly string[] {
  return Object.keys(MODEL_DATA.managed).filter((one) => lineageOf(one).includes(type));
}

/** The model's `&HostSystem[]?` as people write it: `HostSystem[]`; the key of an object is text. */
export function readableType(spec: string): string {
  return spec.replace(/^\*\w+/, 'string').replaceAll(/[&?!]/g, '');
}

/** What the API declares for a path of an object, `summary.config.numCpu` → `int`; undefined where it cannot say. */
export function declaredType(ref: Ref, path: string): string | undefined {
  const [first = '', ...rest] = path.split('.');
  let spec = managedProperty(refType(ref), first);
  for (const field of rest) {
    if (spec === undefined) return undefined;
    spec = dataField(readableType(spec), field);
  }
  return spec === undefined ? undefined : readableType(spec);
}

function managedProperty(type: string, name: string): string | undefined {
  for (const owner of lineageOf(type)) {
    const properties = MODEL_DATA.managed[owner]?.[1];
    if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name];
  }
  return undefined;
}

function dataField(type: string, name: string): string | undefined {
  let at: string | undefined = type;
  while (at !== undefined && Object.hasOwn(MODEL_DATA.types, at)) {
    const [base, fields]: readonly [string, Readonly<Record<string, string>>] = MODEL_DATA.types[
      at
    ] ?? ['', {}];
    if (Object.hasOwn(fields, name)) return fields[name];
    at = base;
  }
  return undefined;
}
