import type { ExplorerField, ExplorerOperation, ExplorerType } from '#shared/model/explorer.ts';

/** The structures and enumerations that the types of one operation name. */
export type FormTypes = Pick<ExplorerOperation, 'structures' | 'enums'>;

/** A value without parts, as it is typed: also what is no number yet. */
export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

export interface FlagNode {
  readonly kind: 'flag';
  readonly on: boolean;
}

/** What may be left out. What stands inside is kept while it is off. */
export interface OptionNode {
  readonly kind: 'option';
  readonly set: boolean;
  readonly inner?: FormNode;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

/** The id distinguishes items when one between them is removed. */
export interface ListItem {
  readonly id: number;
  readonly node: FormNode;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly id: number;
  readonly key: FormNode;
  readonly value: FormNode;
}

/** Fields that nobody has touched are not there: structures may hold themselves. */
export interface GroupNode {
  readonly kind: 'group';
  readonly fields: Readonly<Record<string, FormNode>>;
}

/** What one field of the form holds, by the kind of its type. */
export type FormNode = TextNode | FlagNode | OptionNode | ListNode | MapNode | GroupNode;

export const emptyGroup: GroupNode = { kind: 'group', fields: {} };

let lastId = 0;

export function newId(): number {
  lastId += 1;
  return lastId;
}

/** What a field holds before anybody has typed. */
export function emptyNode(type: ExplorerType): FormNode {
  switch (type.kind) {
    case 'boolean':
      return { kind: 'flag', on: false };
    case 'optional':
      return { kind: 'option', set: false };
    case 'list':
    case 'set':
      return { kind: 'list', items: [] };
    case 'map':
      return { kind: 'map', entries: [] };
    case 'structure':
      return emptyGroup;
    default:
      return { kind: 'text', text: '' };
  }
}

/** A field's node, untouched or not. */
export function fieldNode(group: GroupNode, { name, type }: ExplorerField): FormNode {
  return Object.hasOwn(group.fields, name) ? (group.fields[name] as FormNode) : emptyNode(type);
}

/** What stands inside an optional field, whether it is on or not. */
export function innerNode(node: OptionNode, element: ExplorerType): FormNode {
  return node.inner ?? emptyNode(element);
}

export function withField(group: GroupNode, name: string, node: FormNode): GroupNode {
  return { kind: 'group', fields: { ...group.fields, [name]: node } };
}
