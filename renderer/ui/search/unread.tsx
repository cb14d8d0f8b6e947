import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import type { UnreadObjects } from '#shared/model/view.ts';
import { t } from '../../i18n/translate.ts';
import './unread.css';

/** A search or an order asks for what is not cached: for how many objects it would be read, and how far that is. */
export function Unread(props: {
  readonly unread: UnreadObjects;
  readonly onRead: () => void;
}): ReactElement | null {
  const { objects, done } = props.unread;
  if (done !== undefined && done >= objects) return null;
  return (
    <p className="unread" role="status">
      {done === undefined ? (
        <>
          {t('list.unread', { count: objects })}{' '}
          <Button size="small" onClick={props.onRead}>
            {t('list.unread.read')}
          </Button>
        </>
      ) : (
        t('list.unread.reading', { done, total: objects })
      )}
    </p>
  );
}
