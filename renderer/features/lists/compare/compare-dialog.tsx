import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useId, useMemo, useState, type ReactElement } from 'react';
import { toCsv } from '#shared/export/csv.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { ViewRow } from '#shared/model/view.ts';
import { useArrayTable } from '../../../actions/use-array-table.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { serverName, useConnections } from '../../../state/servers/connections.ts';
import { closeDialog } from '../../../state/dialogs.ts';
import { rowOf } from '../../../state/inventory/inventory-store.ts';
import { DataTable } from '../../../ui/data-table/data-table.tsx';
import type { TableColumn } from '../../../ui/data-table/columns/table-column.ts';
import { nothingSelected } from '../../../ui/data-table/table-selection.ts';
import { saveFile, textFile } from '../../../ui/save-file.ts';
import { cellText } from '../cell-text.ts';
import { SearchField } from '../../../ui/search/search-field.tsx';
import { addedField } from '../list-columns.tsx';
import { comparedFields, compareLines, type CompareLine } from './compare-lines.ts';
import { useCompared, type Compared } from './use-compared.tsx';

/** Two to eight objects side by side by property, across servers and families: what differs first. */
export function CompareDialog(props: { readonly objects: readonly ObjectAddress[] }): ReactElement {
  const { objects } = props;
  const title = useId();
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const [selection, setSelection] = useState(nothingSelected);
  const { rows, following, lines, add } = useLines(objects);
  const shown = onlyDifferent ? lines.filter(({ differs }) => differs) : lines;
  const columns = useColumns(objects, rows);
  const table = useArrayTable({
    name: 'compare',
    items: shown,
    columns,
    keyOf,
    nameOf: labelOf,
    keepsEmpty: true,
  });
  return (
    <Dialog
      open
      onClose={closeDialog}
      fullWidth
      maxWidth="xl"
      aria-labelledby={title}
      transitionDuration={0}
    >
      <DialogTitle id={title}>{t('compare.title', { count: objects.length })}</DialogTitle>
      <DialogContent className="compare" sx={{ pt: 0 }}>
        {following}
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              checked={onlyDifferent}
              onChange={(event) => setOnlyDifferent(event.target.checked)}
            />
          }
          label={t('compare.different', { count: lines.filter(({ differs }) => differs).length })}
        />
        <AddProperty onAdd={add} />
        <div className="compare-table">
          <DataTable
            label={t('compare.properties')}
            {...table}
            selection={selection}
            onSelect={setSelection}
            classOf={({ differs }) => (differs ? 'compare-differs' : '')}
          />
        </div>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button color="inherit" onClick={() => save(columns, shown)}>
          {t('list.export.csv')}
        </Button>
        <Button variant="contained" onClick={closeDialog}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface ComparedLines extends Compared {
  readonly lines: readonly CompareLine[];
  /** Compares a native property, too. */
  readonly add: (path: string) => void;
}

function useLines(objects: readonly ObjectAddress[]): ComparedLines {
  const [added, setAdded] = useState<readonly string[]>([]);
  const fields = [...comparedFields, ...added.flatMap((path) => addedField(path) ?? [])];
  const compared = useCompared(
    objects,
    fields.map(({ name }) => name),
  );
  const add = (path: string): void => setAdded((before) => [...new Set([...before, path])]);
  return { ...compared, lines: compareLines(compared.rows, fields), add };
}

/** A native property that is compared, too, by its path. */
function AddProperty({ onAdd }: { readonly onAdd: (path: string) => void }): ReactElement {
  const [typed, setTyped] = useState('');
  const path = addedField(typed)?.name;
  return (
    <form
      className="compare-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (path === undefined) return;
        onAdd(path);
        setTyped('');
      }}
    >
      <SearchField
        value={typed}
        label={t('compare.path')}
        clearLabel={t('common.clear')}
        onChange={setTyped}
      />
      <Button type="submit" size="small" disabled={path === undefined}>
        {t('compare.add')}
      </Button>
    </form>
  );
}

/** Saves the lines as they are shown. */
function save(columns: readonly TableColumn<CompareLine>[], lines: readonly CompareLine[]): void {
  const head = columns.map(({ label }) => label);
  const cells = lines.map((line) => columns.map((column) => column.text(line)));
  saveFile(`${t('compare.file')}.csv`, textFile('text/csv', `\uFEFF${toCsv([head, ...cells])}`));
}

function useColumns(
  objects: readonly ObjectAddress[],
  rows: readonly (ViewRow | undefined)[],
): readonly TableColumn<CompareLine>[] {
  const servers = useConnections((state) => state.byId);
  const several = new Set(objects.map(({ connection }) => connection)).size > 1;
  return useMemo(() => {
    const base = { group: t('fieldGroup.general'), usual: true } as const;
    const label = t('compare.property');
    const first = { ...base, id: 'field', label, width: propertyWidth, text: labelOf };
    const width = shareOfRoom(objects.length);
    const others = objects.map((object, place): TableColumn<CompareLine> => {
      const status = servers.get(object.connection);
      const server = several && status !== undefined ? ` · ${serverName(status)}` : '';
      const name = visibleName(rows[place]?.name ?? rowOf(object)?.name ?? object.ref);
      return {
        ...base,
        id: `object.${place}`,
        label: `${name}${server}`,
        width,
        text: ({ cells, field }) => {
          const row = rows[place];
          return row === undefined ? '' : cellText(cells[place], field, row);
        },
      };
    });
    return [first, ...others];
  }, [objects, rows, servers, several]);
}

const propertyWidth = 190;

/** Pixels for each object: they share what the dialog (1,536 at the most, with margins and a scroll bar) leaves beside the properties. */
function shareOfRoom(objects: number): number {
  const room = Math.min(window.innerWidth - 64, 1536) - 48 - 20 - propertyWidth;
  return Math.max(220, Math.floor(room / objects));
}

function labelOf({ field }: CompareLine): string {
  return inWords(field.label);
}

function keyOf({ field }: CompareLine): string {
  return field.name;
}
