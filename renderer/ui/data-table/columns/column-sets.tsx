import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useState, type ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { withColumns, withSet, type TableLayout } from '../table-layout.ts';

/** Sets of columns with a name: chosen, kept, forgotten. */
export function ColumnSets(props: {
  readonly layout: TableLayout;
  readonly shown: readonly string[];
  readonly onLayout: (layout: TableLayout) => void;
}): ReactElement {
  const { layout, shown, onLayout } = props;
  const [name, setName] = useState('');
  const keep = (): void => {
    if (name.trim() === '') return;
    onLayout(withSet(layout, name.trim(), shown));
    setName('');
  };
  return (
    <section className="column-sets" aria-label={t('table.sets')}>
      <h3 className="fact-title">{t('table.sets')}</h3>
      <div className="column-set-list">
        {Object.entries(layout.sets).map(([set, columns]) => (
          <Chip
            key={set}
            label={set}
            onClick={() => onLayout(withColumns(layout, columns))}
            onDelete={() => onLayout(withSet(layout, set, []))}
          />
        ))}
      </div>
      <form
        className="column-set-new"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <TextField
          size="small"
          label={t('table.sets.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 60 } }}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          {t('table.sets.keep')}
        </Button>
      </form>
    </section>
  );
}
