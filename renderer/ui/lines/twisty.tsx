import type { ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../icons/icon.tsx';
import './twisty.css';

/** The button before a line that folds; only its room where there is nothing to fold. Keys fold by the list, not by it. */
export function Twisty(props: {
  readonly openable: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
}): ReactElement {
  const { openable, open, onToggle } = props;
  if (!openable) return <span className="twisty" />;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={open ? 'twisty twisty-open' : 'twisty'}
      aria-label={open ? t('tree.collapse') : t('tree.expand')}
      onClick={onToggle}
    >
      <Icon name="chevron" size={13} />
    </button>
  );
}
