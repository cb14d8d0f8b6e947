import { useRef, useState } from 'react';
import { useLink } from '../../bridge/link-context.ts';
import { serverName, useConnections } from '../../state/connections.ts';
import { saveFile } from '../../ui/save-file.ts';
import { rowWriter, type ExportFormat } from './export-rows.ts';
import type { ListView } from './use-view.ts';

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

export interface ListExport {
  /** Undefined while none runs. */
  readonly progress: ExportProgress | undefined;
  readonly start: (format: ExportFormat) => Promise<void>;
  readonly cancel: () => void;
}

/** Rows that are asked for at once. */
const step = 1000;

/** Saves exactly the list that is shown, with its columns and in its order, as a file. */
export function useExport(view: ListView, name: string): ListExport {
  const link = useLink();
  const [progress, setProgress] = useState<ExportProgress>();
  const abort = useRef<AbortController>(undefined);
  const start = async (format: ExportFormat): Promise<void> => {
    abort.current?.abort();
    const { signal } = (abort.current = new AbortController());
    const known = useConnections.getState().byId;
    const writer = rowWriter(format, view.columns, ({ connection }) => {
      const status = known.get(connection);
      return status === undefined ? connection : serverName(status);
    });
    const parts: string[] = [writer.begin];
    try {
      for (let from = 0, total = view.source.total; from < total; from += step) {
        setProgress({ done: from, total });
        const rows = await link.call(
          'views.rows',
          { view: view.id, from, count: step },
          { signal },
        );
        if (rows.length === 0) break;
        parts.push(rows.map((row, index) => writer.row(row, from + index)).join(''));
      }
      parts.push(writer.end);
      saveFile(`${name}.${format}`, format === 'csv' ? 'text/csv' : 'application/json', parts);
    } finally {
      setProgress(undefined);
    }
  };
  return { progress, start, cancel: () => abort.current?.abort() };
}
