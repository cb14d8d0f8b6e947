import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useForm, type ValueFieldProps } from './form-context.ts';
import { emptyNode, newId, type MapEntry, type MapNode } from '../form/form-node.ts';
import { fieldPath, itemPath } from '../form/paths.ts';
import { RemoveButton } from './remove-button.tsx';

/** The entries of a map: keys beside their values. */
export function MapField(props: ValueFieldProps & { readonly node: MapNode }): ReactElement {
  const { type, node, path, depth, onChange } = props;
  const { Value } = useForm();
  if (type.kind !== 'map') return <></>;
  const { key, value } = type;
  const change = (entries: MapNode['entries']): void => onChange({ kind: 'map', entries });
  const put = (changed: MapEntry): void =>
    change(node.entries.map((one) => (one.id === changed.id ? changed : one)));
  return (
    <div className="form-items">
      {node.entries.map((entry, index) => {
        const place = itemPath(path, index);
        return (
          <div key={entry.id} className="form-item">
            <div className="form-item-key">
              <Value
                type={key}
                node={entry.key}
                path={fieldPath(place, 'key')}
                depth={depth + 1}
                onChange={(next) => put({ ...entry, key: next })}
              />
            </div>
            <div className="form-item-value">
              <Value
                type={value}
                node={entry.value}
                path={fieldPath(place, 'value')}
                depth={depth + 1}
                onChange={(next) => put({ ...entry, value: next })}
              />
            </div>
            <RemoveButton
              place={place}
              onClick={() => change(node.entries.filter(({ id }) => id !== entry.id))}
            />
          </div>
        );
      })}
      <Button
        color="inherit"
        className="form-add"
        aria-label={`${t('explorer.field.add')}: ${path}`}
        startIcon={<Icon name="add" size={13} />}
        onClick={() =>
          change([...node.entries, { id: newId(), key: emptyNode(key), value: emptyNode(value) }])
        }
      >
        {t('explorer.field.add')}
      </Button>
    </div>
  );
}
