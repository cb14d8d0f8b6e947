import Checkbox from '@mui/material/Checkbox';
import { useId, type ReactElement } from 'react';
import type { ExplorerType } from '#shared/model/explorer.ts';
import { t } from '../../../i18n/translate.ts';
import { useForm } from './form-context.ts';
import { innerNode, type FormNode } from '../form/form-node.ts';
import { typeName } from '../form/type-name.ts';

export interface FieldRowProps {
  readonly name: string;
  readonly type: ExplorerType;
  readonly documentation: string | undefined;
  /** Optional by its type, but needed here. */
  readonly forced: boolean;
  readonly node: FormNode;
  readonly path: string;
  readonly depth: number;
  readonly onChange: (node: FormNode) => void;
}

/** A field with its name and type; one that may be left out has a box to set it. */
export function FieldRow(props: FieldRowProps): ReactElement {
  const { name, type, documentation, forced, node, path, depth, onChange } = props;
  const optional = type.kind === 'optional' && node.kind === 'option' && !forced;
  const label = useId();
  const set = !optional || node.set;
  const shownType = type.kind === 'optional' ? type.element : type;
  return (
    <div
      className={set ? 'form-row' : 'form-row form-row-unset'}
      role="group"
      aria-labelledby={label}
    >
      <span id={label} hidden translate="no">
        {path}
      </span>
      <div className="form-name">
        {optional ? (
          <Checkbox
            checked={node.set}
            className="form-set"
            slotProps={{ input: { 'aria-label': t('explorer.field.set', { name: path }) } }}
            onChange={(event) => onChange({ ...node, set: event.target.checked })}
          />
        ) : (
          <span className="form-set form-needed" aria-hidden="true">
            •
          </span>
        )}
        <span className="mono ellipsis" title={documentation ?? path} translate="no">
          {name}
        </span>
        {/* A structure says it itself, beside the sign that folds it. */}
        {(shownType.kind !== 'structure' || !set) && (
          <span className="weak ellipsis form-type" title={typeName(shownType)} translate="no">
            {typeName(shownType)}
          </span>
        )}
      </div>
      <div className="form-value">
        {set ? (
          <Inner type={type} node={node} path={path} depth={depth} onChange={onChange} />
        ) : (
          <button
            type="button"
            className="form-unset"
            tabIndex={-1}
            onClick={() => {
              if (node.kind === 'option') onChange({ ...node, set: true });
            }}
          >
            {t('explorer.field.unset')}
          </button>
        )}
        {documentation !== undefined && set && <p className="form-doc weak">{documentation}</p>}
      </div>
    </div>
  );
}

type ValueProps = Pick<FieldRowProps, 'type' | 'node' | 'path' | 'depth' | 'onChange'>;

/** What stands inside an optional field, or the field itself. */
function Inner({ type, node, path, depth, onChange }: ValueProps): ReactElement {
  const { Value } = useForm();
  if (type.kind !== 'optional' || node.kind !== 'option')
    return <Value type={type} node={node} path={path} depth={depth} onChange={onChange} />;
  return (
    <Value
      type={type.element}
      node={innerNode(node, type.element)}
      path={path}
      depth={depth}
      onChange={(inner) => onChange({ kind: 'option', set: true, inner })}
    />
  );
}
