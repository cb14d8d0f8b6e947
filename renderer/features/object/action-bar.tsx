import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { Action } from '../../actions/action.ts';
import { useObjectActions } from '../../actions/use-object-actions.ts';
import { t } from '../../i18n/translate.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { Icon } from '../../ui/icon.tsx';

/** The object's operations as buttons; the rest in a menu. An operation that is refused says why. */
export function ActionBar(props: {
  readonly connection: ConnectionId;
  readonly row: Row;
}): ReactElement {
  const { connection, row } = props;
  const { operations, copies, error } = useObjectActions({ connection, ref: row.ref }, row);
  const [menu, setMenu] = useState<HTMLElement | null>(null);

  /** The object that is to be renamed as soon as it is known what can be done to it. */
  const awaited = useRef<Ref | null>(null);
  useEffect(() => {
    const rename = (): void => {
      awaited.current = operations.length === 0 ? row.ref : null;
      const action = operations.find((one) => one.id === 'rename');
      if (action !== undefined && action.refused === undefined) action.run();
    };
    if (awaited.current === row.ref && operations.length > 0) rename();
    window.addEventListener('moref:rename', rename);
    return () => window.removeEventListener('moref:rename', rename);
  }, [operations, row.ref]);

  return (
    <div className="action-bar" role="toolbar" aria-label={t('object.actions')}>
      {operations.filter(isProminent).map((action) => (
        <ActionButton key={action.id} action={action} />
      ))}
      {error !== null && (
        <span className="tone-error" role="alert">
          {t('object.offers.failed')}: {error.message}
        </span>
      )}
      <Tooltip title={t('common.more')}>
        <IconButton
          aria-label={t('common.more')}
          aria-haspopup="menu"
          onClick={(event) => setMenu(event.currentTarget)}
        >
          <Icon name="menu" />
        </IconButton>
      </Tooltip>
      <ActionMenu
        label={t('object.actions')}
        actions={[...operations, ...copies]}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </div>
  );
}

/** What is done daily has a button; the rest is in the menu, lest the bar be full of buttons. */
function isProminent({ id, group }: Action): boolean {
  return group === 'power' || group === 'guest' || id === 'rename';
}

/** A refused action stays in reach of pointer and keyboard, so that it can tell the reason. */
function ActionButton({ action }: { readonly action: Action }): ReactElement {
  const refused = action.refused !== undefined;
  const title = [action.refused ?? '', action.shortcut ?? ''].filter((part) => part !== '');
  return (
    <Tooltip describeChild title={title.join(' · ')}>
      <Button
        variant="outlined"
        color="inherit"
        aria-disabled={refused}
        className={refused ? 'action-refused' : ''}
        startIcon={action.icon === undefined ? undefined : <Icon name={action.icon} size={14} />}
        onClick={() => {
          if (!refused) action.run();
        }}
      >
        {action.label}
      </Button>
    </Tooltip>
  );
}
