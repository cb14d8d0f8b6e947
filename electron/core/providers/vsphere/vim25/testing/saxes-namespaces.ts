import { text as say } from '#shared/i18n/make-text.ts';
import { type PrefixResolver, type XmlAttribute, XmlError } from '../xml/xml-reader.ts';

const NONE: readonly XmlAttribute[] = [];
const XML = 'http://www.w3.org/XML/1998/namespace';

interface Scope {
  readonly depth: number;
  readonly bindings: ReadonlyMap<string, string>;
  readonly outer: Scope | null;
}

/**
 * The namespace bindings of the open elements. Most elements declare none and carry no attribute, so that
 * a scope is only made where a declaration stands.
 */
export class NamespaceScopes {
  #scope: Scope = {
    depth: 0,
    bindings: new Map([
      ['xml', XML],
      ['', ''],
    ]),
    outer: null,
  };

  /** Resolves a prefix at the innermost open element. */
  readonly resolve: PrefixResolver = (prefix) => {
    for (let scope: Scope | null = this.#scope; scope !== null; scope = scope.outer) {
      const found = scope.bindings.get(prefix);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  /** Enters an element at a depth: takes its declarations, returns its other attributes resolved. */
  enter(depth: number, raw: Readonly<Record<string, string>>): readonly XmlAttribute[] {
    let bindings: Map<string, string> | undefined;
    let others: string[] | undefined;
    for (const name in raw) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        bindings ??= new Map();
        bindings.set(name.slice(6), (raw[name] ?? '').trim());
      } else (others ??= []).push(name);
    }
    if (bindings !== undefined) this.#scope = { depth, bindings, outer: this.#scope };
    if (others === undefined) return NONE;
    return others.map((name) => {
      const colon = name.indexOf(':');
      const namespace = colon < 0 ? '' : this.namespaceOf(name.slice(0, colon), name);
      return { local: colon < 0 ? name : name.slice(colon + 1), namespace, value: raw[name] ?? '' };
    });
  }

  /** The namespace of a prefix. @throws XmlError for one that is not declared */
  namespaceOf(prefix: string, name: string): string {
    const namespace = this.resolve(prefix);
    if (namespace === undefined) throw new XmlError(say('xml.noPrefix', { name }));
    return namespace;
  }

  /** Leaves the element at a depth. */
  leave(depth: number): void {
    if (this.#scope.depth === depth && this.#scope.outer !== null) this.#scope = this.#scope.outer;
  }
}
