import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { SheetFact, SheetMeter } from '#shared/model/sheet.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { useRegistry } from '../../../actions/registry.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { UsageBar } from '../../../ui/usage-bar.tsx';
import { SheetValueView } from './sheet-value.tsx';
import { hintOf, meterHint, partWords, valueWords } from '../../../ui/sheet-words.ts';

/** Names and values of a section. */
export function SheetFacts(props: {
  readonly connection: ConnectionId;
  readonly facts: readonly SheetFact[];
}): ReactElement {
  return (
    <dl className="sheet-facts">
      {props.facts.map((fact) => (
        <Fact key={fact.id} connection={props.connection} fact={fact} />
      ))}
    </dl>
  );
}

function Fact(props: {
  readonly connection: ConnectionId;
  readonly fact: SheetFact;
}): ReactElement {
  const { connection, fact } = props;
  const { label, values, from, tone, isOwn, edit } = fact;
  const name = isOwn === true ? visibleName(inWords(label)) : inWords(label);
  return (
    <div className="sheet-fact">
      <dt translate={isOwn === true ? 'no' : undefined}>{name}</dt>
      <dd
        className={tone === undefined ? 'selectable' : `selectable tone-${tone}`}
        title={hintOf(values, from)}
        data-fact={fact.id}
      >
        {fact.isList === true ? (
          <ul className="tags">
            {values.map((value) => (
              <li key={valueWords(value, 0)} className="chip tag">
                <SheetValueView connection={connection} value={value} />
              </li>
            ))}
          </ul>
        ) : (
          <span className="sheet-values">
            {values.map((value, index) => (
              // Values of a list have no names of their own.
              // biome-ignore lint/suspicious/noArrayIndexKey: they stand in the server's order
              <SheetValueView key={index} connection={connection} value={value} />
            ))}
          </span>
        )}
        {edit !== undefined && <EditButton operation={edit} name={name} />}
        <FactTools name={name} fact={fact} />
      </dd>
    </div>
  );
}

/** Copies the value. By keyboard what is selected is copied: a stop at every fact would be in the way. */
function FactTools({
  name,
  fact,
}: {
  readonly name: string;
  readonly fact: SheetFact;
}): ReactElement {
  return (
    <button
      type="button"
      className="sheet-tool sheet-copy"
      tabIndex={-1}
      title={t('sheet.copy', { what: name })}
      aria-label={t('sheet.copy', { what: name })}
      onClick={() => {
        const text = fact.values.map((value) => valueWords(value, Date.now())).join('\n');
        void navigator.clipboard.writeText(text);
      }}
    >
      <Icon name="copy" size={12} />
    </button>
  );
}

/** Opens what changes the value; not there where the account or the server has no such operation. */
function EditButton(props: {
  readonly operation: string;
  readonly name: string;
}): ReactElement | null {
  const action = useRegistry(({ actions }) => actions.find(({ id }) => id === props.operation));
  if (action === undefined) return null;
  const label = t('sheet.edit', { what: props.name });
  return (
    <button
      type="button"
      className="sheet-tool"
      aria-label={label}
      title={action.refused ?? label}
      aria-disabled={action.refused !== undefined && action.show === undefined}
      onClick={() => {
        if (action.refused === undefined) action.run();
        else action.show?.();
      }}
    >
      <Icon name="edit" size={12} />
    </button>
  );
}

/** How much of what there is is used. */
export function SheetMeters({ meters }: { readonly meters: readonly SheetMeter[] }): ReactElement {
  return (
    <div className="sheet-meters">
      {meters.map((meter) => (
        <div key={meter.id} className="sheet-meter" title={meterHint(meter)} data-fact={meter.id}>
          <span className="sheet-meter-name">{inWords(meter.label)}</span>
          <UsageBar
            label={inWords(meter.label)}
            fraction={meter.used / meter.of}
            text={
              meter.note === undefined
                ? partWords(meter)
                : `${partWords(meter)} · ${inWords(meter.note)}`
            }
            {...onlyDefined({ warnAbove: meter.warnAbove })}
          />
        </div>
      ))}
    </div>
  );
}
