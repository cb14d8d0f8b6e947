import { isDeepStrictEqual } from 'node:util';
import { unreadable, type UnreadableFound } from '../../../../net/unreadable.ts';
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
  type TextPlan,
  typeOfPlan,
} from './plan.ts';
import { type Frame, newFrame, reset } from './frame.ts';
import { addForeign, inOrder, openRecord, type OpenRecord } from './record.ts';
import { placeOf } from './unreadable-place.ts';
import { SIMPLE_TYPES } from './simple.ts';

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

/** Builds typed values from parse events along the plans: a stack machine without closures per element. */
export class ValueBuilder implements XmlHandler {
  readonly #plans: Plans;
  readonly #streamed: FieldPlan | null;
  readonly #emit: ((item: VimRecord) => void) | null;
  readonly #found: ((found: UnreadableFound) => void) | null;
  readonly #typeNames = new Map<string, TypeName>();
  readonly #frames: Frame[] = [newFrame()];
  #top: Frame;
  #depth = 0;

  /** @param root what the document element's parent would be: its only field is the document element */
  constructor(
    root: Plan,
    plans: Plans,
    streamed?: StreamedField,
    found?: (found: UnreadableFound) => void,
  ) {
    this.#plans = plans;
    this.#found = found ?? null;
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
    reset(frame, local);
    frame.plan = this.#planUnder(parent, frame, local);
    if (attributes.length > 0) this.#readAttributes(frame, attributes, resolve);
    this.#top = frame;
  }

  text(text: string): void {
    const frame = this.#top;
    const { kind } = frame.plan;
    // Between the fields of a record there is nothing but line breaks.
    if ((kind === 'data' || kind === 'array') && isBlank(text)) return;
    frame.text = frame.text === '' ? text : frame.text + text;
  }

  /** The text that comes next holds what is no text, and has been mended. */
  damaged(): void {
    this.#top.damaged = true;
  }

  close(): void {
    const frame = this.#top;
    let value = this.#valueOf(frame);
    if (frame.declared !== null) value = this.#mark(typeOfPlan(frame.declared), value);
    else if (frame.damaged) this.#report('string');
    frame.text = '';
    this.#depth -= 1;
    const parent = this.#frames[this.#depth];
    if (parent === undefined) throw new RangeError('An element closes that never opened.');
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
    // An element where text is expected: from here on it is read as what it is.
    parent.declared ??= plan;
    parent.plan = GENERIC;
    parent.record ??= openRecord(GENERIC.typeName);
    return GENERIC;
  }

  #readAttributes(
    frame: Frame,
    attributes: readonly XmlAttribute[],
    resolve: PrefixResolver,
  ): void {
    for (const { local, namespace, value } of attributes) {
      if (namespace === XSI) {
        if (local === 'type') this.#takeType(frame, value, resolve);
      } else if (namespace !== '') continue;
      else if (local === 'type') frame.refType = value;
      else if (local === 'serverGuid') frame.refGuid = value;
    }
    if (frame.refType !== null && frame.plan === GENERIC) frame.plan = REFERENCE;
  }

  /** Goes by the type that an element says it has, as far as that is of the declared one. */
  #takeType(frame: Frame, value: string, resolve: PrefixResolver): void {
    const declared = frame.plan;
    const typed = this.#typed(declared, value, resolve);
    if (typed === declared) return;
    // A simple type is read as it is declared: what cannot be is marked then.
    if (declared.kind === 'text' && typed.kind === 'text') return;
    if (declared.kind === 'reference' && typed.kind === 'generic') return;
    frame.plan = typed;
    if (declared.kind === 'generic' || typed.kind === 'generic') return;
    const fits =
      declared.kind === 'data' && typed.kind === 'data'
        ? this.#plans.fits(typed.name, declared.name)
        : declared.kind === typed.kind;
    if (!fits) frame.declared = declared;
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
        return this.#decodeText(frame.text, plan);
      case 'reference':
        return this.#reference(frame);
      case 'data': {
        if (frame.record === null && frame.text !== '') return this.#mark(plan.name, frame.text);
        const record = frame.record ?? openRecord(plan.name);
        return frame.disordered ? inOrder(record, plan.fields.keys()) : record;
      }
      case 'array':
        if (frame.array === null && frame.text !== '')
          return this.#mark(typeOfPlan(plan), frame.text);
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

  #decodeText(text: string, { name, decode }: TextPlan): VimValue {
    try {
      return decode(text);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      return this.#mark(name, text);
    }
  }

  /** What came where something else was declared: it stays where it is, and all else is read as ever. */
  #mark(declared: string, value: VimValue): VimValue {
    this.#report(declared);
    return unreadable(declared, value);
  }

  #report(declared: string): void {
    this.#found?.(placeOf(this.#frames, this.#depth, declared));
  }

  #reference(frame: Frame): VimValue {
    if (frame.refType === null || frame.text === '')
      return this.#mark('ManagedObjectReference', frame.text);
    const reference = {
      $type: 'ManagedObjectReference' as const,
      type: frame.refType,
      value: frame.text,
    };
    if (frame.refGuid === null) return reference;
    return { ...reference, serverGuid: frame.refGuid };
  }

  /** Two came where one is expected. */
  #both(record: OpenRecord, { name, plan }: Frame, value: VimValue): VimValue {
    const first = record[name] ?? null;
    return isDeepStrictEqual(first, value) ? value : this.#mark(typeOfPlan(plan), [first, value]);
  }

  #attach(parent: Frame, frame: Frame, value: VimValue): void {
    const { plan } = parent;
    if (plan.kind === 'data') {
      if (frame.field !== null && frame.field === this.#streamed && this.#emit !== null)
        return this.#emit(value as VimRecord);
      parent.record ??= openRecord(plan.name);
      if (frame.field === null) attachForeign(parent, parent.record, frame, value);
      else this.#attachField(parent, parent.record, frame, value);
    } else if (plan.kind === 'array') (parent.array ??= []).push(value);
    else if (plan.kind === 'generic') {
      parent.record ??= openRecord(plan.typeName);
      attachForeign(parent, parent.record, frame, value);
    }
  }

  #attachField(parent: Frame, record: OpenRecord, frame: Frame, value: VimValue): void {
    const { field } = frame;
    if (field === null) return;
    if (field.index < parent.last) parent.disordered = true;
    const known = record[field.name];
    const isTwice = field.index <= parent.last && known !== undefined;
    parent.last = field.index;
    if (!field.many) record[field.name] = isTwice ? this.#both(record, frame, value) : value;
    else if (known === undefined) record[field.name] = [value];
    else (known as VimValue[]).push(value);
  }
}

/** A member that the model does not know. */
function attachForeign(parent: Frame, record: OpenRecord, frame: Frame, value: VimValue): void {
  parent.repeated ??= new Set();
  addForeign(record, frame.name, value, parent.repeated);
}

/** Line breaks between elements; the same few texts stand everywhere. */
function isBlank(text: string): boolean {
  return text.charCodeAt(0) <= 32 && text.trim() === '';
}
