import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { ReactElement } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import { copyText } from '../../actions/copy.ts';
import { t } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { ErrorDetails, errorText } from '../../ui/dialogs/error-details.tsx';

/** An error with all that is known of it. */
export function ErrorDialog(props: {
  readonly title: string;
  readonly error: MorefError;
}): ReactElement {
  const { title, error } = props;
  return (
    <Dialog
      open
      onClose={closeDialog}
      fullWidth
      maxWidth="sm"
      aria-labelledby="error-title"
      transitionDuration={0}
    >
      <DialogTitle id="error-title">{title}</DialogTitle>
      <DialogContent>
        <ErrorDetails error={error} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button color="inherit" onClick={() => void copyText(errorText(title, error))}>
          {t('common.copyDetails')}
        </Button>
        <Button variant="contained" autoFocus onClick={closeDialog}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
