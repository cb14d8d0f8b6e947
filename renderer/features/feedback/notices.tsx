import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useEffect, type ReactElement } from 'react';
import { inWords, t } from '../../i18n/translate.ts';
import { showDialog } from '../../state/dialogs.ts';
import { dismissAllNotices, dismissNotice, useNotices, type Notice } from '../../state/notices.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import './notices.css';

const shownAtMost = 3;
/** A word in passing may go by itself; an error never does. Milliseconds. */
const passingTime = 2500;
/** Enough to read it and to decide. */
const passingTimeWithAction = 12_000;

/** What happened that belongs to no place on screen, newest last. */
export function Notices(): ReactElement {
  const list = useNotices((state) => state.list);
  const hidden = Math.max(0, list.length - shownAtMost);
  return (
    <section className="notices" aria-label={t('notices.label')} aria-live="polite">
      {hidden > 0 && (
        <Alert
          severity="error"
          icon={false}
          action={
            <Button color="inherit" onClick={dismissAllNotices}>
              {t('common.dismissAll')}
            </Button>
          }
        >
          {t('notices.more', { count: hidden })}
        </Alert>
      )}
      {list
        .slice(-shownAtMost)
        .map((notice) =>
          notice.error === undefined ? (
            <PassingNotice key={notice.id} notice={notice} />
          ) : (
            <ErrorNotice key={notice.id} notice={notice} error={notice.error} />
          ),
        )}
    </section>
  );
}

function ErrorNotice(props: {
  readonly notice: Notice;
  readonly error: NonNullable<Notice['error']>;
}): ReactElement {
  const { notice, error } = props;
  return (
    <Alert
      severity="error"
      role="alert"
      elevation={6}
      icon={<Icon name="alert" size={18} />}
      action={
        <>
          <Button
            color="inherit"
            onClick={() => showDialog({ kind: 'error', title: notice.title, error })}
          >
            {t('common.details')}
          </Button>
          <IconButton
            color="inherit"
            aria-label={t('common.dismiss')}
            title={t('common.dismiss')}
            onClick={() => dismissNotice(notice.id)}
          >
            <Icon name="close" size={14} />
          </IconButton>
        </>
      }
    >
      <strong>{notice.title}</strong>
      <div className="notice-text selectable">{inWords(error.message)}</div>
    </Alert>
  );
}

function PassingNotice({ notice }: { readonly notice: Notice }): ReactElement {
  const { id, action } = notice;
  useEffect(() => {
    const time = action === undefined ? passingTime : passingTimeWithAction;
    const timer = setTimeout(() => dismissNotice(id), time);
    return () => clearTimeout(timer);
  }, [id, action]);
  return (
    <Alert
      severity="success"
      elevation={6}
      icon={<Icon name="check" size={18} />}
      action={
        action && (
          <Button
            color="inherit"
            onClick={() => {
              dismissNotice(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )
      }
    >
      {notice.title}
    </Alert>
  );
}
