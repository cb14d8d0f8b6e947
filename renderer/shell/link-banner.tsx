import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useLink, useLinkStatus } from '../bridge/link-context.ts';
import { t } from '../i18n/translate.ts';
import { useNow } from '../state/clock.ts';

/** Says that the window has lost its way to Moref, and that it is being looked for. */
export function LinkBanner(): ReactElement | null {
  const { state, retryAt, shutOut = false } = useLinkStatus();
  return state === 'lost' ? <Lost retryAt={retryAt ?? 0} shutOut={shutOut} /> : null;
}

interface LostProps {
  readonly retryAt: number;
  readonly shutOut: boolean;
}

function Lost({ retryAt, shutOut }: LostProps): ReactElement {
  const link = useLink();
  const seconds = Math.max(0, Math.ceil((retryAt - useNow()) / 1000));
  return (
    <Alert
      severity="error"
      variant="filled"
      role="alert"
      sx={{ borderRadius: 0 }}
      action={
        <Button color="inherit" onClick={link.retryNow}>
          {t('link.retry')}
        </Button>
      }
    >
      {shutOut ? t('link.shutOut') : t('link.lost', { seconds })}
    </Alert>
  );
}
