import { useState, type ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useForm, type ValueFieldProps } from './form-context.ts';
import type { GroupNode } from '../form/form-node.ts';
import { shortName } from '../form/type-name.ts';
import { GroupFields } from './group-fields.tsx';

/** Structures below this depth are closed until somebody opens them: some hold themselves. */
const openDepth = 6;

/** The fields of a structure, foldable. */
export function StructureField(
  props: ValueFieldProps & { readonly node: GroupNode },
): ReactElement {
  const { type, node, path, depth, onChange } = props;
  const { types } = useForm();
  const [open, setOpen] = useState(depth < openDepth);
  const id = type.kind === 'structure' ? type.id : '';
  const structure = types.structures[id];
  if (structure === undefined)
    return <p className="weak">{t('explorer.field.unknownType', { type: id })}</p>;
  return (
    <div className="form-structure">
      <button
        type="button"
        className="form-fold"
        aria-expanded={open}
        title={id}
        translate="no"
        onClick={() => setOpen(!open)}
      >
        <Icon
          name="chevron"
          size={13}
          className={open ? 'explorer-twisty explorer-open' : 'explorer-twisty'}
        />
        <span className="weak">{shortName(id)}</span>
      </button>
      {open && (
        <GroupFields
          structure={structure}
          node={node}
          path={path}
          depth={depth + 1}
          onChange={onChange}
        />
      )}
    </div>
  );
}
