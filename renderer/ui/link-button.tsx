import type { ReactElement, ReactNode } from 'react';
import './link-button.css';

/** Looks like a link and goes to an object: there is no address that a browser could open. */
export function LinkButton(props: {
  readonly children: ReactNode;
  readonly title?: string;
  readonly onClick: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      className="link-button ellipsis"
      title={props.title}
      onClick={(event) => {
        event.stopPropagation();
        props.onClick();
      }}
    >
      {props.children}
    </button>
  );
}
