import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ReactElement } from 'react';
import { isFinished } from '#shared/model/task.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { useLink } from '../../bridge/link-context.ts';
import { t } from '../../i18n/translate.ts';
import { useTasks } from '../../state/tasks/task-store.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { clearTasks } from './clear-tasks.ts';
import { notifies, setNotify } from './notify.ts';

/** How the tracker shows tasks, and what it forgets. */
export function TaskPanelMenu(props: { readonly server: ConnectionId | null }): ReactElement {
  const link = useLink();
  const grouped = useWorkspace((state) => state.tasksByRun);
  const wanted = useWorkspace((state) => state.notify);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const finished = anchor === null ? 0 : finishedOf(props.server);
  const close = (): void => setAnchor(null);
  return (
    <>
      <IconButton
        aria-label={t('tasks.menu')}
        title={t('tasks.menu')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="menu" size={14} />
      </IconButton>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        transitionDuration={0}
        slotProps={{ list: { 'aria-label': t('tasks.menu'), dense: true } }}
      >
        <CheckItem
          checked={grouped}
          label={t('tasks.byRun')}
          onClick={() => useWorkspace.getState().set({ tasksByRun: !grouped })}
        />
        <CheckItem
          checked={notifies(wanted)}
          label={t('tasks.notify')}
          onClick={() => {
            close();
            void setNotify(!notifies(wanted));
          }}
        />
        <MenuItem
          disabled={finished === 0}
          onClick={() => {
            close();
            void clearTasks(link, props.server);
          }}
        >
          <ListItemIcon>
            <Icon name="trash" size={14} />
          </ListItemIcon>
          {t('tasks.clear')}
        </MenuItem>
      </Menu>
    </>
  );
}

function CheckItem(props: {
  readonly checked: boolean;
  readonly label: string;
  readonly onClick: () => void;
}): ReactElement {
  const { checked, label, onClick, ...fromMenu } = props;
  return (
    <MenuItem {...fromMenu} role="menuitemcheckbox" aria-checked={checked} onClick={onClick}>
      <ListItemIcon>{checked && <Icon name="check" size={14} />}</ListItemIcon>
      {label}
    </MenuItem>
  );
}

function finishedOf(server: ConnectionId | null): number {
  let count = 0;
  for (const task of useTasks.getState().byKey.values())
    if (isFinished(task) && (server === null || task.connection === server)) count += 1;
  return count;
}
