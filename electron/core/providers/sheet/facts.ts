import { text as say, type TextId, type ValuesOf } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { OperationId } from '#shared/model/operation.ts';
import { isReferenceValue } from '#shared/model/property-value.ts';
import { refId } from '#shared/model/reference.ts';
import type {
  SheetFact,
  SheetMeter,
  SheetSource,
  SheetTone,
  SheetUnit,
  SheetValue,
} from '#shared/model/sheet.ts';
import type { Subject } from './subject.ts';

/** Texts without values: what things are called. */
export type LabelId = {
  readonly [Id in TextId]: ValuesOf<Id> extends readonly [] ? Id : never;
}[TextId];

export function labelOf(id: LabelId): Text {
  return { id };
}

export interface FactMore {
  readonly tone?: SheetTone | undefined;
  readonly edit?: OperationId;
  readonly isList?: boolean;
}

/** A fact; undefined where there is no value. */
export function fact(
  id: LabelId,
  value: SheetValue | readonly SheetValue[] | undefined,
  from: SheetSource | readonly SheetSource[],
  { tone, edit, isList }: FactMore = {},
): SheetFact | undefined {
  const values = value === undefined ? [] : isMany(value) ? value : [value];
  if (values.length === 0) return undefined;
  return {
    id,
    label: labelOf(id),
    values,
    from: isSources(from) ? from : [from],
    ...onlyDefined({ tone, edit, isList }),
  };
}

/** A property as it is: a text of the server. */
export function textFact(
  of: Subject,
  id: LabelId,
  path: string,
  more?: FactMore,
): SheetFact | undefined {
  const value = of.text(path);
  return fact(id, value === undefined ? undefined : { text: value }, of.from(path), more);
}

/** An identifier, an address, the path of a file. */
export function codeFact(
  of: Subject,
  id: LabelId,
  path: string,
  more?: FactMore,
): SheetFact | undefined {
  const value = of.text(path);
  return fact(id, value === undefined ? undefined : { code: value }, of.from(path), more);
}

/** A property whose words have a translation; one that is not known is shown as the server has it. */
export function wordFact(
  of: Subject,
  id: LabelId,
  path: string,
  words: Readonly<Record<string, Text>>,
  more?: FactMore,
): SheetFact | undefined {
  const value = of.text(path);
  if (value === undefined) return undefined;
  return fact(id, { text: wordOf(words, value) }, of.from(path), more);
}

export function wordOf(words: Readonly<Record<string, Text>>, value: string): Text {
  return (Object.hasOwn(words, value) ? words[value] : undefined) ?? value;
}

/** @param unit how much one is of the base unit: 1024 ** 2 for mebibytes */
export function bytesFact(
  of: Subject,
  id: LabelId,
  path: string,
  unit = 1,
  more?: FactMore,
): SheetFact | undefined {
  const value = of.number(path);
  return fact(id, value === undefined ? undefined : { bytes: value * unit }, of.from(path), more);
}

export function countFact(
  of: Subject,
  id: LabelId,
  path: string,
  more?: FactMore,
): SheetFact | undefined {
  const value = of.number(path);
  return fact(id, value === undefined ? undefined : { count: value }, of.from(path), more);
}

export function timeFact(
  of: Subject,
  id: LabelId,
  path: string,
  more?: FactMore,
): SheetFact | undefined {
  const value = of.time(path);
  return fact(id, value === undefined ? undefined : { time: value }, of.from(path), more);
}

export function yesNo(value: boolean): Text {
  return value ? say('value.true') : say('value.false');
}

export function flagFact(
  of: Subject,
  id: LabelId,
  path: string,
  more?: FactMore,
): SheetFact | undefined {
  const value = of.flag(path);
  return fact(id, value === undefined ? undefined : { text: yesNo(value) }, of.from(path), more);
}

/** What a reference, or a list of them, leads to. */
export function linkFact(
  of: Subject,
  id: LabelId,
  path: string,
  nameOf: (of: Subject) => Text,
): SheetFact | undefined {
  const value = of.value(path);
  const refs = isReferenceValue(value) ? [of.reference(path)] : of.references(path);
  // What the account may not see goes by its id.
  const links = refs.flatMap((ref): readonly SheetValue[] => {
    if (ref === undefined) return [];
    const found = of.at(ref);
    return [found === undefined ? { code: refId(ref) } : { text: nameOf(found), ref }];
  });
  return fact(id, links, of.from(path));
}

export const megahertz = 1_000_000;
export const mebibyte = 1024 ** 2;

export interface Amounts {
  readonly used: number | undefined;
  readonly of: number | undefined;
  readonly unit: SheetUnit;
}

/** A meter; undefined where one of its amounts is not known, or there is nothing to use. */
export function meter(
  id: LabelId,
  { used, of, unit }: Amounts,
  from: readonly SheetSource[],
  { warnAbove, note }: { readonly warnAbove?: number; readonly note?: Text | undefined } = {},
): SheetMeter | undefined {
  if (used === undefined || of === undefined || of <= 0) return undefined;
  return {
    id,
    label: labelOf(id),
    used,
    of,
    unit,
    from,
    ...onlyDefined({ warnAbove, note }),
  };
}

function isMany(value: SheetValue | readonly SheetValue[]): value is readonly SheetValue[] {
  return Array.isArray(value);
}

function isSources(from: SheetSource | readonly SheetSource[]): from is readonly SheetSource[] {
  return Array.isArray(from);
}
