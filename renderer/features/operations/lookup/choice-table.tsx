import { useRef, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import type { LookupOption } from '#shared/model/choice.ts';
import type { TableColumn } from '../../../ui/data-table/columns/table-column.ts';
import { DataTable } from '../../../ui/data-table/data-table.tsx';
import type { TableLayout } from '../../../ui/data-table/table-layout.ts';
import { nothingSelected, only } from '../../../ui/data-table/table-selection.ts';
import type { TableSource } from '../../../ui/data-table/table-source.ts';

interface ChoiceTableProps {
  readonly label: string;
  readonly columns: readonly TableColumn<LookupOption>[];
  readonly source: TableSource<LookupOption>;
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  /** The option that the keyboard is on; undefined for none. */
  readonly pointed: string | undefined;
  readonly onPoint: (value: string) => void;
  readonly onTake: (option: LookupOption) => void;
  /** An option was opened: by Enter, or by a double click. */
  readonly onOpen: (option: LookupOption) => void;
  /** One level up. */
  readonly onLeave: () => void;
  readonly empty: string;
  /** Pixels; all the room that there is where it is not said. */
  readonly height?: number;
}

/** Choices as a table: an arrow or a letter points at one, Enter, Space or a click takes it. */
export function ChoiceTable(props: ChoiceTableProps): ReactElement {
  const { source, pointed, onPoint, onTake, height } = props;
  const frame = useRef<HTMLDivElement>(null);
  const onOtherKey = (event: KeyboardEvent, option: LookupOption | undefined): void => {
    if (event.key === ' ' && option !== undefined) onTake(option);
    else if (event.key === 'Backspace') props.onLeave();
    else return;
    event.preventDefault();
  };
  return (
    // Keys are the table's own; a click is heard here, since it means more than pointing.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      ref={frame}
      className="choice-table"
      {...(height !== undefined && { style: { height, flex: 'none' } })}
      onClick={(event) => {
        const option = lineOf(event, source);
        if (option !== undefined) onTake(option);
      }}
    >
      <DataTable
        label={props.label}
        columns={props.columns}
        source={source}
        layout={props.layout}
        onLayout={props.onLayout}
        selection={pointed === undefined ? nothingSelected : only([pointed])}
        onSelect={(selection) => {
          const [key] = selection.is === 'some' ? selection.keys : [];
          if (key !== undefined) onPoint(key);
        }}
        single
        onOpen={props.onOpen}
        onOtherKey={onOtherKey}
        classOf={classOf}
        isDisabled={isRefused}
        empty={props.empty}
      />
    </div>
  );
}

/** The option whose line was clicked; undefined for a click beside the lines. */
function lineOf(event: MouseEvent, source: TableSource<LookupOption>): LookupOption | undefined {
  const line = event.target instanceof Element ? event.target.closest('[data-index]') : null;
  const place = line?.getAttribute('data-index');
  return place === null || place === undefined ? undefined : source.item(Number(place));
}

function classOf(option: LookupOption): string {
  return isRefused(option) ? 'choice-refused' : '';
}

function isRefused({ refused }: LookupOption): boolean {
  return refused !== undefined;
}
