import data from '../../../../assets/xapi/model.json' with { type: 'json' };
import { parseType } from './type.ts';
import type { XapiType } from './type.ts';

/** The model of the XAPI as the simulated server reads it: classes, fields, messages, enumerations. Pure data, from the asset. */

export interface Field {
  readonly name: string;
  readonly type: XapiType;
  /** RW: the class has setters for it. */
  readonly writable: boolean;
  /** RO/constructor and RW fields may be given to `create`. */
  readonly constructed: boolean;
  /** As the model writes it: `{}`, `""`, `Halted`, `1500`, …; undefined where there is none. */
  readonly initial: string | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly type: XapiType;
  readonly optional: boolean;
}

export interface Message {
  readonly class: string;
  readonly name: string;
  /** Without the session. */
  readonly parameters: readonly Parameter[];
  readonly needsSession: boolean;
  readonly result: XapiType;
  /** The least role that may send it. */
  readonly role: string;
  /** Made from the fields: getter, setter, constructor… */
  readonly implicit: boolean;
  /** `Async.` exists. */
  readonly asynchronous: boolean;
  readonly removed: boolean;
}

export interface ClassModel {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly field: ReadonlyMap<string, Field>;
  readonly messages: ReadonlyMap<string, Message>;
}

/** Type, qualifier (RW, RC for constructor, RO), state, initial value. */
type FieldData = readonly [type: string, qualifier: string, state?: string, initial?: string];

/** Flags: s session, a asynchronous, i implicit; p, d, r prototyped, deprecated, removed. */
type MessageData = readonly [
  parameters: Readonly<Record<string, string>>,
  result: string,
  flags: string,
  role: string,
];

interface ModelData {
  readonly classes: Readonly<
    Record<
      string,
      readonly [Readonly<Record<string, FieldData>>, Readonly<Record<string, MessageData>>]
    >
  >;
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** "One side, many side" as `class.field`; where both are sets, many to many. */
  readonly relations: readonly (readonly [string, string])[];
}

const model = data as unknown as ModelData;

/** The relations between classes. */
export const relationPairs = model.relations;

function readField([name, [type, qualifier, , initial]]: readonly [string, FieldData]): Field {
  return {
    name,
    type: parseType(type),
    writable: qualifier === 'RW',
    constructed: qualifier !== 'RO',
    initial,
  };
}

function readMessage(owner: string, name: string, from: MessageData): Message {
  const [parameters, result, flags, role] = from;
  return {
    class: owner,
    name,
    parameters: Object.entries(parameters).map(([key, type]) => ({
      name: key.replace(/\?$/, ''),
      type: parseType(type),
      optional: key.endsWith('?'),
    })),
    needsSession: flags.includes('s'),
    result: parseType(result),
    role,
    implicit: flags.includes('i'),
    asynchronous: flags.includes('a'),
    removed: flags.includes('r'),
  };
}

/** `get_all_records_where` is on the wire of every class that has `get_all_records`, though hidden from the documentation. */
function hidden(owner: string, messages: Map<string, Message>): void {
  const all = messages.get('get_all_records');
  if (all !== undefined && !messages.has('get_all_records_where')) {
    messages.set('get_all_records_where', {
      ...all,
      class: owner,
      name: 'get_all_records_where',
      parameters: [{ name: 'expr', type: { kind: 'string' }, optional: false }],
    });
  }
}

function readClasses(): Map<string, ClassModel> {
  const classes = new Map<string, ClassModel>();
  for (const [name, [fields, messages]] of Object.entries(model.classes)) {
    const list = Object.entries(fields).map(readField);
    const all = new Map(
      Object.entries(messages).map(([key, from]) => [key, readMessage(name, key, from)]),
    );
    hidden(name, all);
    classes.set(name, {
      name,
      fields: list,
      field: new Map(list.map((field) => [field.name, field])),
      messages: all,
    });
  }
  return classes;
}

/** Every class by its name. */
export const classes: ReadonlyMap<string, ClassModel> = readClasses();

const byLowerCase = new Map([...classes.keys()].map((name) => [name.toLowerCase(), name]));

/** The name of a class in its own spelling, from any; events spell it in lower case. */
export const className = (name: string): string | undefined => byLowerCase.get(name.toLowerCase());

const enumValues = new Map(
  Object.entries(model.enums).map(([name, values]) => [name, new Set(values)]),
);

/** The values of an enumeration. */
export function valuesOf(name: string): ReadonlySet<string> {
  return enumValues.get(name) ?? new Set<string>();
}
