import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useForm, type ValueFieldProps } from './form-context.ts';
import { emptyNode, newId, type ListNode } from '../form/form-node.ts';
import { itemPath } from '../form/paths.ts';
import { RemoveButton } from './remove-button.tsx';

/** The items of a list or set. */
export function ListField(props: ValueFieldProps & { readonly node: ListNode }): ReactElement {
  const { type, node, path, depth, onChange } = props;
  const { Value } = useForm();
  if (type.kind !== 'list' && type.kind !== 'set') return <></>;
  const { element } = type;
  const change = (items: ListNode['items']): void => onChange({ kind: 'list', items });
  return (
    <div className="form-items">
      {node.items.map((item, index) => (
        <div key={item.id} className="form-item">
          <div className="form-item-value">
            <Value
              type={element}
              node={item.node}
              path={itemPath(path, index)}
              depth={depth + 1}
              onChange={(next) =>
                change(node.items.map((one) => (one.id === item.id ? { ...one, node: next } : one)))
              }
            />
          </div>
          <RemoveButton
            place={itemPath(path, index)}
            onClick={() => change(node.items.filter(({ id }) => id !== item.id))}
          />
        </div>
      ))}
      <Button
        color="inherit"
        className="form-add"
        aria-label={`${t('explorer.field.add')}: ${path}`}
        startIcon={<Icon name="add" size={13} />}
        onClick={() => change([...node.items, { id: newId(), node: emptyNode(element) }])}
      >
        {t('explorer.field.add')}
      </Button>
    </div>
  );
}
