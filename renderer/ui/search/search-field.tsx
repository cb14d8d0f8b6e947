import type { KeyboardEvent, ReactElement, Ref } from 'react';
import { Icon } from '../icons/icon.tsx';
import './search-field.css';

export interface SearchFieldProps {
  readonly value: string;
  readonly label: string;
  readonly clearLabel: string;
  readonly onChange: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
  /** Id of the option that the arrow keys are on, in a list that the field steers. */
  readonly activeOption?: string | undefined;
  /** The field suggests: whether its list is open, and the list's id. */
  readonly combobox?: { readonly expanded: boolean; readonly list: string };
  /** Id of what says what is wrong with the text. */
  readonly describedBy?: string;
  /** The caret may have moved. */
  readonly onCaret?: () => void;
  readonly onLeave?: () => void;
}

/** A search box. Escape empties it, and leaves it alone when it is empty. */
export function SearchField(props: SearchFieldProps): ReactElement {
  const { value, label, clearLabel, onChange, onKeyDown, inputRef, combobox } = props;
  return (
    <div className="search">
      <Icon name="search" size={14} className="search-icon" />
      <input
        ref={inputRef}
        type="text"
        {...(combobox === undefined
          ? { role: 'searchbox' }
          : {
              role: 'combobox',
              'aria-autocomplete': 'list',
              'aria-expanded': combobox.expanded,
              'aria-controls': combobox.list,
            })}
        className="search-input"
        value={value}
        placeholder={label}
        aria-label={label}
        spellCheck={false}
        autoComplete="off"
        autoFocus={props.autoFocus === true}
        aria-activedescendant={props.activeOption}
        aria-invalid={props.describedBy !== undefined}
        aria-describedby={props.describedBy}
        onSelect={props.onCaret}
        onBlur={props.onLeave}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.key !== 'Escape' || value === '' || event.defaultPrevented) return;
          event.stopPropagation();
          onChange('');
        }}
      />
      {value !== '' && (
        <button
          type="button"
          className="search-clear"
          aria-label={clearLabel}
          onClick={() => onChange('')}
        >
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  );
}
