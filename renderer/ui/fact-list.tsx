import type { ReactElement, ReactNode } from 'react';
import './fact-list.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** The label is a name that somebody gave on the server. */
  readonly isOwn?: boolean;
}

/** A titled card of names and values. Facts without a value are left out, and so is an empty card. */
export function FactCard(props: {
  readonly title: string;
  readonly facts: readonly Fact[];
}): ReactElement | null {
  const facts = props.facts.filter(({ value }) => value !== undefined && value !== '');
  if (facts.length === 0) return null;
  return (
    <section className="fact-card" aria-label={props.title}>
      <h3 className="fact-title">{props.title}</h3>
      <dl className="fact-list">
        {facts.map(({ label, value, isOwn }) => (
          <div key={label} className="fact">
            <dt translate={isOwn === true ? 'no' : undefined}>{label}</dt>
            <dd className="selectable" translate={typeof value === 'string' ? 'no' : undefined}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
