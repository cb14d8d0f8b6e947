import IconButton from '@mui/material/IconButton';
import type { ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';

/** Takes an item out of a list or map. */
export function RemoveButton(props: {
  readonly place: string;
  readonly onClick: () => void;
}): ReactElement {
  const label = t('explorer.field.remove', { place: props.place });
  return (
    <IconButton aria-label={label} title={label} onClick={props.onClick}>
      <Icon name="close" size={13} />
    </IconButton>
  );
}
