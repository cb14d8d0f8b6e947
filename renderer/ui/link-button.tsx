import type { ReactElement, ReactNode } from 'react';
import './link-button.css';

/** Looks like a link and goes to an object: there is no address that a browser could open. */
export function LinkButton(props: {
  readonly children: ReactNode;
  readonly title?: string;
  /** The name of an object, which is of no language. */
  readonly isName?: boolean;
  readonly onClick: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      className="link-button ellipsis"
      title={props.title}
      translate={props.isName === true ? 'no' : undefined}
      onClick={(event) => {
        event.stopPropagation();
        props.onClick();
      }}
    >
      {props.children}
    </button>
  );
}
