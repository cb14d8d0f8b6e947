import type { ApiModel, TypeSpec } from '../model/api-model.ts';
import { SIMPLE_TYPES, type TextDecoder } from './simple.ts';

/** How an element becomes a value. Compiled once per type, so that decoding looks nothing up but names. */
export type Plan = DataPlan | TextPlan | ReferencePlan | ArrayPlan | GenericPlan;

/** A data object with known fields. */
export interface DataPlan {
  readonly kind: 'data';
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldPlan>;
}

export interface FieldPlan {
  readonly name: string;
  readonly index: number;
  readonly many: boolean;
  /** Compiled when the field is first met: types refer to each other in circles. */
  plan(): Plan;
}

/** Text of a simple type or an enumeration. */
export interface TextPlan {
  readonly kind: 'text';
  /** The type's name on the wire. */
  readonly name: string;
  readonly decode: TextDecoder;
}

export interface ReferencePlan {
  readonly kind: 'reference';
}

/** `ArrayOfX` in an anyType: every child is an element, whatever its name. */
export interface ArrayPlan {
  readonly kind: 'array';
  readonly element: Plan;
}

/**
 * Unknown to the model, or anyType without a type: children make a record, text a string. `fault` marks
 * SOAP's detail, whose child may say its type by its name only.
 */
export interface GenericPlan {
  readonly kind: 'generic';
  readonly typeName: string;
  readonly fault: boolean;
}

/** `$type` of a record whose type the server did not say: the root of all data objects. */
export const UNTYPED = 'DataObject';
export const REFERENCE: ReferencePlan = { kind: 'reference' };
export const GENERIC: GenericPlan = { kind: 'generic', typeName: UNTYPED, fault: false };
export const FAULT_DETAIL: GenericPlan = { kind: 'generic', typeName: UNTYPED, fault: true };

/** What a plan is for, in the API's own words. */
export function typeOfPlan(plan: Plan): string {
  switch (plan.kind) {
    case 'data':
    case 'text':
      return plan.name;
    case 'reference':
      return 'ManagedObjectReference';
    case 'array':
      return `${typeOfPlan(plan.element)}[]`;
    case 'generic':
      return plan.typeName;
  }
}

/** Compiles and keeps the plans of one model. */
export class Plans {
  readonly #model: ApiModel;
  readonly #byName = new Map<string, Plan | null>();
  readonly #unknown = new Map<string, GenericPlan>();

  constructor(model: ApiModel) {
    this.#model = model;
  }

  /** The plan of a type by its name on the wire; null where neither model nor XML Schema knows it. */
  known(name: string): Plan | null {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const plan = this.#compile(name);
    // Only names of the model are kept: a server must not fill this map with its own.
    if (plan !== null) this.#byName.set(name, plan);
    return plan;
  }

  /** As `known`, with a generic record for unknown names. */
  named(name: string): Plan {
    const plan = this.known(name);
    if (plan !== null) return plan;
    if (name === 'anyType') return GENERIC;
    const seen = this.#unknown.get(name);
    if (seen !== undefined) return seen;
    const own: GenericPlan = { kind: 'generic', typeName: ` ${name}`.slice(1), fault: false };
    if (this.#unknown.size < 1000) this.#unknown.set(own.typeName, own);
    return own;
  }

  /** Whether a value of a type can stand where another one is declared, among data types that the model knows. */
  fits(type: string, declared: string): boolean {
    const known = this.#model.isDataType(type) && this.#model.isDataType(declared);
    return !known || this.#model.isSubtype(type, declared);
  }

  /** The plan of a field's declared type. */
  declared(spec: TypeSpec): Plan {
    return spec.reference ? REFERENCE : this.named(spec.type);
  }

  /** A data plan over explicit fields, for envelopes and answers. */
  record(name: string, fields: Readonly<Record<string, { plan: Plan; many?: boolean }>>): DataPlan {
    const entries = Object.entries(fields).map(([field, { plan, many }], index) => {
      const made: FieldPlan = { name: field, index, many: many ?? false, plan: () => plan };
      return [field, made] as const;
    });
    return { kind: 'data', name, fields: new Map(entries) };
  }

  #compile(name: string): Plan | null {
    if (name === 'ManagedObjectReference') return REFERENCE;
    if (this.#model.isDataType(name)) return this.#compileData(name);
    const decode = SIMPLE_TYPES.get(name);
    if (decode !== undefined) return { kind: 'text', name, decode };
    const values = this.#model.enumValues(name);
    if (values !== undefined) return { kind: 'text', name, decode: (text) => text };
    if (name.startsWith('ArrayOf')) return this.#compileArray(name.slice('ArrayOf'.length));
    return null;
  }

  #compileArray(element: string): Plan | null {
    if (element.startsWith('ArrayOf')) return null;
    const simple = element.slice(0, 1).toLowerCase() + element.slice(1);
    const plan =
      this.known(element) ?? this.known(simple) ?? (simple === 'anyType' ? GENERIC : null);
    return { kind: 'array', element: plan ?? this.named(element) };
  }

  #compileData(name: string): DataPlan {
    const fields = new Map<string, FieldPlan>();
    for (const [index, spec] of this.#model.fieldsOf(name).entries()) {
      let plan: Plan | undefined;
      fields.set(spec.name, {
        name: spec.name,
        index,
        many: spec.many,
        plan: () => (plan ??= this.declared(spec)),
      });
    }
    return { kind: 'data', name, fields };
  }
}
