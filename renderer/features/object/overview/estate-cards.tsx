import type { ReactElement } from 'react';
import { kinds, type Kind } from '#shared/model/kind.ts';
import type { SheetMeter } from '#shared/model/sheet.ts';
import { formatMHz, formatNumber } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import type { Estate } from '../../../state/servers/estate.ts';
import type { KindCount } from '../../../state/inventory/count-below.ts';
import { stateName } from '../../../ui/names.ts';
import { SheetMeters } from '../sheet/sheet-facts.tsx';
import '../sheet/sheet.css';

/** Memory, storage and processors, and how much of them is used. */
export function Capacity({ estate }: { readonly estate: Estate }): ReactElement | null {
  const meters = [meterOf('memory', estate.memory), meterOf('storage', estate.storage)].filter(
    ({ of }) => of > 0,
  );
  if (meters.length === 0) return null;
  return (
    <section className="fact-card sheet-section" aria-label={t('sheet.capacity')}>
      <h3 className="fact-title">{t('sheet.capacity')}</h3>
      <SheetMeters meters={meters} />
      <dl className="sheet-facts">
        <Fact name={t('sheet.cores')} value={formatNumber(estate.cores)} />
        {estate.cpuUsed > 0 && (
          <Fact name={t('sheet.cpuUse')} value={formatMHz(Math.round(estate.cpuUsed / 1e6))} />
        )}
      </dl>
    </section>
  );
}

function meterOf(what: 'memory' | 'storage', amount: Estate['memory']): SheetMeter {
  return {
    id: what,
    label: t(`summary.${what}`),
    ...amount,
    unit: 'bytes',
    warnAbove: 0.85,
    from: [],
  };
}

/** What is counted; folders and libraries are where things are, and ask for nothing. */
const shownKinds: ReadonlySet<Kind> = new Set([
  'pool',
  'cluster',
  'host',
  'vm',
  'template',
  'datastore',
  'network',
]);

/** How many of each kind there are, and in which states. */
export function States({ estate }: { readonly estate: Estate }): ReactElement | null {
  if (estate.counts.size === 0) return null;
  return (
    <section className="fact-card sheet-section" aria-label={t('overview.objects')}>
      <h3 className="fact-title">{t('overview.objects')}</h3>
      <dl className="sheet-facts">
        {kinds
          .filter((kind) => shownKinds.has(kind))
          .map((kind) => {
            const count = estate.counts.get(kind);
            if (count === undefined) return null;
            const label = t(`kinds.${kind}`);
            const states = stateWords(kind, count);
            return (
              <Fact
                key={kind}
                name={
                  states === undefined ? label : t('sheet.counted', { label, count: count.total })
                }
                value={states ?? formatNumber(count.total)}
              />
            );
          })}
      </dl>
    </section>
  );
}

/** `155 Powered on · 15 Powered off`; undefined for what has no state that anybody would ask for. */
function stateWords(kind: Kind, { byState }: KindCount): string | undefined {
  const states = [...byState]
    .filter(([state]) => state !== 'none')
    .toSorted(([, a], [, b]) => b - a)
    .map(([state, count]) => `${formatNumber(count)} ${stateName(kind, state)}`);
  return states.length === 0 || kind === 'template' ? undefined : states.join(' · ');
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): ReactElement {
  return (
    <div className="sheet-fact">
      <dt>{name}</dt>
      <dd className="selectable">{value}</dd>
    </div>
  );
}
