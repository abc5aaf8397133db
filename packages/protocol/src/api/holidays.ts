// Public holidays and where they hold, by their codes. On which day one falls stands in core/base.
import { z } from 'zod'

/** States of Germany and Austria and cantons of Switzerland (ISO 3166-2). */
export const holidayRegions = [
  ...['DE-BW', 'DE-BY', 'DE-BE', 'DE-BB', 'DE-HB', 'DE-HH', 'DE-HE', 'DE-MV'],
  ...['DE-NI', 'DE-NW', 'DE-RP', 'DE-SL', 'DE-SN', 'DE-ST', 'DE-SH', 'DE-TH'],
  ...['AT-1', 'AT-2', 'AT-3', 'AT-4', 'AT-5', 'AT-6', 'AT-7', 'AT-8', 'AT-9'],
  ...['CH-AG', 'CH-AR', 'CH-AI', 'CH-BL', 'CH-BS', 'CH-BE', 'CH-FR', 'CH-GE', 'CH-GL'],
  ...['CH-GR', 'CH-JU', 'CH-LU', 'CH-NE', 'CH-NW', 'CH-OW', 'CH-SH', 'CH-SZ', 'CH-SO'],
  ...['CH-SG', 'CH-TI', 'CH-TG', 'CH-UR', 'CH-VD', 'CH-VS', 'CH-ZG', 'CH-ZH'],
] as const
export type HolidayRegion = (typeof holidayRegions)[number]

/** Holidays. One may fall on another day, or bear another name, from country to country. */
export const holidayKeys = [
  ...['new_year', 'new_year_2', 'epiphany', 'republic', 'womens_day', 'joseph', 'good_friday', 'easter_sunday'],
  ...['easter_monday', 'naefels', 'labour_day', 'florian', 'liberation', 'ascension', 'pentecost', 'whit_monday'],
  ...['corpus_christi', 'uprising', 'jura', 'peter_paul', 'swiss_day', 'peace', 'assumption', 'geneva_fast'],
  ...['boys_shooting', 'federal_fast', 'fast_monday', 'children', 'mauritius', 'rupert', 'brother_klaus', 'unity'],
  ...['carinthia', 'austria', 'reformation', 'all_saints', 'martin', 'leopold', 'repentance', 'conception'],
  ...['christmas_eve', 'christmas', 'christmas_2', 'new_years_eve'],
] as const
export type HolidayKey = (typeof holidayKeys)[number]

/** A name in the languages of the console. */
export const bothNames = z.object({ de: z.string(), en: z.string() })
export type BothNames = z.infer<typeof bothNames>
