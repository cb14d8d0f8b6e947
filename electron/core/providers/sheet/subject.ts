import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import {
  isDataObject,
  isDateTimeValue,
  isReferenceValue,
  isUnreadableValue,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { SheetSource } from '#shared/model/sheet.ts';
import { valueAtPath } from '#shared/model/value-at-path.ts';

/**
 * An object of which a sheet tells: reads its properties by native paths, and says where each value comes from. What has another type
 * than expected counts as not there.
 */
export class Subject {
  readonly ref: Ref;
  readonly properties: Properties;
  readonly lookup: Lookup;
  /** Whose page it is. */
  readonly #page: Ref;

  constructor(ref: Ref, properties: Properties, lookup: Lookup, page: Ref = ref) {
    this.ref = ref;
    this.properties = properties;
    this.lookup = lookup;
    this.#page = page;
  }

  from(path: string): SheetSource {
    return this.ref === this.#page ? { path } : { path, ref: this.ref };
  }

  value(path: string): PropertyValue | undefined {
    const value = valueAtPath(this.properties, path);
    return value === null || isUnreadableValue(value) ? undefined : value;
  }

  text(path: string): string | undefined {
    const value = this.value(path);
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  }

  number(path: string): number | undefined {
    const value = this.value(path);
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  flag(path: string): boolean | undefined {
    const value = this.value(path);
    return typeof value === 'boolean' ? value : undefined;
  }

  /** Milliseconds since 1970; the epoch itself is how some servers say "never". */
  time(path: string): number | undefined {
    const value = this.value(path);
    return isDateTimeValue(value) && value.ms > 0 ? value.ms : undefined;
  }

  list(path: string): readonly PropertyValue[] {
    const value = this.value(path);
    return Array.isArray(value) ? (value as readonly PropertyValue[]) : [];
  }

  texts(path: string): readonly string[] {
    return this.list(path).filter((one): one is string => typeof one === 'string' && one !== '');
  }

  objects(path: string): readonly DataObjectValue[] {
    return this.list(path).filter(isDataObject);
  }

  object(path: string): DataObjectValue | undefined {
    const value = this.value(path);
    return isDataObject(value) ? value : undefined;
  }

  reference(path: string): Ref | undefined {
    return referenceOf(this.value(path));
  }

  references(path: string): readonly Ref[] {
    return this.list(path).flatMap((one) => referenceOf(one) ?? []);
  }

  /** The object that a property refers to; undefined where it is not known. */
  follow(path: string): Subject | undefined {
    const ref = this.reference(path);
    return ref === undefined ? undefined : this.at(ref);
  }

  followAll(path: string): readonly Subject[] {
    return this.references(path).flatMap((ref) => this.at(ref) ?? []);
  }

  at(ref: Ref): Subject | undefined {
    const properties = this.lookup.get(ref);
    return properties === undefined
      ? undefined
      : new Subject(ref, properties, this.lookup, this.#page);
  }

  allOf(type: string): readonly Subject[] {
    return [...this.lookup.ofType(type)].flatMap((ref) => this.at(ref) ?? []);
  }

  /** A part of the object as a subject of its own: an element of a list, read by what is in it. */
  part(path: string, value: DataObjectValue): PartSubject {
    return new PartSubject(this, path, value);
  }
}

/** A data object within an object's properties. */
export class PartSubject extends Subject {
  readonly #whole: Subject;
  readonly #path: string;

  constructor(whole: Subject, path: string, value: DataObjectValue) {
    super(whole.ref, { '': value }, whole.lookup);
    this.#whole = whole;
    this.#path = path;
  }

  override from(path: string): SheetSource {
    return this.#whole.from(path === '' ? this.#path : `${this.#path}.${path}`);
  }

  override value(path: string): PropertyValue | undefined {
    const held = this.properties[''];
    if (!isDataObject(held)) return undefined;
    const value = path === '' ? held : valueAtPath(held as Properties, path);
    return value === null || isUnreadableValue(value) ? undefined : value;
  }

  override at(ref: Ref): Subject | undefined {
    return this.#whole.at(ref);
  }

  /** Its wire type. */
  get type(): string {
    return (this.properties[''] as DataObjectValue).$type;
  }
}

function referenceOf(value: PropertyValue | undefined): Ref | undefined {
  if (!isReferenceValue(value) || value.dangling === true) return undefined;
  return makeRef(value.type, value.value);
}
