import { kinds } from '#shared/model/kind.ts';
import { t } from '../../i18n/translate.ts';
import type { KindCounts } from '../../state/inventory/count-below.ts';

/** `Hosts: 3`, `Virtual machines: 198 (144 of 198 powered on)`. */
export function countTexts(counts: KindCounts): readonly string[] {
  return kinds.flatMap((kind) => {
    const count = counts.get(kind);
    if (count === undefined) return [];
    const { total, byState } = count;
    const states =
      kind === 'vm' ? ` (${t('summary.poweredOn', { count: byState.get('on') ?? 0, total })})` : '';
    return [`${t(`kinds.${kind}`)}: ${total}${states}`];
  });
}
