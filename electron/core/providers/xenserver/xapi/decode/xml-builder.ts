import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { XapiAnswerError } from '../errors.ts';
import { dateTime, type XapiValue } from '../values.ts';
import { integer } from './json-text.ts';
import { type RawEntry, setOwn } from './raw.ts';
import { floatOf } from './typed.ts';

interface Open {
  readonly kind:
    | 'value'
    | 'struct'
    | 'array'
    | 'member'
    | 'name'
    | 'scalar'
    | 'foreign'
    | 'wrapper';
  readonly element: string;
  /** How much of the path to the streamed container leads to here; -1: not on it. */
  readonly path: number;
  readonly members: Record<string, XapiValue>;
  readonly items: XapiValue[];
  /** Of a value: what its child element said; of a member: its value. */
  value: XapiValue | undefined;
  name: string;
  text: string;
}

const SCALARS = new Set([
  'string',
  'int',
  'i4',
  'i8',
  'boolean',
  'double',
  'dateTime.iso8601',
  'base64',
  'nil',
]);
const KINDS: Readonly<Record<string, Open['kind']>> = {
  value: 'value',
  struct: 'struct',
  array: 'array',
  member: 'member',
  name: 'name',
  methodResponse: 'wrapper',
  params: 'wrapper',
  param: 'wrapper',
  fault: 'wrapper',
  data: 'wrapper',
};
const PARENTS: Readonly<Record<Open['kind'], readonly string[]>> = {
  value: ['param', 'fault', 'data', 'member', ''],
  struct: ['value'],
  array: ['value'],
  scalar: ['value'],
  foreign: [],
  member: ['struct'],
  name: ['member'],
  wrapper: ['', 'methodResponse', 'params', 'array'],
};

function scalar(element: string, text: string): XapiValue {
  switch (element) {
    case 'int':
    case 'i4':
    case 'i8':
      return /^\s*[+-]?\d{1,19}\s*$/.test(text) ? integer(text.trim().replace('+', '')) : text;
    case 'double':
      return floatOf(text) ?? text;
    case 'boolean':
      return /^\s*(1|true)\s*$/.test(text) ? true : /^\s*(0|false)\s*$/.test(text) ? false : text;
    case 'dateTime.iso8601':
      return dateTime(text.trim());
    case 'nil':
      return null;
    default:
      return text;
  }
}

/** Builds the value of an XML-RPC document from its elements. Strict about structure, lenient about what text says. */
export class XmlBuilder {
  /** Members of the streamed container since they were last taken. */
  entries: RawEntry[] = [];
  /** The document's value; undefined until it is complete. */
  root: XapiValue | undefined;
  /** The value is a fault. */
  fault = false;
  /** The container to stream was met. */
  streamed = false;
  readonly #path: readonly string[] | null;
  readonly #open: Open[] = [];
  #elements = 0;

  /** @param path from the root to the container that is handed out in entries; null: none */
  constructor(path: readonly string[] | null) {
    this.#path = path;
  }

  /** @throws XapiAnswerError for an element that has no place in XML-RPC */
  open(element: string): void {
    const parent = this.#open.at(-1);
    const kind = this.#kindOf(element, parent);
    if (kind === undefined) {
      throw new XapiAnswerError(say('answer.noXmlRpc.element', { element: element.slice(0, 60) }));
    }
    if (this.#open.length >= BOUNDS.depth) {
      throw new XapiAnswerError(say('answer.deep'));
    }
    this.#elements += 1;
    const limit = this.#path === null ? BOUNDS.elements : BOUNDS.streamedElements;
    if (this.#elements > limit) throw new XapiAnswerError(say('answer.elements', { limit }));
    if (element === 'fault') this.fault = true;
    const path = this.#pathOf(kind, parent);
    if ((kind === 'struct' || kind === 'array') && path === this.#path?.length) {
      this.streamed = true;
    }
    this.#open.push({
      kind,
      element,
      path,
      members: {},
      items: [],
      value: undefined,
      name: '',
      text: '',
    });
  }

  /** An element that has no place within a value makes what is in that value text, and no more than that. */
  #kindOf(element: string, parent: Open | undefined): Open['kind'] | undefined {
    const kind = SCALARS.has(element) ? 'scalar' : KINDS[element];
    if (kind !== undefined && PARENTS[kind].includes(parent?.element ?? '')) return kind;
    const inValue =
      parent?.kind === 'value' || parent?.kind === 'scalar' || parent?.kind === 'foreign';
    return inValue || parent?.kind === 'name' ? 'foreign' : undefined;
  }

  text(text: string): void {
    const top = this.#open.at(-1);
    if (top === undefined) return;
    if (top.kind === 'value' || top.kind === 'scalar' || top.kind === 'name') top.text += text;
    else if (top.kind === 'foreign') top.text += text;
    else if (text.trim() !== '') {
      throw new XapiAnswerError(say('answer.noXmlRpc.text', { element: top.element }));
    }
  }

  close(): void {
    const done = this.#open.pop();
    const parent = this.#open.at(-1);
    if (done === undefined) return;
    if (done.kind === 'value')
      this.#value(done.value === undefined ? done.text : done.value, parent);
    else if (parent !== undefined) this.#closeIn(parent, done);
  }

  /** What an element that is closed says, other than a value, goes into the one around it. */
  #closeIn(parent: Open, done: Open): void {
    switch (done.kind) {
      case 'scalar':
        parent.value = scalar(done.element, done.text);
        break;
      case 'foreign':
        parent.text += done.text;
        break;
      case 'struct':
        parent.value = done.members;
        break;
      case 'array':
        parent.value = done.items;
        break;
      case 'name':
        parent.name = done.text;
        break;
      case 'member':
        this.#member(done.name, done.value ?? null, parent);
        break;
      default:
    }
  }

  #pathOf(kind: Open['kind'], parent: Open | undefined): number {
    if (this.#path === null || this.fault) return -1;
    if (parent === undefined || kind === 'wrapper') return parent?.path ?? 0;
    if (parent.element === 'data') return -1;
    if (kind !== 'value' || parent.kind !== 'member') return parent.path;
    // A member is on the path when its name is the next step of it.
    return parent.path >= 0 && this.#path[parent.path] === parent.name ? parent.path + 1 : -1;
  }

  #value(value: XapiValue, parent: Open | undefined): void {
    if (parent?.kind === 'member') parent.value = value;
    else if (parent?.element === 'data') this.#item(value);
    else this.root ??= value;
  }

  #item(value: XapiValue): void {
    const array = this.#open.at(-2);
    if (array === undefined) return;
    if (array.path === this.#path?.length) this.entries.push(['', value]);
    else array.items.push(value);
  }

  #member(name: string, value: XapiValue, struct: Open): void {
    if (struct.path === this.#path?.length) this.entries.push([name, value]);
    else setOwn(struct.members, name, value);
  }
}
