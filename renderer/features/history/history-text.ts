import { toCsv } from '#shared/export/csv.ts';
import { formatDateTime, formatUtc } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { showDialog } from '../../state/dialogs.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import { saveFile, textFile } from '../../ui/save-file.ts';
import { lineServer, lineTarget } from './history-columns.tsx';
import type { HistoryLine } from './history-follower.ts';

/** All that is known of what happened, for a report or a colleague. */
export function lineText(line: HistoryLine): string {
  const { title, severity, who, time, finishedAt, state, type, chain, text, detail } = line;
  const at = (ms: number): string => `${formatDateTime(ms)} (${formatUtc(ms)})`;
  const facts = [
    [t('history.column.title'), inWords(title)],
    [t('history.column.severity'), t(`history.severity.${severity}`)],
    [t('history.column.time'), at(time)],
    [t('history.fact.finished'), finishedAt === undefined ? '' : at(finishedAt)],
    [t('history.column.state'), state === undefined ? '' : t(`tasks.state.${state}`)],
    [t('history.column.who'), who === undefined ? '' : inWords(who)],
    [t('history.column.target'), lineTarget(line)],
    [t('history.column.server'), lineServer(line)],
    [t('history.column.type'), type],
    [t('history.fact.chain'), chain ?? ''],
  ];
  const lines = facts.filter(([, value]) => value !== '').map((fact) => fact.join(': '));
  const said = [inWords(text), ...(detail === undefined ? [] : ['', detail])];
  return [...lines, '', ...said].join('\n');
}

/** Shows it in full, to be read and copied. */
export function showLine(line: HistoryLine): void {
  showDialog({ kind: 'text', title: inWords(line.title), text: lineText(line) });
}

/** Saves lines as a CSV file, with the columns that are shown; times as every program reads them. */
export function exportLines(
  lines: readonly HistoryLine[],
  columns: readonly TableColumn<HistoryLine>[],
): void {
  const cell = (column: TableColumn<HistoryLine>, line: HistoryLine): string =>
    column.id === 'time' ? new Date(line.time).toISOString() : column.text(line);
  const rows = lines.map((line) => columns.map((column) => cell(column, line)));
  const head = columns.map(({ label }) => label);
  // The mark in front tells spreadsheets that it is UTF-8.
  const text = `\uFEFF${toCsv([head, ...rows])}`;
  saveFile(`${t('history.file')}.csv`, textFile('text/csv', text));
}
