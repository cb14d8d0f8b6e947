import { memo, type ReactElement } from 'react';
import { iconPaths, type IconName } from './icon-paths.ts';

export interface IconProps {
  readonly name: IconName;
  /** Pixels; 16 unless given. */
  readonly size?: number;
  readonly className?: string;
}

/** A line icon in the colour of the text around it. Decoration: the name of the thing stands beside it or on the button. */
export const Icon = memo(function Icon({ name, size = 16, className }: IconProps): ReactElement {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.9}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={iconPaths[name]} />
    </svg>
  );
});
