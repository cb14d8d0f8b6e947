import type { Row } from '#shared/model/row.ts';
import { formatBytes, formatMHz, formatMiB } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import type { Fact } from '../../ui/fact-list.tsx';
import { UsageBar } from '../../ui/usage-bar.tsx';

/** CPU, memory and storage: what there is, and how much of it is in use. */
export function resourceFacts(row: Row): readonly Fact[] {
  return [
    cpuFact(row),
    { label: t('summary.memory'), value: memory(row) },
    { label: t('summary.storage'), value: storage(row) },
  ];
}

function cpuFact({ kind, facts }: Row): Fact {
  const { cpus, cpuMHz } = facts;
  const count =
    cpus === undefined
      ? undefined
      : t(
          kind === 'host' || kind === 'cluster' || kind === 'pool'
            ? 'summary.hostCpus'
            : 'summary.cpus',
          {
            count: cpus,
          },
        );
  const use = cpuMHz === undefined ? undefined : t('summary.inUse', { amount: formatMHz(cpuMHz) });
  return {
    label: t('summary.cpu'),
    value: [count, use].filter((part) => part !== undefined).join(', '),
  };
}

function memory({ facts: { memoryMiB, memoryUsedMiB } }: Row): Fact['value'] {
  if (memoryMiB === undefined) return undefined;
  if (memoryUsedMiB === undefined || memoryMiB === 0) return formatMiB(memoryMiB);
  const text = t('summary.memoryOf', {
    used: formatMiB(memoryUsedMiB),
    total: formatMiB(memoryMiB),
  });
  return (
    <UsageBar
      label={t('summary.memory')}
      fraction={memoryUsedMiB / memoryMiB}
      text={text}
      warnAbove={0.9}
    />
  );
}

function storage({ facts: { capacityBytes, freeBytes } }: Row): Fact['value'] {
  if (capacityBytes === undefined) return undefined;
  if (freeBytes === undefined || capacityBytes === 0) return formatBytes(capacityBytes);
  const used = capacityBytes - freeBytes;
  const text = t('summary.storageOf', {
    used: formatBytes(used),
    total: formatBytes(capacityBytes),
    free: formatBytes(freeBytes),
  });
  return (
    <UsageBar
      label={t('summary.storage')}
      fraction={used / capacityBytes}
      text={text}
      warnAbove={0.85}
    />
  );
}
