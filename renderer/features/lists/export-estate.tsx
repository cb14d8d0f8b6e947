import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { estateSheets } from '#shared/export/estate.ts';
import { exportFormats, type ExportFormat } from '#shared/export/writer.ts';
import type { MorefError } from '#shared/model/error.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { useLink } from '../../bridge/link-context.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import { exportFile, type ExportProgress } from './export-file.ts';

/** Saves everything that all servers have reported, a sheet for each kind: what one had a reporting tool for. */
export function ExportEstate(): ReactElement {
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const { progress, error, start } = useEstateExport();
  return (
    <FormDialog
      title={t('estate.title')}
      submit={t('list.export')}
      busy={progress !== undefined}
      onSubmit={() => void start(format)}
      onCancel={closeDialog}
      width="xs"
    >
      <p>{t('estate.help')}</p>
      <TextField
        select
        fullWidth
        size="small"
        label={t('estate.format')}
        value={format}
        onChange={(event) =>
          setFormat(exportFormats.find((one) => one === event.target.value) ?? 'xlsx')
        }
      >
        {exportFormats.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`estate.format.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      {progress !== undefined && (
        <div role="status" className="estate-progress">
          <LinearProgress
            aria-label={t('list.exporting')}
            {...(progress.total !== 0 && {
              variant: 'determinate',
              value: (100 * progress.done) / progress.total,
            })}
          />
          {progress.sheet}
        </div>
      )}
      {error !== null && <InlineError title={t('estate.title')} error={error} />}
    </FormDialog>
  );
}

interface EstateExport {
  /** Undefined while nothing is saved. */
  readonly progress: ExportProgress | undefined;
  readonly error: MorefError | null;
  readonly start: (format: ExportFormat) => Promise<void>;
}

/** The export, which ends with the dialog. */
function useEstateExport(): EstateExport {
  const link = useLink();
  const [progress, setProgress] = useState<ExportProgress>();
  const [error, setError] = useState<MorefError | null>(null);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const start = async (format: ExportFormat): Promise<void> => {
    const { signal } = (abort.current = new AbortController());
    setError(null);
    setProgress({ done: 0, total: 0 });
    const requests = estateSheets.map(({ id, title, query, columns }) => ({
      id,
      title: inWords(title),
      query,
      columns,
      sort: [],
    }));
    const file = { name: t('estate.file'), format, requests, several: true };
    try {
      const scope = { namesOnly: false };
      await exportFile(link, { ...file, scope }, { signal, progress: setProgress });
      closeDialog();
    } catch (thrown) {
      if (!signal.aborted) setError(errorOf(thrown));
    } finally {
      setProgress(undefined);
    }
  };
  return { progress, error, start };
}
