import type { VimRecord, VimValue } from '../values.ts';
import {
  type PrefixResolver,
  type XmlAttribute,
  type XmlHandler,
  XSD,
  XSI,
} from '../xml/xml-reader.ts';
import { DecodeError } from './decode-error.ts';
import {
  type FieldPlan,
  GENERIC,
  type GenericPlan,
  type Plan,
  type Plans,
  REFERENCE,
} from './plan.ts';
import { addForeign, inOrder, openRecord, type OpenRecord } from './record.ts';
import { SIMPLE_TYPES, type TextDecoder } from './simple.ts';

/** An open element. Frames are used again: one per depth. */
interface Frame {
  plan: Plan;
  /** The field of the enclosing known type; null under arrays and unknown types. */
  field: FieldPlan | null;
  name: string;
  text: string;
  record: OpenRecord | null;
  array: VimValue[] | null;
  /** Index of the last field set, to notice disorder. */
  last: number;
  disordered: boolean;
  /** The `type` and `serverGuid` attributes of a reference. */
  refType: string | null;
  refGuid: string | null;
  repeated: Set<string> | null;
}

/** The value of an `xsi:type` attribute, taken apart. */
interface TypeName {
  readonly prefix: string | null;
  readonly local: string;
}

/** Elements to hand out as they close instead of keeping them in their parent. */
export interface StreamedField {
  /** The data type that has the field, e.g. `RetrieveResult`. */
  readonly owner: string;
  readonly field: string;
  emit(item: VimRecord): void;
}

function newFrame(): Frame {
  return {
    plan: GENERIC,
    field: null,
    name: '',
    text: '',
    record: null,
    array: null,
    last: -1,
    disordered: false,
    refType: null,
    refGuid: null,
    repeated: null,
  };
}

/** Builds typed values from parse events along the plans: a stack machine without closures per element. */
export class ValueBuilder implements XmlHandler {
  readonly #plans: Plans;
  readonly #streamed: FieldPlan | null;
  readonly #emit: ((item: VimRecord) => void) | null;
  readonly #typeNames = new Map<string, TypeName>();
  readonly #frames: Frame[] = [newFrame()];
  #top: Frame;
  #depth = 0;

  /** @param root what the document element's parent would be: its only field is the document element */
  constructor(root: Plan, plans: Plans, streamed?: StreamedField) {
    this.#plans = plans;
    const owner = streamed === undefined ? null : plans.known(streamed.owner);
    this.#streamed = (owner?.kind === 'data' && owner.fields.get(streamed?.field ?? '')) || null;
    this.#emit = streamed === undefined ? null : (item) => streamed.emit(item);
    this.#top = this.#frames[0] ?? newFrame();
    this.#top.plan = root;
  }

  /** The value of the whole document, as a record with the document element as its field. */
  result(): VimRecord {
    return this.#top.record ?? { $type: 'Document' };
  }

  open(
    local: string,
    _namespace: string,
    attributes: readonly XmlAttribute[],
    resolve: PrefixResolver,
  ): void {
    const parent = this.#top;
    this.#depth += 1;
    let frame = this.#frames[this.#depth];
    if (frame === undefined) {
      frame = newFrame();
      this.#frames.push(frame);
    }
    frame.name = local;
    frame.text = '';
    frame.record = null;
    frame.array = null;
    frame.last = -1;
    frame.disordered = false;
    frame.refType = null;
    frame.refGuid = null;
    frame.repeated = null;
    frame.field = null;
    frame.plan = this.#planUnder(parent, frame, local);
    if (attributes.length > 0) this.#readAttributes(frame, attributes, resolve);
    this.#top = frame;
  }

  text(text: string): void {
    const frame = this.#top;
    const { kind } = frame.plan;
    // Between the fields of a record there is nothing but line breaks.
    if (kind === 'data' || kind === 'array') return;
    frame.text = frame.text === '' ? text : frame.text + text;
  }

  close(): void {
    const frame = this.#top;
    const value = this.#valueOf(frame);
    frame.text = '';
    this.#depth -= 1;
    const parent = this.#frames[this.#depth];
    if (parent === undefined) throw new DecodeError('An element closes that never opened.');
    this.#top = parent;
    this.#attach(parent, frame, value);
  }

