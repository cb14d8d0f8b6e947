import type { ExplorerType } from '#shared/model/explorer.ts';

/** A type as people write it: `list<VM.summary>`, `id<VirtualMachine>`. */
export function typeName(type: ExplorerType): string {
  switch (type.kind) {
    case 'id':
      return type.resources.length === 0
        ? 'id'
        : `id<${type.resources.map(shortName).join(' | ')}>`;
    case 'enum':
    case 'structure':
      return shortName(type.id);
    case 'optional':
      return `${typeName(type.element)}?`;
    case 'list':
    case 'set':
      return `${type.kind}<${typeName(type.element)}>`;
    case 'map':
      return `map<${typeName(type.key)}, ${typeName(type.value)}>`;
    default:
      return type.kind;
  }
}

/** The end of a name that says what it is: `VM.summary` of `com.vmware.vcenter.VM.summary`. */
export function shortName(id: string): string {
  return id.split('.').slice(-2).join('.');
}
