import { X509Certificate } from 'node:crypto';
import { isMessage, type Text } from '#shared/i18n/text.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import {
  isBytesValue,
  isDataObject,
  isDateTimeValue,
  isReferenceValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import { makeRef, refId, type Ref } from '#shared/model/reference.ts';
import type { Sheet, SheetCell, SheetSource, SheetValue } from '#shared/model/sheet.ts';
import { valueAtPath } from '#shared/model/value-at-path.ts';

/** What a value claims, and the properties that it comes from. */
interface Claim {
  readonly where: string;
  readonly values: readonly SheetValue[];
  readonly from: readonly SheetSource[];
}

/**
 * Compares everything that a sheet says with the properties from which it says to have it. Returns what does not agree: a fact without
 * a source, one whose source has no value, an amount or a name that none of its sources has.
 */
export function checkSheet(ref: Ref, sheet: Sheet, lookup: Lookup): readonly string[] {
  return claimsOf(sheet).flatMap(({ where, values, from }) => {
    if (from.length === 0) return [`${ref} ${where}: no source`];
    const sums = new Sums();
    const found = from.flatMap((source) => {
      const properties = lookup.get(source.ref ?? ref) ?? {};
      // Of what is too heavy to be kept of all objects an extract is kept (vSphere's late reads).
      const value = valueAtPath(properties, source.path) ?? properties['@devices'];
      if (value !== undefined) sums.add(source, value);
      return value === undefined ? [] : [value];
    });
    // That there is none of something is reported of a list that is empty, or not there.
    const isAbsence = values.every((value) => 'text' in value && isMessage(value.text));
    if (found.length === 0)
      return isAbsence
        ? []
        : [`${ref} ${where}: ${from.map(({ path }) => path).join()} is not there`];
    const leaves = new Leaves(found, lookup, from, sums);
    return values
      .filter((value) => !isItself(value, ref) && !ofOwn(value, ref, lookup, leaves))
      .map((value) => `${ref} ${where}: ${JSON.stringify(value)} is not in ${from[0]?.path ?? ''}`);
  });
}

/** The reference of the object itself is no property. */
function isItself(value: SheetValue, ref: Ref): boolean {
  return 'code' in value && value.code === ref;
}

function ofOwn(value: SheetValue, ref: Ref, lookup: Lookup, leaves: Leaves): boolean {
  if (!('bytes' in value) || value.from === undefined) return leaves.has(value);
  const own = value.from.flatMap(
    (source) => valueAtPath(lookup.get(source.ref ?? ref) ?? {}, source.path) ?? [],
  );
  return new Leaves(own, lookup).has(value);
}

/** Native paths from which a sheet tells something of the page's own object. */
export function sourcesOf(sheet: Sheet): ReadonlySet<string> {
  return new Set(
    claimsOf(sheet).flatMap(({ from }) => from.flatMap(({ ref, path }) => (ref ? [] : [path]))),
  );
}

function claimsOf({ sections }: Sheet): readonly Claim[] {
  return sections.flatMap(({ id, facts = [], meters = [], tables = [] }): readonly Claim[] => [
    ...facts.map((fact) => ({ where: `${id}/${fact.id}`, values: fact.values, from: fact.from })),
    ...meters.map(({ id: name, used, of, unit, from }) => ({
      where: `${id}/${name}`,
      values: [amount(used, unit), amount(of, unit)],
      from,
    })),
    ...tables.flatMap((table) =>
      table.rows.flatMap((row) =>
        row.cells.map((cell, index) => ({
          where: `${id}/${table.id}/${row.key}/${table.columns[index]?.id ?? '?'}`,
          values: valuesOf(cell),
          from: [...(row.from ?? []), ...table.from],
        })),
      ),
    ),
  ]);
}

function valuesOf(cell: SheetCell): readonly SheetValue[] {
  if (cell === null) return [];
  if ('used' in cell) return [amount(cell.used, cell.unit), amount(cell.of, cell.unit)];
  return Array.isArray(cell) ? (cell as readonly SheetValue[]) : [cell as SheetValue];
}

