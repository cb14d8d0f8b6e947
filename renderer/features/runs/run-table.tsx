import { useMemo, type ReactElement } from 'react';
import type { RunItem } from '#shared/model/run.ts';
import { useArrayTable } from '../../actions/use-array-table.ts';
import { t } from '../../i18n/translate.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { objectName, runColumns } from './run-columns.tsx';

/** The objects of a run as a table. Enter shows the error of one that failed. */
export function RunTable(props: {
  readonly items: readonly RunItem[];
  readonly onError: (item: RunItem) => void;
}): ReactElement {
  const { items, onError } = props;
  const columns = useMemo(() => runColumns(onError), [onError]);
  const table = useArrayTable({ name: 'run', items, columns, keyOf, nameOf: objectName });
  return (
    <div className="run-table">
      <DataTable
        label={t('run.title')}
        {...table}
        onOpen={(item) => {
          if (item.error !== undefined) onError(item);
        }}
      />
    </div>
  );
}

function keyOf({ key }: RunItem): string {
  return key;
}
