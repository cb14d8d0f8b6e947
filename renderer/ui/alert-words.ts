import type { Alert } from '#shared/model/alert.ts';
import { formatDuration } from '../i18n/format.ts';
import { inWords, t } from '../i18n/translate.ts';

/** What an alert goes by, in words: `CPU usage 97 % for 12 min, threshold 90 %`; empty where its server tells no value. */
export function measureWords(
  { measure, time }: Pick<Alert, 'measure' | 'time'>,
  now: number,
): string {
  if (measure?.value === undefined)
    return measure?.threshold === undefined ? '' : inWords(measure.threshold);
  const value = inWords(measure.value);
  const age = formatDuration(Math.max(0, now - time));
  const isLive = measure.isLive === true;
  if (measure.threshold === undefined)
    return isLive ? t('alerts.measure.for', { value, age }) : value;
  const threshold = inWords(measure.threshold);
  return isLive
    ? t('alerts.measure.passed', { value, age, threshold })
    : t('alerts.measure.was', { value, threshold });
}
