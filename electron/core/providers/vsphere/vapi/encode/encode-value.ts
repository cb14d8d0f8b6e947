import { text as say } from '#shared/i18n/make-text.ts';
import { EncodeError } from '../errors.ts';
import type { FieldSpec, TypeSource, TypeSpec } from '../model/type-spec.ts';
import { isRecord, unescapeName, type VapiRecord } from '../values.ts';
import { dynamicText } from './dynamic.ts';
import { fits, kindOf, refuse, simpleText } from './simple.ts';

const ANY_ERROR = 'com.vmware.vapi.std.errors.error';

/** Writes values as specialised JSON by their declarations. Whatever does not fit is an EncodeError that says where. */
export class Encoder {
  readonly #types: TypeSource;

  constructor(types: TypeSource) {
    this.#types = types;
  }

  /**
   * The fields of `operation-input`: set parameters only.
   * @throws EncodeError for unknown, missing and unfitting parameters
   */
  input(parameters: readonly FieldSpec[], input: object, operation: string): string {
    const fields = this.#fields(parameters, input as VapiRecord, operation);
    return `{"STRUCTURE":{"operation-input":${fields}}}`;
  }

  /** @param path where the value stands, for messages */
  value(type: TypeSpec, value: unknown, path: string): string {
    switch (type.kind) {
      case 'optional':
        return value === undefined || value === null
          ? '{"OPTIONAL":null}'
          : `{"OPTIONAL":${this.value(type.of, value, path)}}`;
      case 'list':
      case 'set':
        return this.#list(type.of, value, path);
      case 'map':
        return this.#map(type.key, type.value, value, path);
      case 'structure':
        return this.#structure(type.name, value, path);
      case 'opaque':
        return this.#dynamic(value, path);
      case 'dynamic_structure':
        return isRecord(value) && value.$type !== undefined
          ? this.#dynamic(value, path)
          : refuse(path, say('value.structure.typed'), value);
      case 'any_error':
        return isRecord(value) && value.$type !== undefined
          ? this.#dynamic({ ...value, $kind: 'error' }, path)
          : refuse(path, say('value.error.typed'), value);
      default:
        return simpleText(type.kind, value, path);
    }
  }

  #dynamic(value: unknown, path: string): string {
    return dynamicText(value, path, (name, record, place) => {
      const spec =
        this.#types.structure(name) ??
        (record['$kind'] === 'error' ? this.#types.structure(ANY_ERROR) : undefined);
      if (spec === undefined) return undefined;
      return { error: spec.error, fields: this.#fields(spec.fields, record, name, place) };
    });
  }

  #list(element: TypeSpec, value: unknown, path: string): string {
    if (!Array.isArray(value)) return refuse(path, say('value.list'), value);
    const items = (value as readonly unknown[]).map((item, index) =>
      this.value(element, item, `${path}[${index}]`),
    );
    return `[${items.join(',')}]`;
  }

  #map(key: TypeSpec, element: TypeSpec, value: unknown, path: string): string {
    if (!isRecord(value)) return refuse(path, say('value.map.object'), value);
    const entries = Object.entries(value).map(([name, item]) => {
      const place = `${path}[${JSON.stringify(name)}]`;
      const keyText = key.kind === 'long' ? longKey(name, place) : this.value(key, name, place);
      return `{"STRUCTURE":{"map-entry":{"key":${keyText},"value":${this.value(element, item, place)}}}}`;
    });
    return `[${entries.join(',')}]`;
  }

  #structure(declared: string, value: unknown, path: string): string {
    if (!isRecord(value))
      return refuse(path, say('value.structure.named', { name: declared }), value);
    const name = value.$type ?? declared;
    const spec = this.#types.structure(name);
    if (spec === undefined) return this.#dynamic({ ...value, $type: name }, path);
    const fields = this.#fields(spec.fields, value, name, path);
    return `{"${spec.error ? 'ERROR' : 'STRUCTURE'}":{${JSON.stringify(name)}:${fields}}}`;
  }

  #fields(specs: readonly FieldSpec[], value: VapiRecord, owner: string, path = ''): string {
    const parts: string[] = [];
    for (const { name, type } of specs) {
      const item = Object.hasOwn(value, name) ? value[name] : undefined;
      const place = path === '' ? name : `${path}.${name}`;
      if (item === undefined) {
        if (type.kind === 'optional' || type.kind === 'void') continue;
        throw new EncodeError(say('request.needs', { owner, path: place, type: kindOf(type) }));
      }
      parts.push(`${JSON.stringify(name)}:${this.value(type, item, place)}`);
    }
    this.#refuseUnknown(specs, value, owner);
    const { $unknown } = value;
    if (isRecord($unknown)) {
      for (const [name, item] of Object.entries($unknown)) {
        parts.push(`${JSON.stringify(name)}:${this.#dynamic(item, `${path}.${name}`)}`);
      }
    }
    return `{${parts.join(',')}}`;
  }

  #refuseUnknown(specs: readonly FieldSpec[], value: VapiRecord, owner: string): void {
    for (const name of Object.keys(value)) {
      if (name === '$type' || name === '$unknown' || name === '$kind') continue;
      if (value[name] === undefined || specs.some((spec) => spec.name === name)) continue;
      const about = { owner, name: unescapeName(name) };
      const known = specs.map((spec) => spec.name).join(', ');
      throw new EncodeError(
        known === ''
          ? say('request.unknownField.none', about)
          : say('request.unknownField', { ...about, known }),
      );
    }
  }
}

function longKey(name: string, path: string): string {
  return fits(name) ? name : refuse(path, say('value.integerKey'), name);
}
