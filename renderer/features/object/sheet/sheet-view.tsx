import type { ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { LateReading, Sheet, SheetSection } from '#shared/model/sheet.ts';
import { formatDateTime } from '../../../i18n/format.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { useNow } from '../../../state/clock.ts';
import { SheetFacts, SheetMeters } from './sheet-facts.tsx';
import { SheetTableView } from './sheet-table.tsx';
import './sheet.css';

/** What the page of an object says: one renderer for all kinds of all families. */
export function SheetView(props: {
  readonly status: ConnectionStatus;
  readonly sheet: Sheet;
  /** What the page knows by itself, after what is narrow. */
  readonly more?: readonly SheetSection[];
}): ReactElement {
  const { status, sheet, more = [] } = props;
  const { late } = sheet;
  const sections = [...sheet.sections, ...more];
  const isOld = status.state !== 'live' && status.state !== 'syncing';
  return (
    <div className={isOld ? 'sheet sheet-old' : 'sheet'}>
      {isOld && (
        <p className="sheet-note" role="status">
          {t('sheet.stale', { time: formatDateTime(status.since) })}
        </p>
      )}
      {late !== undefined && <LateNote late={late} />}
      <div className="sheet-narrow">
        {sections
          .filter((section) => widthOf(section) === 'narrow')
          .map((section) => (
            <Section key={section.id} status={status} section={section} />
          ))}
      </div>
      {(['middle', 'wide'] as const).map((width) => (
        <div key={width} className={`sheet-tables sheet-${width}`}>
          {sections
            .filter((section) => widthOf(section) === width)
            .map((section) => (
              <Section key={section.id} status={status} section={section} />
            ))}
        </div>
      ))}
    </div>
  );
}

/** Tables of more columns than this need room of their own. */
const fewColumns = 4;

function widthOf({
  facts = [],
  meters = [],
  tables = [],
}: SheetSection): 'narrow' | 'middle' | 'wide' {
  if (tables.some(({ columns }) => columns.length > fewColumns)) return 'wide';
  return tables.length === 0 || facts.length + meters.length > 0 ? 'narrow' : 'middle';
}

function Section(props: {
  readonly status: ConnectionStatus;
  readonly section: SheetSection;
}): ReactElement {
  const { status, section } = props;
  const { meters = [], facts = [], tables = [], reading } = section;
  const label = inWords(section.label);
  const [only] = tables;
  const isTable = meters.length + facts.length === 0 && tables.length === 1;
  const isEmpty = meters.length + facts.length + tables.length === 0;
  return (
    <section className="fact-card sheet-section" aria-label={label} aria-busy={reading === true}>
      <h3 className="fact-title">
        {isTable && only !== undefined
          ? t('sheet.counted', { label, count: only.rows.length })
          : label}
      </h3>
      {meters.length > 0 && <SheetMeters meters={meters} />}
      {facts.length > 0 && <SheetFacts connection={status.id} facts={facts} />}
      {tables.map((table) => (
        <SheetTableView key={table.id} connection={status.id} table={table} named={!isTable} />
      ))}
      {reading === true && (
        <p className={isEmpty ? 'sheet-reading sheet-reading-all' : 'sheet-reading'}>
          {t('sheet.late.reading')}
        </p>
      )}
    </section>
  );
}

/** Read every so often while somebody looks: older than this it looks old, milliseconds. */
const oldAfterMs = 600_000;

function LateNote({ late }: { readonly late: LateReading }): ReactElement | null {
  const now = useNow();
  const { state, at, reason } = late;
  const asOf = at === undefined ? '' : t('sheet.late.old', { time: formatDateTime(at) });
  const text =
    state === 'failed'
      ? `${t('sheet.late.failed', { reason: reason ?? '' })} ${asOf}`
      : reason !== undefined
        ? t('sheet.late.partly', { reason })
        : at !== undefined && now - at > oldAfterMs
          ? asOf
          : '';
  return text === '' ? null : (
    <p className="sheet-note" role="status">
      {text}
    </p>
  );
}
