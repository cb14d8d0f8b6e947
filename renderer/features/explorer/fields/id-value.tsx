import { useMemo, useState, type ReactElement } from 'react';
import { branchOf } from '../../../state/inventory/inventory-store.ts';
import { useForm, useProblem, type TextValueProps } from './form-context.ts';
import { idCandidates, suggestIds } from './id-suggestions.ts';
import { SuggestField } from './suggest-field.tsx';

/** An identifier: typed, or found by the name of an object that the cache knows. */
export function IdValue(
  props: TextValueProps & { readonly resources: readonly string[] },
): ReactElement {
  const { resources, text, path, onChange } = props;
  const { connection } = useForm();
  const problem = useProblem(path, text);
  const [opened, setOpened] = useState(0);
  const asked = opened > 0 || text !== '';
  const candidates = useMemo(() => {
    // Each time the list opens, it offers what is there by then.
    void opened;
    return asked ? idCandidates(branchOf(connection)?.rows() ?? [], { resources, path }) : [];
  }, [connection, resources, path, asked, opened]);
  const { options, name } = useMemo(
    () => suggestIds(candidates, { resources, path }, text),
    [candidates, resources, path, text],
  );
  return (
    <SuggestField
      text={text}
      label={path}
      options={options}
      problem={problem}
      help={name}
      onOpen={() => setOpened(opened + 1)}
      onChange={onChange}
    />
  );
}
