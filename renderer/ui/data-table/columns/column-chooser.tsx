import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useId, useState, type ReactElement } from 'react';
import { hasWords, searchWords } from '../../../format/search-words.ts';
import { t } from '../../../i18n/translate.ts';
import { SearchField } from '../../search/search-field.tsx';
import { ColumnSets } from './column-sets.tsx';
import type { TableColumn } from './table-column.ts';
import { toggled, type TableLayout } from '../table-layout.ts';

export interface ColumnChooserProps {
  readonly all: readonly TableColumn<never>[];
  readonly shown: readonly TableColumn<never>[];
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  readonly ownColumn?: ((typed: string) => string | undefined) | undefined;
  readonly onClose: () => void;
}

/** Columns that are listed at most; further ones are found by typing. */
const most = 200;

/** All columns by group, with search; sets of columns by name. What is chosen is shown at once. */
export function ColumnChooser(props: ColumnChooserProps): ReactElement {
  const { all, layout, onLayout, onClose } = props;
  const title = useId();
  const [typed, setTyped] = useState('');
  const ids = props.shown.map(({ id }) => id);
  const words = searchWords(typed);
  const found = all.filter(({ label, id, group }) => hasWords(`${label} ${id} ${group}`, words));
  const own = props.ownColumn?.(typed);
  const groups = [...Map.groupBy(found.slice(0, most), ({ group }) => group)];
  return (
    <Dialog open onClose={onClose} aria-labelledby={title} maxWidth="sm" fullWidth>
      <DialogTitle id={title}>{t('table.choose.title')}</DialogTitle>
      <DialogContent className="column-chooser">
        <SearchField
          autoFocus
          value={typed}
          label={t('table.choose.search')}
          clearLabel={t('common.clear')}
          onChange={setTyped}
        />
        <div className="column-groups">
          {groups.map(([group, columns]) => (
            <ColumnGroup
              key={group}
              group={group}
              columns={columns}
              shown={ids}
              onToggle={(id) => onLayout(toggled(layout, ids, id))}
            />
          ))}
          {own !== undefined && !ids.includes(own) && (
            <Button onClick={() => onLayout(toggled(layout, ids, own))}>
              {t('table.choose.add', { column: own })}
            </Button>
          )}
          {found.length === 0 && own === undefined && (
            <p className="weak">{t('table.choose.none', { text: typed })}</p>
          )}
          {found.length > most && (
            <p className="weak">{t('table.choose.more', { count: found.length - most })}</p>
          )}
        </div>
        <ColumnSets layout={layout} shown={ids} onLayout={onLayout} />
      </DialogContent>
      <DialogActions>
        <Button onClick={() => onLayout({ ...layout, columns: null, widths: {}, pinned: 1 })}>
          {t('table.reset')}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function ColumnGroup(props: {
  readonly group: string;
  readonly columns: readonly TableColumn<never>[];
  readonly shown: readonly string[];
  readonly onToggle: (column: string) => void;
}): ReactElement {
  const { group, columns, shown, onToggle } = props;
  return (
    <fieldset className="column-group">
      <legend>{group}</legend>
      {columns.map(({ id, label, hint }) => (
        <FormControlLabel
          key={id}
          label={label}
          title={hint ?? label}
          control={
            <Checkbox size="small" checked={shown.includes(id)} onChange={() => onToggle(id)} />
          }
        />
      ))}
    </fieldset>
  );
}
