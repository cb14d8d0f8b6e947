import type { ReactElement } from 'react';
import type { ExplorerStructure } from '#shared/model/explorer.ts';
import { t } from '../../../i18n/translate.ts';
import { FieldRow } from './field-row.tsx';
import { fieldNode, withField, type GroupNode } from '../form/form-node.ts';
import { fieldPath } from '../form/paths.ts';
import { visibleFields } from '../form/visible-fields.ts';

export interface GroupFieldsProps {
  readonly structure: ExplorerStructure;
  readonly node: GroupNode;
  readonly path: string;
  readonly depth: number;
  readonly onChange: (node: GroupNode) => void;
}

/** The fields of a structure, or the parameters of an operation. */
export function GroupFields(props: GroupFieldsProps): ReactElement {
  const { structure, node, path, depth, onChange } = props;
  const fields = visibleFields(structure, node);
  if (fields.length === 0) return <p className="weak">{t('explorer.field.noFields')}</p>;
  return (
    <div className="form-group">
      {fields.map(({ field, forced }) => (
        <FieldRow
          key={field.name}
          name={field.name}
          type={field.type}
          documentation={field.documentation}
          forced={forced}
          node={fieldNode(node, field)}
          path={fieldPath(path, field.name)}
          depth={depth}
          onChange={(next) => onChange(withField(node, field.name, next))}
        />
      ))}
    </div>
  );
}
