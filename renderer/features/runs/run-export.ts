import type { Run, RunItem } from '#shared/model/run.ts';
import { toCsv } from '#shared/export/csv.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { saveFile, textFile } from '../../ui/save-file.ts';

/** The result as lines of text with tabs, as spreadsheets and tickets take it. */
export function resultText(items: readonly RunItem[]): string {
  return resultRows(items)
    .map((row) => row.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}

/** Saves the result as a CSV file. */
export function exportResult(run: Run, items: readonly RunItem[]): void {
  // The mark in front tells spreadsheets that it is UTF-8.
  const at = new Date(run.startedAt).toISOString().slice(0, 19).replaceAll(':', '-');
  saveFile(`${run.operation}-${at}.csv`, textFile('text/csv', `\uFEFF${toCsv(resultRows(items))}`));
}

function resultRows(items: readonly RunItem[]): readonly (readonly string[])[] {
  const { byId } = useConnections.getState();
  const time = (at: number | undefined): string =>
    at === undefined ? '' : new Date(at).toISOString();
  return [
    [
      t('run.column.state'),
      t('run.column.object'),
      t('run.column.reference'),
      t('run.column.server'),
      t('run.column.result'),
      t('run.column.attempt'),
      t('run.column.started'),
      t('run.column.finished'),
    ],
    ...items.map((item) => {
      const status = byId.get(item.connection);
      return [
        t(`run.state.${item.state}`),
        item.name,
        item.ref,
        status === undefined ? item.connection : serverName(status),
        inWords(item.error?.message ?? item.reason ?? ''),
        String(item.attempt),
        time(item.startedAt),
        time(item.finishedAt),
      ];
    }),
  ];
}
