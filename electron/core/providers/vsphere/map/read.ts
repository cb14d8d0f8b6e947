import type { Properties } from '#shared/model/object-update.ts';
import { isReferenceValue, type PropertyValue } from '#shared/model/property-value.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { Health } from '#shared/model/row.ts';

/** Readers of single properties. A value of another type than expected counts as not there: servers differ. */

export function text(properties: Properties, path: string): string | undefined {
  const value = properties[path];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** 64-bit integers beyond 2^53 lose digits here; rows show magnitudes, the property panel the exact value. */
export function number(properties: Properties, path: string): number | undefined {
  const value = properties[path];
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function flag(properties: Properties, path: string): boolean | undefined {
  const value = properties[path];
  return typeof value === 'boolean' ? value : undefined;
}

export function list(properties: Properties, path: string): readonly PropertyValue[] {
  const value = properties[path];
  return Array.isArray(value) ? value : [];
}

/** The references that a property holds, one or many. */
export function references(properties: Properties, path: string): readonly Ref[] {
  const value = properties[path];
  const values = Array.isArray(value) ? (value as readonly PropertyValue[]) : [value];
  const found: Ref[] = [];
  for (const one of values) {
    const ref = reference(one);
    if (ref !== undefined) found.push(ref);
  }
  return found;
}

export function reference(value: PropertyValue | undefined): Ref | undefined {
  return isReferenceValue(value) ? makeRef(value.type, value.value) : undefined;
}

/**
 * The name as a person wrote it: vCenter keeps `/`, `\` and `%` of a name as %2f, %5c and %25 (ManagedEntity.name in the
 * vSphere Web Services API).
 */
export function entityName(properties: Properties, fallback: Ref): string {
  const name = text(properties, 'name');
  if (name === undefined) return fallback.slice(fallback.indexOf(':') + 1);
  return unescapeName(name);
}

export function unescapeName(name: string): string {
  if (!name.includes('%')) return name;
  return name.replaceAll(/%(2f|5c|25)/gi, (code) =>
    String.fromCharCode(parseInt(code.slice(1), 16)),
  );
}

const healthOf: Readonly<Record<string, Health>> = { green: 'ok', yellow: 'warning', red: 'error' };

/** ManagedEntityStatus in neutral words. */
export function health(properties: Properties): Health {
  return healthOf[text(properties, 'overallStatus') ?? ''] ?? 'unknown';
}

/** The object without the fields that are undefined: absent means that the server has not reported. */
export function known<T extends object>(
  facts: {
    readonly [K in keyof T]?: T[K] | undefined;
  },
): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}
