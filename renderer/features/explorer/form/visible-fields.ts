import type { ExplorerField, ExplorerStructure } from '#shared/model/explorer.ts';
import type { FormNode, GroupNode } from './form-node.ts';

export interface VisibleField {
  readonly field: ExplorerField;
  /** Optional by its type, but the chosen case of a union needs it. */
  readonly forced: boolean;
}

/** The fields that belong together: those of a union only where they go with what its discriminant says. */
export function visibleFields(
  { fields, unions }: ExplorerStructure,
  group: GroupNode,
): readonly VisibleField[] {
  const cases = new Map<string, boolean | null>();
  for (const union of unions) {
    for (const field of Object.values(union.cases).flat())
      if (!cases.has(field.name)) cases.set(field.name, null);
    const chosen = textOf(group.fields[union.discriminant]);
    const those = chosen !== undefined && Object.hasOwn(union.cases, chosen);
    for (const { name, required } of those ? (union.cases[chosen] ?? []) : [])
      cases.set(name, required);
  }
  return fields.flatMap((field) => {
    const needed = cases.get(field.name);
    return needed === null ? [] : [{ field, forced: needed === true }];
  });
}

function textOf(node: FormNode | undefined): string | undefined {
  if (node?.kind === 'text') return node.text;
  return node?.kind === 'option' && node.set ? textOf(node.inner) : undefined;
}
