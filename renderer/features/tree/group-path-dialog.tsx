import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import { columnOf } from '#shared/query/column.ts';
import { t } from '../../i18n/translate.ts';
import { chooseTree } from '../../state/tree/tree-view.ts';
import { SearchField } from '../../ui/search/search-field.tsx';

/** Asks by which native property machines are grouped. */
export function GroupPathDialog(props: {
  readonly first: string;
  readonly onClose: () => void;
}): ReactElement {
  const { first, onClose } = props;
  const title = useId();
  const [typed, setTyped] = useState(first);
  const path = typed.trim();
  const possible = columnOf(path) !== undefined;
  return (
    <Dialog open onClose={onClose} aria-labelledby={title} maxWidth="xs" fullWidth>
      <DialogTitle id={title}>{t('tree.groupBy.path.title')}</DialogTitle>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!possible) return;
          onClose();
          chooseTree({ groupBy: path });
        }}
      >
        <DialogContent sx={{ pt: 0 }}>
          <PathField value={typed} onChange={setTyped} />
          <p className="weak">{t('tree.groupBy.path.hint')}</p>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button color="inherit" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="contained" disabled={!possible}>
            {t('tree.groupBy.path.group')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Takes the keyboard only once the menu that led here has let go of it. */
function PathField(props: {
  readonly value: string;
  readonly onChange: (typed: string) => void;
}): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <SearchField
      {...props}
      inputRef={input}
      label={t('tree.groupBy.path.label')}
      clearLabel={t('common.clear')}
    />
  );
}
