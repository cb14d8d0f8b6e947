import { useId, useRef, useState, type KeyboardEvent, type ReactElement, type Ref } from 'react';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LiveValues } from '#shared/query/suggest.ts';
import { QuerySuggestions } from './query-suggestions.tsx';
import { SearchField } from './search-field.tsx';
import { useQuerySuggestions } from './use-query-suggestions.ts';

export interface QueryFieldProps {
  readonly value: string;
  readonly label: string;
  readonly clearLabel: string;
  readonly onChange: (text: string) => void;
  /** Keys that mean nothing to the suggestions. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Id of what says what is wrong with the search; absent while nothing is. */
  readonly problemId?: string | undefined;
  /** Values that objects have now, for suggestions. */
  readonly values: (asked: LiveValues, signal: AbortSignal) => Promise<readonly string[]>;
}

/** A field for the search language: it suggests fields and values while one types (WAI-ARIA, editable combobox with list autocomplete). */
export function QueryField(props: QueryFieldProps): ReactElement {
  const { value, onChange, problemId } = props;
  const id = useId();
  const [field, setField] = useState<HTMLInputElement | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useQuerySuggestions({ value, onChange, input, values: props.values });
  const { open, active, items } = suggestions;
  return (
    <>
      <SearchField
        value={value}
        label={props.label}
        clearLabel={props.clearLabel}
        inputRef={(element) => {
          input.current = element;
          setField(element);
          setRef(props.inputRef, element);
        }}
        onChange={(text) => suggestions.typed(text)}
        onCaret={suggestions.look}
        onLeave={suggestions.close}
        onKeyDown={(event) => {
          if (!suggestions.press(event)) props.onKeyDown?.(event);
        }}
        combobox={{ expanded: open, list: `${id}-list` }}
        activeOption={open && active >= 0 ? `${id}-${active}` : undefined}
        {...onlyDefined({ describedBy: problemId })}
      />
      {open && (
        <QuerySuggestions
          id={id}
          anchor={field}
          items={items}
          active={active}
          onChoose={suggestions.choose}
        />
      )}
    </>
  );
}

function setRef(ref: Ref<HTMLInputElement> | undefined, element: HTMLInputElement | null): void {
  if (typeof ref === 'function') ref(element);
  else if (ref !== undefined && ref !== null) ref.current = element;
}
