// By which channels customers visited a step: shares of its visits. Draws each channel in the colour it has everywhere.
import type { ShownStepNumbers } from '@lotse/protocol'
import { Bars } from '../parts/Bars.tsx'
import { Card } from '../parts/Card.tsx'
import { channelHue } from '../parts/hue.ts'
import { useWords } from '../words/use.ts'

/** The card. */
export function StepChannels({ step: { channels, visits } }: { step: Pick<ShownStepNumbers, 'channels' | 'visits'> }) {
  const { t, f } = useWords()
  return (
    <Card title={t('stepPage.channels')} note={t('stepPage.channelsNote')}>
      {channels.length === 0 ? (
        <p className="quiet">{t('reality.nobody')}</p>
      ) : (
        <Bars
          label={t('stepPage.channels')}
          rows={channels.map(({ channel, visits: by }) => ({
            id: channel,
            label: channel === '' ? t('stepPage.noChannel') : channel,
            value: by,
            text: t('reality.count', { formatted: f.whole(by), share: f.share(by / Math.max(1, visits)) }),
            hue: channelHue(channel),
          }))}
        />
      )}
    </Card>
  )
}
