import { text as say } from '#shared/i18n/make-text.ts';
import { type PrefixResolver, XmlError } from './xml-reader.ts';

const XML = 'http://www.w3.org/XML/1998/namespace';

interface Scope {
  readonly depth: number;
  readonly bindings: Map<string, string>;
  readonly outer: Scope | null;
  /** What `default` is outside of this scope. */
  readonly outerDefault: string;
}

/** The namespace bindings of the open elements. Most elements declare none: a scope is only made where one does. */
export class NamespaceScopes {
  /** The namespace of elements without a prefix. */
  default = '';
  #scope: Scope = {
    depth: 0,
    bindings: new Map([
      ['xml', XML],
      ['', ''],
    ]),
    outer: null,
    outerDefault: '',
  };

  /** Resolves a prefix at the innermost open element. */
  readonly resolve: PrefixResolver = (prefix) => {
    for (let scope: Scope | null = this.#scope; scope !== null; scope = scope.outer) {
      const found = scope.bindings.get(prefix);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  /** Binds a prefix (empty: the default) within the element at a depth. */
  declare(depth: number, prefix: string, namespace: string): void {
    if (this.#scope.depth !== depth) {
      const outer = this.#scope;
      this.#scope = { depth, bindings: new Map(), outer, outerDefault: this.default };
    }
    this.#scope.bindings.set(prefix, namespace);
    if (prefix === '') this.default = namespace;
  }

  /** The namespace of a prefix. @throws XmlError for one that is not declared */
  namespaceOf(prefix: string, name: string): string {
    const namespace = this.resolve(prefix);
    if (namespace === undefined) {
      throw new XmlError(say('xml.noPrefix', { name: name.slice(0, 60) }));
    }
    return namespace;
  }

  /** Leaves the element at a depth. */
  leave(depth: number): void {
    const { outer, outerDefault } = this.#scope;
    if (this.#scope.depth !== depth || outer === null) return;
    this.#scope = outer;
    this.default = outerDefault;
  }
}
