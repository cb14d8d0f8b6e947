import IconButton from '@mui/material/IconButton';
import type { ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { ActionBar, type ActionBarProps } from './action-bar.tsx';
import { Icon } from '../icons/icon.tsx';

/** How many lines of a list are selected, what can be done with them, and the way out. */
export function SelectedBar(props: {
  readonly count: number;
  readonly target: ActionBarProps;
  readonly onClear: () => void;
}): ReactElement {
  return (
    <>
      <strong role="status">{t('selection.title', { count: props.count })}</strong>
      <ActionBar {...props.target} />
      <IconButton
        aria-label={t('selection.clear')}
        title={t('selection.clear')}
        onClick={props.onClear}
      >
        <Icon name="close" size={14} />
      </IconButton>
    </>
  );
}
