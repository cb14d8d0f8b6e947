import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ReactElement, type ReactNode } from 'react';
import { t } from '../i18n/translate.ts';

export interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly children: ReactNode;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly cancel?: string;
  /** While something runs: nothing can be submitted twice. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly width?: 'xs' | 'sm' | 'md';
  /** The cancelling button has the focus at first: for what is not to be agreed to by habit. */
  readonly cautious?: boolean;
}

/** A dialog that is a form: Enter submits, Escape cancels. */
export function FormDialog(props: FormDialogProps): ReactElement {
  const { title, submit, children, onSubmit, onCancel, busy = false } = props;
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={onCancel}
      aria-labelledby={titleId}
      fullWidth
      maxWidth={props.width ?? 'sm'}
      transitionDuration={0}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && props.disabled !== true) onSubmit();
        }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent sx={{ pt: 0 }}>{children}</DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button color="inherit" onClick={onCancel} autoFocus={props.cautious === true}>
            {props.cancel ?? t('common.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={props.danger === true ? 'error' : 'primary'}
            disabled={busy || props.disabled === true}
          >
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
