import { useRef, useState } from 'react';
import type { ExportFormat } from '#shared/export/writer.ts';
import type { ExportRequest } from '#shared/export/export-views.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { useLink } from '../../bridge/link-context.ts';
import { t } from '../../i18n/translate.ts';
import { notifyError } from '../../state/notices.ts';
import { exportFile, type ExportProgress, type FileExport } from './export-file.ts';

export interface ListExport {
  /** Undefined while none runs. */
  readonly progress: ExportProgress | undefined;
  readonly start: (format: ExportFormat) => Promise<void>;
  readonly cancel: () => void;
}

/** Saves exactly the list that is shown, with its columns and in its order, as a file. */
export function useExport(
  request: Omit<ExportRequest, 'id' | 'title'>,
  scope: FileExport['scope'],
  name: string,
): ListExport {
  const link = useLink();
  const [progress, setProgress] = useState<ExportProgress>();
  const abort = useRef<AbortController>(undefined);
  const start = async (format: ExportFormat): Promise<void> => {
    abort.current?.abort();
    const { signal } = (abort.current = new AbortController());
    const requests = [{ ...request, id: 'list', title: name }];
    setProgress({ done: 0, total: 0 });
    try {
      await exportFile(
        link,
        { name, format, requests, scope, several: false },
        { signal, progress: setProgress },
      );
    } catch (thrown) {
      if (!signal.aborted) notifyError(t('list.export.failed', { name }), errorOf(thrown));
    } finally {
      setProgress(undefined);
    }
  };
  return { progress, start, cancel: () => abort.current?.abort() };
}
