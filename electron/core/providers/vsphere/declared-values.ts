import { makeRef } from '#shared/model/reference.ts';
import { unreadable } from '../../net/unreadable.ts';
import { declaredType } from './declared-type.ts';
import { apiModel } from './vim25/model/api-model.ts';
import type { VimRecord, VimValue } from './vim25/values.ts';

type Fits = (value: VimValue) => boolean;
interface Declared {
  readonly type: string;
  readonly fits: Fits;
}

const isText: Fits = (value) => typeof value === 'string';
const isNumber: Fits = (value) => typeof value === 'number' || typeof value === 'bigint';
const isBoolean: Fits = (value) => typeof value === 'boolean';
const ofType =
  (type: string): Fits =>
  (value) =>
    isRecord(value) && value.$type === type;

const simple: Readonly<Record<string, Fits>> = {
  string: isText,
  anyURI: isText,
  boolean: isBoolean,
  byte: isNumber,
  short: isNumber,
  int: isNumber,
  long: isNumber,
  float: isNumber,
  double: isNumber,
  dateTime: ofType('dateTime'),
  base64Binary: ofType('base64Binary'),
};

/** By type of the object, then by path; null where the model cannot say. */
const known = new Map<string, Map<string, Declared | null>>();

/**
 * The value of a property, which travels with a type of its own, if that is of the declared one; otherwise the same value, marked.
 * Only the value itself is looked at: what is in it was held against its declaration when it was decoded.
 */
export function asDeclared(type: string, path: string, value: VimValue): VimValue {
  let paths = known.get(type);
  if (paths === undefined) known.set(type, (paths = new Map<string, Declared | null>()));
  let declared = paths.get(path);
  if (declared === undefined) {
    declared = find(type, path);
    // A server makes up as many paths as it likes.
    if (paths.size < 1000) paths.set(path, declared);
  }
  if (declared === null || declared.fits(value) || isMarked(value)) return value;
  return unreadable(declared.type, value);
}

function find(type: string, path: string): Declared | null {
  const declared = declaredType(makeRef(type, ''), path);
  if (declared === undefined) return null;
  const isList = declared.endsWith('[]');
  const fits = fitsOne(isList ? declared.slice(0, -'[]'.length) : declared);
  if (fits === null && !isList) return null;
  return {
    type: declared,
    fits: isList ? (value) => Array.isArray(value) : (fits ?? (() => true)),
  };
}

function fitsOne(type: string): Fits | null {
  const found = Object.hasOwn(simple, type) ? simple[type] : undefined;
  if (found !== undefined) return found;
  const model = apiModel();
  if (model.isManagedType(type)) return ofType('ManagedObjectReference');
  if (model.enumValues(type) !== undefined) return isText;
  if (!model.isDataType(type)) return null;
  // A type that the model does not know may well be a new one of this kind.
  return (value) =>
    isRecord(value) && (!model.isDataType(value.$type) || model.isSubtype(value.$type, type));
}

function isMarked(value: VimValue): boolean {
  return isRecord(value) && value.$type === 'unreadable';
}

function isRecord(value: VimValue): value is VimRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
