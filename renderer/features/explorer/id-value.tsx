import { useMemo, type ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { refId, refType } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { branchOf } from '../../state/inventory/inventory-store.ts';
import { useForm, useProblem, type TextValueProps } from './form-context.ts';
import { kindOfField } from './form/kind-of-field.ts';
import { SuggestField, type Suggestion } from './suggest-field.tsx';

/** Suggestions that are drawn; typing finds the others. */
const shownAtMost = 100;

/** An identifier: typed, or found by the name of an object that the cache knows. */
export function IdValue(
  props: TextValueProps & { readonly resources: readonly string[] },
): ReactElement {
  const { resources, text, path, onChange } = props;
  const { connection } = useForm();
  const problem = useProblem(path, text);
  const { options, name } = useMemo(
    () => suggest(connection, { resources, path }, text),
    [connection, resources, path, text],
  );
  return (
    <SuggestField
      text={text}
      label={path}
      options={options}
      problem={problem}
      help={name}
      onChange={onChange}
    />
  );
}

/** Objects of the wanted types that fit what is typed, by name; and the name of the one whose id it is. */
function suggest(
  connection: ConnectionId,
  { resources, path }: { readonly resources: readonly string[]; readonly path: string },
  text: string,
): { readonly options: readonly Suggestion[]; readonly name: string | undefined } {
  const words = text.toLowerCase().split(/\s+/);
  // Where the definition names no type, the field’s name may tell, or what is typed.
  const meant = resources.length === 0 ? kindOfField(path) : undefined;
  const any = resources.length === 0 && meant === undefined && text !== '';
  const fitting: Suggestion[] = [];
  const others: Suggestion[] = [];
  let name: string | undefined;
  for (const row of branchOf(connection)?.rows() ?? []) {
    if (!any && row.kind !== meant && !isOf(row, resources)) continue;
    const value = refId(row.ref);
    if (value === text) ({ name } = row);
    const known = `${row.name} ${value}`.toLowerCase();
    const list = words.every((word) => known.includes(word)) ? fitting : others;
    if (list.length < shownAtMost) list.push({ value, label: row.name });
  }
  // A chosen id fits itself alone; the list that opens on it offers the others as well.
  return {
    options: name === undefined || any ? fitting : [...fitting, ...others].slice(0, shownAtMost),
    name,
  };
}

/** The API has one type for what vim25 has several of. */
function isOf({ ref, kind }: Row, resources: readonly string[]): boolean {
  return resources.includes(refType(ref)) || (kind === 'network' && resources.includes('Network'));
}
