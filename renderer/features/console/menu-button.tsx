import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import type { MenuAction } from '../../ui/actions/menu-action.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import type { IconName } from '../../ui/icons/icon-paths.ts';

/** A button that opens a menu. */
export function MenuButton(props: {
  readonly label: string;
  readonly icon: IconName;
  readonly actions: readonly MenuAction[];
  readonly disabled: boolean;
}): ReactElement {
  const { label, icon, actions, disabled } = props;
  const [at, setAt] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        className="action-button"
        aria-haspopup="menu"
        disabled={disabled}
        startIcon={<Icon name={icon} size={14} />}
        onClick={({ currentTarget }) => setAt(currentTarget)}
      >
        {label}
      </Button>
      <ActionMenu label={label} actions={actions} at={at} onClose={() => setAt(null)} />
    </>
  );
}
