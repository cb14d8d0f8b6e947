import type { PointerEvent, ReactElement } from 'react';

/** The right edge of a heading: dragging it resizes the column. With the keyboard the column's menu does. */
export function ColumnGrip(props: {
  readonly width: number;
  readonly onResize: (width: number) => void;
}): ReactElement {
  const { width, onResize } = props;
  const drag = (down: PointerEvent<HTMLDivElement>): void => {
    const grip = down.currentTarget;
    const start = down.clientX;
    // The heading itself would be dragged to another place.
    down.preventDefault();
    grip.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent): void => onResize(width + event.clientX - start);
    grip.addEventListener('pointermove', move);
    grip.addEventListener(
      'lostpointercapture',
      () => grip.removeEventListener('pointermove', move),
      { once: true },
    );
  };
  return <div role="presentation" className="table-grip" onPointerDown={drag} />;
}
