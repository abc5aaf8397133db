// How far something is: a bar with its figure in words.
import css from './progress.module.css'

/**
 * The bar.
 *
 * @param label - what is under way.
 * @param value - from 0 to 1; null while nobody knows.
 * @param text - the figure in words: "312 von 600".
 */
export function Progress({ label, value, text }: { label: string; value: number | null; text: string }) {
  const share = value === null ? null : Math.max(0, Math.min(1, value))
  return (
    <div className={css.root}>
      <div className={css.words}>
        <span>{label}</span>
        <span className={css.text}>{text}</span>
      </div>
      <div
        className={css.track}
        role="progressbar"
        aria-label={label}
        aria-valuetext={text}
        {...(share === null ? {} : { 'aria-valuenow': Math.round(share * 100) })}
      >
        <div
          className={share === null ? css.unknown : css.bar}
          style={share === null ? {} : { width: `${share * 100}%` }}
        />
      </div>
    </div>
  )
}
