import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { ReactElement } from 'react';
import { copyText } from '../../actions/copy.ts';
import { t } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';

/** A text that is too long for the line that it belongs to. */
export function TextDialog(props: { readonly title: string; readonly text: string }): ReactElement {
  const { title, text } = props;
  return (
    <Dialog
      open
      onClose={closeDialog}
      fullWidth
      maxWidth="sm"
      aria-labelledby="text-title"
      transitionDuration={0}
    >
      <DialogTitle id="text-title">{title}</DialogTitle>
      <DialogContent>
        <pre className="error-members selectable" tabIndex={0}>
          {text}
        </pre>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button color="inherit" onClick={() => void copyText(text)}>
          {t('common.copy')}
        </Button>
        <Button variant="contained" autoFocus onClick={closeDialog}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