function amount(value: number, unit: 'bytes' | 'hertz' | 'count'): SheetValue {
  return unit === 'bytes'
    ? { bytes: value }
    : unit === 'hertz'
      ? { hertz: value }
      : { count: value };
}

/** What properties hold, as far as a fact may be made of it. */
class Leaves {
  readonly #numbers: number[] = [];
  readonly #texts = new Set<string>();
  readonly #times = new Set<number>();
  readonly #refs = new Set<Ref>();
  readonly #lengths = new Set<number>();

  readonly #lookup: Lookup;
  readonly #sums: Sums;

  constructor(
    values: readonly PropertyValue[],
    lookup: Lookup,
    from: readonly SheetSource[] = [],
    sums = new Sums(),
  ) {
    this.#lookup = lookup;
    this.#sums = sums;
    for (const value of values) this.#collect(value);
    for (const { ref } of from) if (ref !== undefined) this.#refs.add(ref);
    // A name belongs to the object that is referred to.
    for (const ref of this.#refs) {
      const { name, name_label: label } = lookup.get(ref) ?? {};
      for (const one of [name, label]) if (typeof one === 'string') this.#texts.add(one);
    }
  }

  has(value: SheetValue): boolean {
    if ('text' in value) return this.#hasWords(value);
    if ('code' in value) return this.#hasText(value.code);
    if ('time' in value) return this.#hasTime(value.time);
    if ('since' in value) return this.#hasTime(value.since);
    if ('bytes' in value) return this.#hasAmount(value.bytes, [1, 1024, 1024 ** 2]);
    if ('hertz' in value) return this.#hasAmount(value.hertz, [1, 1_000_000]);
    if ('fraction' in value) return this.#hasAmount(value.fraction * 100, [1, 100]);
    if ('ms' in value) return this.#hasAmount(value.ms, seconds);
    // Of a list some may be counted.
    return (
      [...this.#lengths].some((length) => length >= value.count) ||
      this.#hasAmount(value.count, [1])
    );
  }

  #hasWords({ text, ref }: Extract<SheetValue, { readonly text: Text }>): boolean {
    // Words of the catalogue have to be looked at by a person.
    const isSo = isMessage(text) || text === '' || this.#hasText(text);
    if (ref === undefined) return isSo;
    const isMeant = this.#refs.has(ref) || this.#texts.has(refId(ref));
    return isMeant && (isSo || this.#isNameOf(text, ref));
  }

  #hasTime(ms: number): boolean {
    return this.#times.has(ms) || this.#hasAmount(ms, seconds);
  }

