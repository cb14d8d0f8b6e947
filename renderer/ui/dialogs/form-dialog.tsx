import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ReactElement, type ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import './form-dialog.css';

export interface FormDialogProps {
  readonly title: string;
  /** Below the title: the server that it concerns. */
  readonly context?: ReactNode;
  readonly submit: string;
  readonly children: ReactNode;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly cancel?: string;
  /** While something runs: nothing can be submitted twice. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly width?: 'xs' | 'sm' | 'md' | 'lg';
  /** The cancelling button has the focus at first: for what is not to be agreed to by habit. */
  readonly cautious?: boolean;
  /** What was typed or chosen is not thrown away by a click beside the dialog. */
  readonly keeps?: boolean;
  /** Beside the cancelling button, such as the way back. */
  readonly extra?: ReactNode;
}

/** A dialog that is a form: Enter submits, Escape cancels. */
export function FormDialog(props: FormDialogProps): ReactElement {
  const { title, context, submit, children, onSubmit, onCancel, busy = false } = props;
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={(_event, reason) => {
        if (props.keeps !== true || reason === 'escapeKeyDown') onCancel();
      }}
      aria-labelledby={titleId}
      fullWidth
      maxWidth={props.width ?? 'sm'}
      transitionDuration={0}
    >
      <form
        noValidate
        className="form-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          // What is submitted in a popover above the form bubbles here through React's tree.
          event.stopPropagation();
          if (!busy && props.disabled !== true) onSubmit();
        }}
      >
        <DialogTitle id={titleId} className="form-title">
          {title}
        </DialogTitle>
        {context !== undefined && <div className="form-context">{context}</div>}
        <DialogContent sx={{ pt: 0 }}>{children}</DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button color="inherit" onClick={onCancel} autoFocus={props.cautious === true}>
            {props.cancel ?? t('common.cancel')}
          </Button>
          {props.extra}
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
