import type { ReactElement } from 'react';
import type { LookupOption } from '#shared/model/choice.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { ObjectIcon } from '../../../ui/icons/object-icon.tsx';

/** What a choice is called, what it is, whether it is chosen or what there is now, and the way into a folder. */
export function ChoiceName(props: {
  readonly option: LookupOption;
  readonly chosen: boolean;
  readonly onEnter: (option: LookupOption) => void;
}): ReactElement {
  const { option, chosen, onEnter } = props;
  const { label, kind, present, folder } = option;
  const name = visibleName(inWords(label));
  return (
    <span className="choice-name">
      {folder !== undefined && kind === undefined ? (
        <Icon name="folder" size={16} />
      ) : kind === undefined ? null : (
        <ObjectIcon kind={kind} state="none" health="unknown" size={16} />
      )}
      <span
        className="choice-label ellipsis"
        translate={typeof label === 'string' ? 'no' : undefined}
      >
        {name}
      </span>
      {present === true && <span className="choice-present">{t('lookup.present')}</span>}
      {chosen && <Icon name="check" size={14} />}
      {folder !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          className="lookup-enter"
          aria-label={t('lookup.open', { name })}
          title={t('lookup.open', { name })}
          onClick={(event) => {
            event.stopPropagation();
            onEnter(option);
          }}
        >
          <Icon name="chevron" size={14} />
        </button>
      )}
    </span>
  );
}
