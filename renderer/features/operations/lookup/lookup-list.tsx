import { useEffect, useRef, type ReactElement } from 'react';
import type { LookupOption } from '#shared/model/operation.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { ObjectIcon } from '../../../ui/icons/object-icon.tsx';
import { useVirtualLines } from '../../../ui/lines/virtual-lines.ts';
import { Said } from '../../../ui/said.tsx';

interface LookupListProps {
  readonly label: string;
  readonly options: readonly LookupOption[];
  readonly value: string;
  readonly active: number;
  readonly onPoint: (index: number) => void;
  readonly onTake: (option: LookupOption) => void;
  readonly onEnter: (option: LookupOption) => void;
}

const tallest = 300;

/** The options as a virtual list. One that cannot be chosen says why. */
export function LookupList(props: LookupListProps): ReactElement {
  const { label, options, value, active, onPoint, onTake, onEnter } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = options.some(hasRemark) ? 44 : 30;
  const virtualizer = useVirtualLines(scroller, options.length, rowHeight);
  useEffect(() => {
    if (active >= 0) virtualizer.scrollToIndex(active, { align: 'auto' });
  }, [active, virtualizer]);
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={-1}
      // The field above keeps the keyboard's focus: whoever clicks goes on typing.
      onMouseDown={(event) => event.preventDefault()}
      aria-label={label}
      className="lookup-list"
      style={{ height: Math.min(tallest, options.length * rowHeight) }}
    >
      <div role="none" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const option = options[index];
          return option === undefined ? null : (
            // The field above has the keyboard's focus and handles its keys.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={option.value}
              role="option"
              id={`lookup-option-${index}`}
              aria-selected={option.value === value}
              aria-disabled={option.refused !== undefined}
              className={classes(option, index === active)}
              style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              onMouseMove={index === active ? undefined : () => onPoint(index)}
              onClick={() => onTake(option)}
            >
              <Option option={option} chosen={option.value === value} onEnter={onEnter} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Option(props: {
  readonly option: LookupOption;
  readonly chosen: boolean;
  readonly onEnter: (option: LookupOption) => void;
}): ReactElement {
  const { option, chosen, onEnter } = props;
  const { detail, kind, refused, folder } = option;
  const label = inWords(option.label);
  const remark = refused ?? option.warning;
  return (
    <>
      {folder !== undefined ? (
        <Icon name="folder" size={16} />
      ) : kind === undefined ? null : (
        <ObjectIcon kind={kind} state="none" health="unknown" size={16} />
      )}
      <span className="lookup-text">
        <Said className="lookup-name ellipsis" text={option.label} titled />
        {remark !== undefined && (
          <Said
            className={refused === undefined ? 'lookup-remark tone-warn' : 'lookup-remark weak'}
            text={remark}
            titled
          />
        )}
      </span>
      {detail !== undefined && (
        <Said className="lookup-detail weak ellipsis" text={detail} titled />
      )}
      {chosen && <Icon name="check" size={14} />}
      {folder !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          className="lookup-enter"
          aria-label={t('lookup.open', { name: label })}
          title={t('lookup.open', { name: label })}
          onClick={(event) => {
            event.stopPropagation();
            onEnter(option);
          }}
        >
          <Icon name="chevron" size={14} />
        </button>
      )}
    </>
  );
}

function hasRemark({ refused, warning }: LookupOption): boolean {
  return refused !== undefined || warning !== undefined;
}

function classes({ refused }: LookupOption, active: boolean): string {
  return `lookup-option${active ? ' lookup-active' : ''}${refused === undefined ? '' : ' lookup-refused'}`;
}
