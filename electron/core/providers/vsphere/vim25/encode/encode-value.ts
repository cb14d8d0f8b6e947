import type { Message } from '#shared/i18n/text.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { ApiModel, FieldSpec } from '../model/api-model.ts';
import { EncodeError } from './encode-error.ts';
import { escapeXml } from './escape.ts';
import { isSimpleType, simpleText, xsdTypeOf } from './simple.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An element with its text or children already in XML. */
function element(name: string, content: string, attributes = ''): string {
  return `<${name}${attributes}>${content}</${name}>`;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadableText(value: unknown): string | undefined {
  const isKept = isObject(value) && value['$type'] === 'unreadable';
  return isKept && typeof value['value'] === 'string' ? value['value'] : undefined;
}

function wrongKind(path: string, expected: Message, value: unknown): EncodeError {
  const found = isObject(value) ? say('value.object') : String(value).slice(0, 60);
  return new EncodeError(say('request.mustBe', { path, expected, found }));
}

/** Writes values in the order and with the types that the model's schema asks for. */
export class ValueEncoder {
  readonly #model: ApiModel;

  constructor(model: ApiModel) {
    this.#model = model;
  }

  /**
   * Writes the given fields. @param path names the place in messages
   * @throws EncodeError for a missing, unknown or ill-typed field
   */
  fields(specs: readonly FieldSpec[], values: Fields, path: string): string {
    for (const name of Object.keys(values)) {
      if (
        name !== '$type' &&
        values[name] !== undefined &&
        !specs.some((spec) => spec.name === name)
      ) {
        const known = specs.map((spec) => spec.name).join(', ');
        throw new EncodeError(say('request.unknownField', { owner: path, name, known }));
      }
    }
    let xml = '';
    for (const spec of specs) {
      const value = Object.hasOwn(values, spec.name) ? values[spec.name] : undefined;
      const place = `${path}.${spec.name}`;
      if (value === undefined || value === null) {
        // A repeated element may be empty: the schema's minimum for arrays is zero on the wire.
        if (!spec.optional && !spec.many)
          throw new EncodeError(say('request.required', { path: place }));
      } else if (spec.many) xml += this.#repeated(spec, value, place);
      else xml += this.#single(spec.name, spec, value, place);
    }
    return xml;
  }

  #repeated(spec: FieldSpec, value: unknown, path: string): string {
    if (!Array.isArray(value)) throw wrongKind(path, say('value.list'), value);
    return value
      .map((item, index) => this.#single(spec.name, spec, item, `${path}[${index}]`))
      .join('');
  }

  #single(
    name: string,
    spec: Pick<FieldSpec, 'type' | 'reference'>,
    value: unknown,
    path: string,
  ): string {
    const { type } = spec;
    // Text that came where something else is declared goes back as it came.
    const kept = unreadableText(value);
    if (kept !== undefined) return element(name, escapeXml(kept, path));
    if (spec.reference || type === 'ManagedObjectReference')
      return this.#reference(name, value, path);
    if (type === 'anyType') return this.#any(name, value, path);
    if (isSimpleType(type)) return element(name, escapeXml(simpleText(value, type, path), path));
    if (this.#model.enumValues(type) !== undefined) {
      return element(name, escapeXml(simpleText(value, 'string', path), path));
    }
    return this.#dataObject(name, type, value, path);
  }

  #reference(name: string, value: unknown, path: string, typed = ''): string {
    if (!isObject(value) || typeof value.type !== 'string' || typeof value.value !== 'string') {
      throw wrongKind(path, say('value.reference'), value);
    }
    const guid =
      typeof value.serverGuid === 'string'
        ? ` serverGuid="${escapeXml(value.serverGuid, path)}"`
        : '';
    const attributes = `${typed} type="${escapeXml(value.type, path)}"${guid}`;
    return element(name, escapeXml(value.value, path), attributes);
  }

  #dataObject(name: string, declared: string, value: unknown, path: string): string {
    if (!isObject(value)) throw wrongKind(path, say('value.dataObject', { type: declared }), value);
    const type = typeof value.$type === 'string' ? value.$type : declared;
    if (!this.#model.isDataType(type)) {
      throw new EncodeError(say('request.unknownType', { path, type }));
    }
    if (!this.#model.isSubtype(type, declared)) {
      throw new EncodeError(say('request.mustBe', { path, expected: declared, found: type }));
    }
    const attribute = type === declared ? '' : ` xsi:type="${type}"`;
    return element(name, this.fields(this.#model.fieldsOf(type), value, path), attribute);
  }

  #any(name: string, value: unknown, path: string): string {
    if (Array.isArray(value)) return this.#anyArray(name, value, path);
    const xsd = xsdTypeOf(value);
    if (xsd !== undefined) {
      const text = escapeXml(simpleText(value, xsd, path), path);
      return element(name, text, ` xsi:type="xsd:${xsd}"`);
    }
    if (!isObject(value) || typeof value.$type !== 'string') {
      throw new EncodeError(say('request.untyped', { path }));
    }
    if (value.$type === 'ManagedObjectReference') {
      return this.#reference(name, value, path, ' xsi:type="ManagedObjectReference"');
    }
    return this.#dataObject(name, 'DataObject', value, path);
  }

  #anyArray(name: string, items: readonly unknown[], path: string): string {
    const [first] = items;
    if (first === undefined) {
      throw new EncodeError(say('request.emptyUntyped', { path }));
    }
    const types = items.map((item) => xsdTypeOf(item) ?? (item as Partial<Fields> | null)?.$type);
    const [type] = types;
    const same = typeof type === 'string' && types.every((other) => other === type);
    const label = same ? type.charAt(0).toUpperCase() + type.slice(1) : 'AnyType';
    const child = same ? type : 'anyType';
    const spec = { type: child, reference: false };
    const content = items.map((item, index) =>
      this.#single(child, spec, item, `${path}[${index}]`),
    );
    return element(name, content.join(''), ` xsi:type="ArrayOf${label}"`);
  }
}
