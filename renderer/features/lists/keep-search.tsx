import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useId, useState, type ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { forgetSearch, keepSearch } from '../../state/search/saved-searches.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';

/** Keeps a search under a name; here searches are forgotten, too. */
export function KeepSearch(props: {
  readonly query: string;
  readonly onClose: () => void;
}): ReactElement {
  const { query, onClose } = props;
  const title = useId();
  const searches = useWorkspace((state) => state.searches);
  const [name, setName] = useState('');
  return (
    <Dialog open onClose={onClose} aria-labelledby={title} maxWidth="xs" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keepSearch(name.trim(), query);
          onClose();
        }}
      >
        <DialogTitle id={title}>{t('search.keep.title')}</DialogTitle>
        <DialogContent className="keep-search">
          <p className="mono" translate="no">
            {query}
          </p>
          <TextField
            autoFocus
            fullWidth
            size="small"
            label={t('search.name')}
            helperText={t('search.name.help')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 80 } }}
          />
          <div className="column-set-list">
            {Object.keys(searches).map((known) => (
              <Chip
                key={known}
                label={known}
                onClick={() => setName(known)}
                onDelete={() => forgetSearch(known)}
                title={t('search.forget')}
              />
            ))}
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={name.trim() === ''}>
            {t('search.keep.do')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
