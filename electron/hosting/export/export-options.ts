import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { exportFormats, type ExportFormat } from '#shared/export/writer.ts';
import { languageIds, type LanguageId } from '#shared/i18n/language.ts';
import { UsageError, wholeNumber } from '../options.ts';

/** What `moref export` is asked for. */
export interface ExportOptions {
  /** In the search language; empty for all objects. Undefined: the whole estate, a sheet for each kind. */
  readonly query: string | undefined;
  /** A file, or `-` for standard output. */
  readonly out: string;
  readonly format: ExportFormat;
  /** Undefined: what is worth knowing of what was found. */
  readonly columns: readonly string[] | undefined;
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  /** Names or addresses of servers; none for all that there are profiles of. */
  readonly servers: readonly string[];
  /** Goes on without servers that cannot be reached. */
  readonly partial: boolean;
  /** Seconds until every server has to have reported all. */
  readonly timeout: number;
  readonly language: LanguageId;
  readonly demo: boolean;
  readonly vms: number;
  readonly dataFolder: string | undefined;
}

export const exportUsage = `moref export: saves what a search finds as a file, without a window.

  --query <search>     in the search language: 'kind:vm power:on mem>16g'
  --estate             instead: everything, a sheet for each kind
  --out <file>         where to; its ending says how: .csv, .json, .xlsx; - for standard output
  --format <format>    csv, json or xlsx, where the ending does not say so
  --columns <list>     fields or native paths with commas between: power,mem,config.version
  --sort <list>        columns with commas between; a minus before one sorts downwards: -mem,name
  --server <name>      only this server; may stand several times
  --partial            go on without servers that cannot be reached
  --timeout <seconds>  how long servers may take to tell all (default 300)
  --language <id>      of the headings (default en)
  --demo, --vms <n>    the demo estate
  --data-folder <dir>  where the profiles are

Passwords are those that were kept with the profiles; where none was, MOREF_PASSWORD is used.
`;

const declared = {
  query: { type: 'string' },
  estate: { type: 'boolean', default: false },
  out: { type: 'string' },
  format: { type: 'string' },
  columns: { type: 'string' },
  sort: { type: 'string', default: '' },
  server: { type: 'string', multiple: true },
  partial: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '300' },
  language: { type: 'string', default: 'en' },
  demo: { type: 'boolean', default: false },
  vms: { type: 'string', default: '200' },
  'data-folder': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line after `export`; null when help was asked for.
 *
 * @throws UsageError for an unknown option, a value out of range, and what is missing.
 */
export function parseExportOptions(args: readonly string[]): ExportOptions | null {
  const values = parse(args);
  if (values.help) return null;
  const { query, estate, out } = values;
  if ((query === undefined) === !estate)
    throw new UsageError('moref export needs either --query or --estate.');
  if (out === undefined || out === '') throw new UsageError('moref export needs --out.');
  if (estate && values.columns !== undefined)
    throw new UsageError('--columns are for --query: an estate has those of each kind.');
  return {
    query,
    out,
    format: formatOf(values.format, out),
    columns: values.columns === undefined ? undefined : listOf(values.columns),
    sort: listOf(values.sort).map((text) => ({
      column: text.replace(/^-/, ''),
      descending: text.startsWith('-'),
    })),
    servers: values.server ?? [],
    partial: values.partial,
    timeout: wholeNumber('--timeout', values.timeout, 1, 86_400),
    language: languageOf(values.language),
    demo: values.demo,
    vms: wholeNumber('--vms', values.vms, 1, 100_000),
    dataFolder: values['data-folder'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: declared, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function formatOf(format: string | undefined, out: string): ExportFormat {
  const wanted = format ?? extname(out).slice(1).toLowerCase();
  const found = exportFormats.find((one) => one === wanted);
  if (found !== undefined) return found;
  throw new UsageError(
    `--out has to end in .csv, .json or .xlsx, or --format has to say which, not "${wanted}".`,
  );
}

function languageOf(id: string): LanguageId {
  const found = languageIds.find((one) => one === id);
  if (found !== undefined) return found;
  throw new UsageError(`--language is one of ${languageIds.join(', ')}, not "${id}".`);
}

function listOf(text: string): readonly string[] {
  return text
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