  #planUnder(parent: Frame, frame: Frame, local: string): Plan {
    const { plan } = parent;
    if (plan.kind === 'data') {
      const field = plan.fields.get(local);
      if (field === undefined) return GENERIC;
      frame.field = field;
      return field.plan();
    }
    if (plan.kind === 'array') return plan.element;
    if (plan.kind === 'generic') {
      parent.record ??= openRecord(plan.typeName);
      if (!plan.fault) return GENERIC;
      const name = local.endsWith('Fault') ? local.slice(0, -'Fault'.length) : local;
      const fault = this.#plans.known(local) ?? this.#plans.known(name);
      return fault?.kind === 'data' ? fault : GENERIC;
    }
    throw new DecodeError(
      `Unexpected element ${local.slice(0, 60)} in ${parent.name.slice(0, 60)}, which holds text only.`,
    );
  }

  #readAttributes(
    frame: Frame,
    attributes: readonly XmlAttribute[],
    resolve: PrefixResolver,
  ): void {
    for (const { local, namespace, value } of attributes) {
      if (namespace === XSI) {
        if (local === 'type') frame.plan = this.#typed(frame.plan, value, resolve);
      } else if (namespace !== '') continue;
      else if (local === 'type') frame.refType = value;
      else if (local === 'serverGuid') frame.refGuid = value;
    }
    if (frame.refType !== null && frame.plan === GENERIC) frame.plan = REFERENCE;
  }

  #typed(declared: Plan, value: string, resolve: PrefixResolver): Plan {
    const { prefix, local } = this.#typeName(value);
    if (prefix === null) {
      if (declared.kind === 'data' && declared.name === local) return declared;
      return this.#plans.named(local);
    }
    // vcsim's `xsd:` is literal: nothing guarantees its declaration.
    const isSchema = (resolve(prefix) ?? (prefix === 'xsd' ? XSD : '')) === XSD;
    if (!isSchema) return this.#plans.named(local);
    return SIMPLE_TYPES.has(local) ? this.#plans.named(local) : GENERIC;
  }

  /** The same few names stand in every other element. */
  #typeName(value: string): TypeName {
    const known = this.#typeNames.get(value);
    if (known !== undefined) return known;
    const text = value.trim();
    const colon = text.indexOf(':');
    const prefix = colon < 0 ? null : text.slice(0, colon);
    const name = { prefix, local: text.slice(colon + 1) };
    if (this.#typeNames.size < 1000) this.#typeNames.set(value, name);
    return name;
  }

  #valueOf(frame: Frame): VimValue {
    const { plan } = frame;
    switch (plan.kind) {
      case 'text':
        return this.#decodeText(frame, plan.decode);
      case 'reference':
        return this.#reference(frame);
      case 'data': {
        const record = frame.record ?? openRecord(plan.name);
        return frame.disordered ? inOrder(record, plan.fields.keys()) : record;
      }
      case 'array':
        return frame.array ?? [];
      case 'generic':
        return this.#generic(frame, plan);
    }
  }

  #generic(frame: Frame, plan: GenericPlan): VimValue {
    if (frame.record !== null) return frame.record;
    const { text } = frame;
    if (plan.typeName === GENERIC.typeName) return text;
    // A type that the model lacks and that holds text is a new enumeration or simple type.
    return text.trim() === '' ? { $type: plan.typeName } : text;
  }

  #decodeText(frame: Frame, decode: TextDecoder): VimValue {
    try {
      return decode(frame.text);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      const path = this.#frames.slice(1, this.#depth + 1).map(({ name }) => name.slice(0, 40));
      throw new DecodeError(`${path.join('/')}: ${error.message}`, { cause: error });
    }
  }

  #reference(frame: Frame): VimValue {
    const reference = {
      $type: 'ManagedObjectReference' as const,
      type: frame.refType ?? '',
      value: frame.text,
    };
    if (frame.refGuid === null) return reference;
    return { ...reference, serverGuid: frame.refGuid };
  }

  #attach(parent: Frame, frame: Frame, value: VimValue): void {
    const { plan } = parent;
    const { field } = frame;
    if (field !== null && plan.kind === 'data') {
      if (field === this.#streamed && this.#emit !== null) return this.#emit(value as VimRecord);
      parent.record ??= openRecord(plan.name);
      if (field.index < parent.last) parent.disordered = true;
      parent.last = field.index;
      if (!field.many) parent.record[field.name] = value;
      else {
        const list = parent.record[field.name];
        if (list === undefined) parent.record[field.name] = [value];
        else (list as VimValue[]).push(value);
      }
    } else if (plan.kind === 'array') (parent.array ??= []).push(value);
    else if (plan.kind === 'data' || plan.kind === 'generic') {
      parent.record ??= openRecord(plan.kind === 'data' ? plan.name : plan.typeName);
      parent.repeated ??= new Set();
      addForeign(parent.record, frame.name, value, parent.repeated);
    }
  }
}
