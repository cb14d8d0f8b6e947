import type { SessionPart } from '#shared/model/session-part.ts';
import { formatDuration } from '../../i18n/format.ts';
import { inWords, t, wordsOf } from '../../i18n/translate.ts';

/** What a part is called: by its area, and in the server's own words where that has several. */
export function partName({ area, name }: SessionPart): string {
  return name === undefined
    ? t(`part.${area}`)
    : t('part.named', { area: t(`part.${area}`), name });
}

/** How fresh it is, or that it is missing and when it is tried next. */
export function partState(part: SessionPart, now: number): string {
  const { state, at, everyMs = 0, retryAt } = part;
  const age = formatDuration(Math.max(0, now - (at ?? now)));
  switch (state) {
    case 'loading':
      return t('part.loading');
    case 'live':
      return t('part.live');
    case 'absent':
      return t('part.absent');
    case 'polled':
      return t('part.polled', { age, every: formatDuration(everyMs) });
    case 'failed': {
      const next =
        retryAt === undefined
          ? t('part.noRetry')
          : t('part.retry', { seconds: Math.max(0, Math.ceil((retryAt - now) / 1000)) });
      return at === undefined ? `${t('part.failed')} ${next}` : `${t('part.old', { age })} ${next}`;
    }
  }
}

/** Why it is missing, or what of it is. */
export function partReason({ error, lacking }: SessionPart): string | undefined {
  if (lacking === undefined) return wordsOf(error?.message);
  return t('part.lacking', { count: lacking.count, reason: inWords(lacking.error.message) });
}
