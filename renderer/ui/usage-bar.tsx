import type { ReactElement } from 'react';
import './usage-bar.css';

export interface UsageBarProps {
  readonly label: string;
  /** 0 to 1; more is drawn as full. */
  readonly fraction: number;
  /** What the numbers are, in words. */
  readonly text: string;
  /** Above this share the bar warns; never unless given. */
  readonly warnAbove?: number;
}

/** How much of something is in use. */
export function UsageBar({ label, fraction, text, warnAbove }: UsageBarProps): ReactElement {
  const percent = Math.round(Math.min(1, Math.max(0, fraction)) * 1000) / 10;
  const high = warnAbove !== undefined && fraction > warnAbove;
  return (
    <div className="usage">
      <div
        className="usage-track"
        role="meter"
        aria-label={label}
        aria-valuetext={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div
          className={high ? 'usage-fill usage-high' : 'usage-fill'}
          style={{ width: `${percent}%` }}
        />
      </div>
      <span className="usage-text">{text}</span>
    </div>
  );
}
