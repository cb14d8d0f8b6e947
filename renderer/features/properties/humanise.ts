import {
  isBytesValue,
  isDamagedText,
  isDataObject,
  isDateTimeValue,
  isReferenceValue,
  isUnreadableValue,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import {
  formatBytes,
  formatDateTime,
  formatDuration,
  formatMHz,
  formatMiB,
  formatNumber,
  formatPercent,
  formatUtc,
} from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';

/** A value as people read it, and to the last digit where that differs. */
export interface HumanValue {
  readonly text: string;
  readonly exact?: string;
  /** The text stands for a value that says nothing: unset, an empty list. */
  readonly weak?: boolean;
  /** The server sent what its own API does not declare: said beside the value as it came. */
  readonly mark?: string;
}

/** Names of the fields by which an element of a list is best seen from its neighbours, best first. */
const labels = ['name', 'label', 'displayName', 'deviceName', 'id', 'key', 'summary'] as const;

/** @param path the native path, whose last name tells the unit of a bare number */
export function humanise(path: string, value: PropertyValue | undefined): HumanValue {
  if (value === undefined || value === null) return { text: t('properties.unset'), weak: true };
  switch (typeof value) {
    case 'boolean':
      return { text: value ? t('value.true') : t('value.false'), exact: String(value) };
    case 'number':
    case 'bigint':
      return humaniseNumber(path, value);
    case 'string':
      return humaniseText(value);
    default:
      if (isList(value)) return humaniseList(path, value);
      return isUnreadableValue(value)
        ? { ...humanise(path, value.value), mark: markOf(value.declared) }
        : humaniseObject(value);
  }
}

function humaniseText(value: string): HumanValue {
  if (value === '') return { text: t('properties.emptyText'), weak: true };
  return isDamagedText(value) ? { text: value, mark: t('properties.damaged') } : { text: value };
}

function humaniseNumber(path: string, value: number | bigint): HumanValue {
  const exact = String(value);
  const amount = Number(value);
  // -1 is what servers write for "unlimited" or "unknown": it has no size.
  const format = amount < 0 ? undefined : unitOf(path);
  const text = format?.(amount) ?? formatNumber(value);
  return text === exact ? { text } : { text, exact };
}

/** What the number at a path counts, by how the field is called: APIs say the unit in the name. */
const units: readonly (readonly [RegExp, (value: number) => string])[] = [
  [/(KB|InKB)$/i, (value) => formatBytes(value * 1024)],
  [/(MB|MiB|InMB)$/i, formatMiB],
  [/(GB|InGB)$/i, (value) => formatMiB(value * 1024)],
  [/mhz$/i, formatMHz],
  [/^hz$/i, (value) => formatMHz(value / 1e6)],
  [
    /^(overallCpuUsage|overallCpuDemand|distributedCpu\w*|staticCpuEntitlement|totalCpu|effectiveCpu)$/,
    formatMHz,
  ],
  [
    /^((guest|host|overall)MemoryUsage|(private|shared|swapped|ballooned|active|granted)Memory|consumedOverheadMemory|staticMemoryEntitlement|effectiveMemory)$/,
    formatMiB,
  ],
  [/^compressedMemory$/, (value) => formatBytes(value * 1024)],
  [
    /(bytes|capacity|freeSpace|committed|uncommitted|unshared|maxFileSize|memorySize|totalMemory|vmfsCapacity|fileSize|maxVirtualDiskCapacity)$/i,
    formatBytes,
  ],
  [/(uptime|seconds|sec)$/i, (value) => formatDuration(value * 1000)],
  [/(InMs|Ms|milliseconds)$/, (value) => `${formatNumber(value)} ms`],
  [/percent(age)?$/i, (value) => formatPercent(value / 100)],
];

function unitOf(path: string): ((value: number) => string) | undefined {
  const name = /([^.[\]]+)(?:\[[^\]]*\])?$/.exec(path)?.[1] ?? path;
  return units.find(([pattern]) => pattern.test(name))?.[1];
}

function humaniseList(path: string, list: readonly PropertyValue[]): HumanValue {
  if (list.length === 0) return { text: t('properties.emptyList'), weak: true };
  const count = t('properties.items', { count: list.length });
  const plain = list.slice(0, 5).filter((one) => typeof one !== 'object');
  if (plain.length < Math.min(5, list.length)) return { text: count };
  const shown = plain.map((one) => humanise(path, one).text).join(', ');
  return { text: `${count}: ${shown}${list.length > 5 ? ', …' : ''}` };
}

function humaniseObject(value: DataObjectValue): HumanValue {
  if (isDateTimeValue(value))
    return { text: formatDateTime(value.ms), exact: `${formatUtc(value.ms)}\n${value.text}` };
  if (isReferenceValue(value)) {
    const text = `${value.type}:${value.value}`;
    return value.dangling === true
      ? { text: `${text} (${t('properties.dangling')})`, weak: true }
      : { text };
  }
  if (isBytesValue(value)) {
    const padding = /=*$/.exec(value.base64)?.[0].length ?? 0;
    const count = Math.floor((value.base64.length * 3) / 4) - padding;
    return { text: t('properties.bytes', { count }), exact: value.base64 };
  }
  if (value.$type === 'map') return humaniseMap(value);
  const label = labelOf(value);
  return { text: label === undefined ? value.$type : `${value.$type} · ${label}` };
}

function markOf(declared: string): string {
  return t('properties.unreadable', { type: declared });
}

/** A map has entries and no type of its own: `3 entries: folder, vgpu_pci, …`. */
function humaniseMap(value: DataObjectValue): HumanValue {
  const keys = Object.keys(value).filter((key) => key !== '$type');
  if (keys.length === 0) return { text: t('properties.emptyMap'), weak: true };
  const [first = ''] = keys;
  const only = value[first];
  if (keys.length === 1 && typeof only === 'string') return { text: `${first}: ${only}` };
  const shown = keys.slice(0, 5).join(', ');
  const count = t('properties.entries', { count: keys.length });
  return { text: `${count}: ${shown}${keys.length > 5 ? ', …' : ''}` };
}

/** What distinguishes an object: its name, or that of the description inside it. */
export function labelOf(value: DataObjectValue): string | undefined {
  const info = value['deviceInfo'];
  for (const source of isDataObject(info) ? [info, value] : [value])
    for (const name of ['label', ...labels]) {
      const field = source[name];
      if ((typeof field === 'string' && field !== '') || typeof field === 'number')
        return String(field);
    }
  return undefined;
}

export function isList(value: PropertyValue | undefined): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

/** True for what can be opened: lists and data objects that hold something. */
export function isOpenable(value: PropertyValue | undefined): boolean {
  if (isList(value)) return value.length > 0;
  if (isUnreadableValue(value)) return isOpenable(value.value);
  return (
    isDataObject(value) &&
    !isDateTimeValue(value) &&
    !isReferenceValue(value) &&
    !isBytesValue(value) &&
    Object.keys(value).length > 1
  );
}

/** The value as text for the clipboard and for search: scalars as they are, the rest as JSON in the server's own names. */
export function plainText(value: PropertyValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (isUnreadableValue(value)) return plainText(value.value);
  if (isDateTimeValue(value)) return value.text;
  if (isReferenceValue(value)) return `${value.type}:${value.value}`;
  if (isBytesValue(value)) return value.base64;
  return JSON.stringify(
    value,
    (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one),
    2,
  );
}