  #isNameOf(text: Text, ref: Ref): boolean {
    const { name, name_label: label } = this.#lookup.get(ref) ?? {};
    return [name, label].some(
      (one) => typeof one === 'string' && typeof text === 'string' && plain(one) === plain(text),
    );
  }

  #hasText(text: string): boolean {
    // A name may be put together of several: `Stage: prod`, `web/front`.
    const parts = [text, ...text.split(/: |\/| |:|-|–|,|\.|\|/)];
    return this.#isPart(text) || parts.slice(1).every((part) => part === '' || this.#isPart(part));
  }

  #isPart(part: string): boolean {
    for (const text of this.#texts) if (plain(text).includes(plain(part))) return true;
    return this.#numbers.some((one) => String(one) === part);
  }

  /** An amount is one of the numbers, the sum of some, or the difference of two. */
  #hasAmount(wanted: number, units: readonly number[]): boolean {
    return units.some((unit) => {
      const value = wanted / unit;
      const close = (other: number): boolean =>
        Math.abs(other - value) <= Math.max(1e-6, Math.abs(value) * 1e-9);
      if (this.#numbers.some(close)) return true;
      const some = this.#numbers.slice(0, 400);
      if (close(some.reduce((sum, one) => sum + one, 0))) return true;
      const isOfTwo = some.some((a) =>
        some.some((b) => close(a - b) || close(a + b) || close(a * b)),
      );
      return isOfTwo || this.#sums.candidates().some(close);
    });
  }

  #collect(value: PropertyValue): void {
    if (typeof value === 'number' || typeof value === 'bigint') this.#collectNumber(value);
    else if (typeof value === 'string') this.#collectText(value);
    else if (Array.isArray(value)) {
      const list = value as readonly PropertyValue[];
      this.#lengths.add(list.length);
      this.#collectCertificate(Buffer.from(list.map(Number)));
      for (const one of list) this.#collect(one);
    } else if (isReferenceValue(value)) {
      this.#refs.add(makeRef(value.type, value.value));
      this.#texts.add(value.value).add(value.type);
    } else if (isDateTimeValue(value)) this.#times.add(value.ms);
    else if (isBytesValue(value)) this.#collectCertificate(Buffer.from(value.base64, 'base64'));
    else if (isDataObject(value))
      for (const [name, part] of Object.entries(value))
        if (part !== undefined && name !== '$type') this.#collect(part);
        else if (typeof part === 'string') this.#texts.add(part).add(name);
  }

  /** Of a certificate a page says when it ends. */
  #collectCertificate(bytes: Buffer): void {
    const text = bytes.toString('latin1');
    if (text.startsWith('-----BEGIN CERTIFICATE'))
      this.#times.add(Date.parse(new X509Certificate(text).validTo));
  }

  #collectNumber(value: number | bigint): void {
    this.#numbers.push(Number(value));
    // A world-wide name is a number on the wire.
    if (Number(value) <= 2 ** 32) return;
    const hex = BigInt(value).toString(16);
    this.#texts.add(hex.replaceAll(/..(?!$)/g, '$&:'));
  }

  #collectText(value: string): void {
    this.#texts.add(value);
    if (value !== '' && Number.isFinite(Number(value))) this.#numbers.push(Number(value));
    const moment = Date.parse(value.replace(/^(\d{4})(\d\d)(\d\d)T/, '$1-$2-$3T'));
    if (!Number.isNaN(moment)) this.#times.add(moment);
  }
}

/**
 * What follows from a property of many objects: the sum of it, a sum of products of two (MHz and cores), and what is left of one sum without
 * another, or without its largest part.
 */
class Sums {
  readonly #byPath = new Map<string, Map<string, number>>();

  add({ path, ref }: SheetSource, value: PropertyValue): void {
    if (typeof value !== 'number' && typeof value !== 'bigint') return;
    const ofPath = this.#byPath.get(path) ?? new Map<string, number>();
    this.#byPath.set(path, ofPath.set(ref ?? '', Number(value)));
  }

  candidates(): readonly number[] {
    const lists = [...this.#byPath.values()];
    const totals = lists.map((one) => [...one.values()].reduce((sum, value) => sum + value, 0));
    const products = lists.flatMap((one) =>
      lists.map((other) =>
        [...one].reduce((sum, [ref, value]) => sum + value * (other.get(ref) ?? 0), 0),
      ),
    );
    const largest = lists.map((one, index) => (totals[index] ?? 0) - Math.max(...one.values()));
    const productLargest = lists.flatMap((one, index) =>
      lists.map((other, second) => {
        const parts = [...one].map(([ref, value]) => value * (other.get(ref) ?? 0));
        return (products[index * lists.length + second] ?? 0) - Math.max(0, ...parts);
      }),
    );
    const pairs = totals.flatMap((a) => totals.flatMap((b) => [a - b, a + b]));
    const triples = pairs.flatMap((pair) => totals.flatMap((one) => [pair + one, pair - one]));
    return [...totals, ...products, ...largest, ...productLargest, ...pairs, ...triples];
  }
}

const seconds = [1, 1000];

/** `VMXNET 3` is what the API calls Vmxnet3; `/` in a name is `%2f`. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('%2f', '/')
    .replaceAll('%5c', '\\')
    .replaceAll('%25', '%')
    .replaceAll(/[\s_-]/g, '');
}
