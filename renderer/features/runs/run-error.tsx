import IconButton from '@mui/material/IconButton';
import type { ReactElement } from 'react';
import type { RunItem } from '#shared/model/run.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { t } from '../../i18n/translate.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorDetails, errorText } from '../../ui/dialogs/error-details.tsx';
import { Icon } from '../../ui/icons/icon.tsx';

/** The error of one object in full, below the table. */
export function RunError(props: {
  readonly item: RunItem | undefined;
  readonly onClose: () => void;
}): ReactElement | null {
  const { item, onClose } = props;
  if (item?.error === undefined) return null;
  return (
    <section className="run-details" aria-label={t('run.error', { name: item.name })}>
      <div className="run-details-head">
        <strong className="ellipsis">{visibleName(item.name)}</strong>
        <CopyButton text={errorText(item.name, item.error)} label={t('common.copyDetails')} />
        <IconButton aria-label={t('common.close')} onClick={onClose}>
          <Icon name="close" size={14} />
        </IconButton>
      </div>
      {/* Scrolls by itself when the fault is long: the keyboard has to reach it. */}
      <div className="run-details-text" tabIndex={0}>
        <ErrorDetails error={item.error} />
      </div>
    </section>
  );
}
