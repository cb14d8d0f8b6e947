import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { useAppInfo } from '../../state/app-info.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { PlainTextConsent } from './remember-password.tsx';

/** How passwords are kept on this machine, and the consent where they cannot be protected. */
export function SecretsDialog(): ReactElement | null {
  const secrets = useAppInfo((state) => state.info?.secrets);
  if (secrets === undefined) return null;
  return (
    <Dialog
      open
      onClose={closeDialog}
      maxWidth="sm"
      aria-labelledby="secrets-title"
      transitionDuration={0}
    >
      <DialogTitle id="secrets-title">{t('secrets.title')}</DialogTitle>
      <DialogContent>
        {secrets.protection === 'plain' ? (
          <PlainTextConsent />
        ) : (
          <p>
            {secrets.protection === 'session'
              ? t('secrets.session.text')
              : t('secrets.system.text', { backend: secrets.backend })}
          </p>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" autoFocus onClick={closeDialog}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
