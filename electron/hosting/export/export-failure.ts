import { inEnglish } from '#shared/i18n/english.ts';
import { MorefException } from '#shared/model/error.ts';
import { UsageError } from '../options.ts';
import { explainFailure } from '../start-failure.ts';
import { exportUsage } from './export-options.ts';

/** Why there is no file, in words for whoever asked for one. */
export class ExportFailure extends Error {
  override readonly name = 'ExportFailure';
}

/** What `moref export` says when it fails. */
export function explainExportFailure(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${exportUsage}`;
  if (error instanceof ExportFailure) return error.message;
  if (error instanceof MorefException) return inEnglish(error.data.message);
  return explainFailure(error);
}
